import { roundScore } from '../popularity/round-score.ts';
import { type Association, measureAssociation } from './association.ts';
import { confidenceLowerBound } from './confidence-bound.ts';
import { expectedTogether } from './expected-together.ts';
import type { PairCounts } from './pair-counts.ts';
import { judgePairs, type PairChance } from './pair-significance.ts';
import { shrinkLift } from './shrunk-lift.ts';

/** What a pair must reach to be listed. */
export interface PairGate {
  /** Orders with both. */
  readonly minTogether: number;
  /** 0 to 1. */
  readonly minConfidence: number;
  readonly minLift: number;
}

/** The default gate of the report: confidence 20 %, lift 1.2, 3 orders together. */
export const DEFAULT_GATE: PairGate = { minTogether: 3, minConfidence: 0.2, minLift: 1.2 };

/** A gentler gate for young stores: confidence 15 %, 2 orders together, any lift. */
export const QUICK_START_GATE: PairGate = { minTogether: 2, minConfidence: 0.15, minLift: 0 };

/** Which pairs are reported. */
export interface PairReportOptions extends PairGate {
  /** Lift to expect of two items before their own orders; 1 unless told. */
  readonly priorLift?: (i: number, j: number) => number;
  /** Only pairs with this antecedent. */
  readonly item?: number;
  /** Share of false discoveries to allow among the significant pairs. Default .05. */
  readonly falseDiscoveryRate?: number;
  /** At most this many rows. */
  readonly limit: number;
}

/** One directed pair. */
export interface PairRow extends Association {
  readonly antecedent: number;
  readonly consequent: number;
  readonly together: number;
  readonly confidenceLower: number;
  readonly liftLower: number;
  readonly shrunkLift: number;
  /** One-sided exact p-value of the unordered pair. */
  readonly pValue: number;
  /** True when chance is ruled out, for all pairs of the store at once. */
  readonly significant: boolean;
}

const NOTABLE_LIFT = 1.2;
const NOTABLE_PROBABILITY = 0.9;
const NOTABLE_TOGETHER = 3;
/** So many pairs more than twice the limit are gathered before the worst are dropped. */
const SPARE_PAIRS = 1000;

/**
 * The directed pairs that pass the gate, the surest first: by the lower bound of the shrunk lift, then the number of
 * orders with both, then the indices.
 *
 * A pair is significant when its one-sided exact (hypergeometric) p-value is rejected by Benjamini-Hochberg at 5 % over
 * ALL pairs of items that were ever ordered, and its posterior agrees: 3 orders together and a probability of 90 % that
 * the lift, corrected for basket sizes, is above 1.2. The first alone is fooled by basket sizes, the second alone by
 * the number of pairs.
 *
 * @example
 * const pairs = new PairCounts();
 * for (let order = 0; order < 5; order++) pairs.add([0, 1]);
 * for (let order = 0; order < 15; order++) pairs.add([2]);
 * const rows = reportPairs(pairs, { ...DEFAULT_GATE, limit: 10 });
 * rows.map(({ antecedent, consequent, lift }) => [antecedent, consequent, lift]) // => [[0, 1, 4], [1, 0, 4]]
 */
export function reportPairs(pairs: PairCounts, options: PairReportOptions): PairRow[] {
  const chance = judgePairs(pairs, options);
  const best = new BestPairs(options.limit);
  for (const antecedent of antecedentsOf(pairs, options.item)) {
    pairs.forEachNeighbour(antecedent, (consequent, together) => {
      const pair = { antecedent, consequent, together };
      if (!passesGate(pairs, pair, options)) return;
      best.offer({ ...pair, liftLower: roundScore(posteriorOf(pairs, pair, options).lower) });
    });
  }
  return best.take().map((pair) => toRow(pairs, pair, { options, chance }));
}

/**
 * How many directed pairs pass a gate: the rows of `reportPairs` without a limit, counted and not judged, which takes
 * one look at each pair.
 *
 * @example
 * const pairs = new PairCounts();
 * for (let order = 0; order < 5; order++) pairs.add([0, 1]);
 * for (let order = 0; order < 15; order++) pairs.add([2]);
 * countPairs(pairs, DEFAULT_GATE) // => 2
 */
export function countPairs(pairs: PairCounts, gate: PairGate): number {
  let passing = 0;
  pairs.forEachPair((i, j, together) => {
    if (passesGate(pairs, { antecedent: i, consequent: j, together }, gate)) passing++;
    if (passesGate(pairs, { antecedent: j, consequent: i, together }, gate)) passing++;
  });
  return passing;
}

function* antecedentsOf(pairs: PairCounts, item: number | undefined): Generator<number> {
  if (item !== undefined) yield item;
  else for (let index = 0; index < pairs.itemCount; index++) yield index;
}

interface CandidatePair {
  readonly antecedent: number;
  readonly consequent: number;
  readonly together: number;
}

interface ScoredPair extends CandidatePair {
  readonly liftLower: number;
}

/** The first pairs in the order of the report. Memory grows with the limit, not with the pairs that are offered. */
class BestPairs {
  readonly #limit: number;
  readonly #most: number;
  #pairs: ScoredPair[] = [];
  /** The last pair that can still be listed, once there are more than enough. */
  #last: ScoredPair | null = null;

  constructor(limit: number) {
    this.#limit = limit;
    this.#most = 2 * limit + SPARE_PAIRS;
  }

  offer(pair: ScoredPair): void {
    if (this.#last && compareSurest(this.#last, pair) <= 0) return;
    this.#pairs.push(pair);
    if (this.#pairs.length >= this.#most) this.#last = this.take().at(-1) ?? null;
  }

  take(): ScoredPair[] {
    this.#pairs = this.#pairs.sort(compareSurest).slice(0, this.#limit);
    return this.#pairs;
  }
}

function compareSurest(a: ScoredPair, b: ScoredPair): number {
  return (
    b.liftLower - a.liftLower || b.together - a.together || a.antecedent - b.antecedent || a.consequent - b.consequent
  );
}

function passesGate(pairs: PairCounts, pair: CandidatePair, gate: PairGate): boolean {
  if (pair.together < gate.minTogether) return false;
  const { confidence, lift } = measureAssociation(countsOf(pairs, pair));
  return confidence >= gate.minConfidence && lift >= gate.minLift;
}

function countsOf(pairs: PairCounts, { antecedent, consequent, together }: CandidatePair) {
  return {
    together,
    antecedentOrders: pairs.ordersWith(antecedent),
    consequentOrders: pairs.ordersWith(consequent),
    orders: pairs.orders,
  };
}

function posteriorOf(pairs: PairCounts, pair: CandidatePair, { priorLift }: PairReportOptions) {
  const { antecedent, consequent, together } = pair;
  const expected = expectedTogether(pairs, [antecedent, consequent]);
  return shrinkLift({ together, expected, priorLift: priorLift?.(antecedent, consequent) ?? 1 });
}

interface RowContext {
  readonly options: PairReportOptions;
  readonly chance: PairChance;
}

function toRow(pairs: PairCounts, pair: ScoredPair, { options, chance }: RowContext): PairRow {
  const { antecedent, consequent, together, liftLower } = pair;
  const counts = countsOf(pairs, pair);
  const posterior = posteriorOf(pairs, pair, options);
  const notable = together >= NOTABLE_TOGETHER && posterior.probabilityAbove(NOTABLE_LIFT) >= NOTABLE_PROBABILITY;
  return {
    antecedent,
    consequent,
    together,
    ...measureAssociation(counts),
    confidenceLower: confidenceLowerBound(counts),
    liftLower,
    shrunkLift: posterior.mean,
    pValue: chance.pValueOf(antecedent, consequent),
    significant: notable && chance.isRuledOut(antecedent, consequent),
  };
}
