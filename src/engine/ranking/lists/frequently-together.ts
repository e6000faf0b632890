import { tellPopularHour } from '../../popularity/day-part.ts';
import { strongestEvidence, tellTogether } from '../pair-evidence.ts';
import type { RankedItem } from '../ranked-item.ts';
import { menuItem, type RankingView } from '../ranking-view.ts';
import type { Candidate } from '../request.ts';
import { describePopular, isPopularElsewhere } from './category-popular.ts';

/** At this lift of the hour an item is popular because of the hour. */
const TOLD_HOUR_LIFT = 1.2;
/** Above this mean log lift a category goes with the context: a lift of 1.05. */
const TOLD_LOG_LIFT = Math.log(1.05);

/**
 * Ranks the eligible items by how well they go with the context: the store's ranking over all its features, see
 * docs/algorithms/ranking.md. With an empty context there is nothing to go with, and the list is empty. No threshold
 * cuts it: only what the evidence bears is said of an item. An item that nobody has ordered, of a category that nobody
 * has ordered from, and whose name no other stores know, is left to the owner's picks and the newest.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * rankFrequentlyTogether(createRankingView(model, createRequest({ nowMs: 0 }))) // => []
 */
export function rankFrequentlyTogether(view: RankingView): RankedItem[] {
  if (view.context.length === 0) return [];
  const { model, request } = view;
  const { scoreOf, oddsOf, probabilityOf, best } = view.scores();
  const isKnown = (item: number) =>
    model.popularity.ordersWith(item) > 0 || model.isCategoryOrdered(item) || model.donorShareOf(item) !== undefined;
  // Only an exploring place needs to know more than how likely items are against each other.
  const likelihoodOf = request.explorationDraw === null ? oddsOf : probabilityOf;
  return best({ limit: view.poolSize, admits: isKnown }).map((item) => {
    const score = scoreOf(item);
    return { item, probability: likelihoodOf(item), describe: () => describe(view, item, score) };
  });
}

function describe(view: RankingView, item: number, score: number): Candidate {
  const { model } = view;
  const strategy = `${model.parameters.model}@2`;
  const evidence = strongestEvidence(view, item);
  if (evidence !== null) {
    return {
      item,
      score,
      strategy,
      badge: null,
      type: 'frequently-together',
      level: 'pairs',
      confidence: evidence.confidence,
      reason: `Often ordered with ${menuItem(view, evidence.antecedent).name}`,
      socialProof: tellTogether(model, evidence),
      source: evidence.antecedent,
    };
  }
  const { confidence, reason, socialProof } = describePopular(view, item);
  return {
    item,
    score,
    strategy,
    badge: null,
    confidence,
    reason: hourReason(view, item) ?? reason,
    socialProof,
    type: 'category-popular',
    level: categorySpeaksFor(view, item) ? 'category' : 'popular',
  };
}

/** Whether the item's category goes with the context, or it or other stores stand in for orders that the item lacks. */
function categorySpeaksFor(view: RankingView, item: number): boolean {
  const { model, context } = view;
  if (model.popularity.ordersWith(item) === 0 || isPopularElsewhere(view, item)) return true;
  const logLifts = context.reduce((sum, other) => sum + Math.log(model.priorLift(other, item)), 0);
  return logLifts > TOLD_LOG_LIFT * context.length;
}

/** "Popular at lunchtime", when that is why. */
function hourReason({ model, hourOfWeek }: RankingView, item: number): string | null {
  const { popularity } = model;
  const lift = (popularity.sharesAt(hourOfWeek)[item] ?? 0) / (popularity.sharesAt(null)[item] ?? 1);
  return lift < TOLD_HOUR_LIFT ? null : tellPopularHour(popularity, { item, hourOfWeek });
}
