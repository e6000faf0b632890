import { chooseRanking, type RankingChoice } from '../../engine/learning/choose-ranking.ts';
import type { LearnedHistory } from './evaluation-history.ts';

/** A history that is only asked what it counts needs no draws. */
const MIDDLE = 0.5;

/** Several models of one history share what it taught. */
const taught = new WeakMap<LearnedHistory, RankingChoice>();

/**
 * Has the learned part choose and fit its ranking, as the nightly job of a store does, and gives its model the parameters.
 * It never sees an order of the test part.
 *
 * What next orders are ranked by is not taught here: it orders the personal list alone, and a cart's page takes from that
 * list only when nothing else that may be suggested is left. The protocol `next-order` teaches and asks it by itself.
 */
export function teach(learned: LearnedHistory): RankingChoice {
  const known = taught.get(learned);
  if (known !== undefined) return known;
  const { model, orders, random = () => MIDDLE, onProgress } = learned;
  const catalog = [...model.menu()].map(({ item }) => item);
  const choice = chooseRanking({ catalog, orders, zone: model.zone }, { random, ...(onProgress && { onProgress }) });
  model.setParameters(choice.parameters);
  model.easeState.settle(model.itemCount);
  taught.set(learned, choice);
  return choice;
}
