import { expectedTogether } from '../../basket/expected-together.ts';
import { shrunkLiftMean } from '../../basket/shrunk-lift.ts';
import { isNotable, type PairEvidence, priorLift, readPairEvidence, tellTogether } from '../pair-evidence.ts';
import { menuItem, type RankingView } from '../ranking-view.ts';
import { roundScore } from '../../popularity/round-score.ts';
import { type Candidate, type Level, sortCandidates } from '../request.ts';
import { describePopular } from './category-popular.ts';

/** Weight of the summed log lifts against the log popularity, measured in docs/algorithms/frequently-together.md. */
export const LOG_LIFT_WEIGHT = 0.75;

/** A sum of log lifts above this is more than popularity: log 1.05. */
const ABOVE_POPULAR = Math.log(1.05);

/**
 * Ranks every eligible item for the context (cart items and the item looked at) by the log pool
 *
 *   score(j) = log p(j) + 0.75 x sum over context items i of log lambda(i, j)
 *
 * with p(j) the shrunk popularity and lambda(i, j) the shrunk lift with its prior from the category pair. With an empty
 * context there is nothing to go with, and the list is empty. Nothing is cut off: weak pairs come last, and only what
 * the evidence bears is said of them.
 */
export function rankFrequentlyTogether(view: RankingView): Candidate[] {
  if (view.context.length === 0) return [];
  return sortCandidates(scoreForContext(view))
    .slice(0, view.request.limit + CANDIDATES_TO_SPARE)
    .map((entry) => describe(view, entry));
}

/** Words are found only for the first ones; the spare ones replace what pins and other lists take away. */
const CANDIDATES_TO_SPARE = 20;

/** An item with its score and the summed log lifts within it. */
export interface ContextScore {
  readonly item: number;
  readonly score: number;
  readonly lifts: number;
}

/** The log-pool score of every eligible item, unsorted. */
export function scoreForContext(view: RankingView): ContextScore[] {
  return view.eligible.map((item) => {
    const lifts = view.context.reduce((sum, other) => sum + Math.log(liftOf(view, other, item)), 0);
    const score = roundScore(Math.log(view.model.popularity.share(item)) + LOG_LIFT_WEIGHT * lifts);
    return { item, score, lifts };
  });
}

function liftOf({ model }: RankingView, antecedent: number, consequent: number): number {
  return shrunkLiftMean({
    together: model.pairs.together(antecedent, consequent),
    expected: expectedTogether(model.pairs, antecedent, consequent),
    priorLift: priorLift(model, antecedent, consequent),
  });
}

/** The pair with the strongest claim among the context items: the notable one with the highest lower bound. */
export function strongestEvidence(view: RankingView, item: number): PairEvidence | null {
  let best: PairEvidence | null = null;
  for (const antecedent of view.context) {
    const evidence = readPairEvidence(view.model, antecedent, item);
    if (!isNotable(evidence)) continue;
    if (best === null || evidence.shrunk.lower > best.shrunk.lower) best = evidence;
  }
  return best;
}

function describe(view: RankingView, { item, score, lifts }: ContextScore): Candidate {
  const evidence = strongestEvidence(view, item);
  const base = { item, score, strategy: 'log-pool@1', badge: null };
  if (evidence === null) {
    const level: Level = lifts > ABOVE_POPULAR ? 'category' : 'popular';
    return { ...base, ...describePopular(view, item), type: 'category-popular', level };
  }
  return {
    ...base,
    type: 'frequently-together',
    level: 'pairs',
    confidence: evidence.confidence,
    reason: `Often ordered with ${menuItemName(view, evidence.antecedent)}`,
    socialProof: tellTogether(view.model, evidence),
  };
}

function menuItemName(view: RankingView, item: number): string {
  return menuItem(view, item).name;
}
