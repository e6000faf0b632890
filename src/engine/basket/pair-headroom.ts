import type { EstimatedUplift } from '../experiment/incremental/estimated-uplift.ts';
import { estimateUplift } from '../experiment/incremental/estimated-uplift.ts';
import { KAPPA_PRIOR } from '../experiment/incremental/incrementality-ratio.ts';
import type { NormalPrior } from '../experiment/pooling/uplift-posterior.ts';
import { expectedTogether } from './expected-together.ts';
import type { PairCounts } from './pair-counts.ts';
import { keepBeyondChance } from './pair-significance.ts';
import { shrinkLift } from './shrunk-lift.ts';

/** Of the guests who would want the second item by the pair's own history, this share is taken to say yes when asked. */
export const ACCEPTED_SHARE = 0.1;
/** A pair needs so many orders with both, and a lift that is surely above this. */
export const LEAST_TOGETHER = 5;
/** See above: 1.2 is what a pair is called notable from. */
export const LEAST_LIFT = 1.2;

/** What is asked. */
export interface HeadroomOptions {
  /** Baskets of the period that is valued, as dense indices: each can take one suggestion. */
  readonly baskets: readonly (readonly number[])[];
  /** Multiplies the period to the one that is told: 30 / 90 for a month out of 90 days. */
  readonly scale: number;
  /** Net price of an item in minor units; null when nobody knows, or when the item cannot be suggested. */
  readonly priceOf: (index: number) => number | null;
  /** Lift to expect of two items before their own orders; 1 unless told. */
  readonly priorLift?: (i: number, j: number) => number;
  /** At most so many pairs; 10 unless told. */
  readonly limit?: number;
  /** Incremental over attributed: N(.25, .25^2) unless measured. */
  readonly kappa?: NormalPrior;
}

/** A pair that goes together and is not sold together, with the working. Money in minor units, counts per told period. */
export interface HeadroomPair {
  readonly antecedent: number;
  readonly consequent: number;
  /** Orders ever with both, and with the antecedent. */
  readonly together: number;
  readonly antecedentOrders: number;
  /** Posterior mean of the lift, and its 5 % quantile. */
  readonly lift: number;
  readonly liftLower: number;
  /** Share of the antecedent's guests who want the consequent, taken low: the 5 % quantile of the lift x the consequent's share of orders. */
  readonly wanted: number;
  /** Probability that a guest who is asked says yes: wanted x {@link ACCEPTED_SHARE}. */
  readonly acceptance: number;
  /** Orders in the period with the antecedent and without the consequent, in which this pair is the one to suggest. */
  readonly reach: number;
  readonly priceMinor: number;
  /** acceptance x price x reach: what would be attributed. */
  readonly attributableMinor: number;
  /** kappa x attributable: what would be extra. */
  readonly extraMinor: number;
}

/** The pairs with the most room, and what all of them may bring together. */
export interface PairHeadroom {
  readonly pairs: readonly HeadroomPair[];
  readonly total: EstimatedUplift;
}

const PAIRS = 10;

/**
 * What the pairs that go together, and are mostly not sold together, may bring:
 *
 *   attributable = sum over pairs of a W p R,   extra = kappa x attributable
 *
 * W = l n_B / N, at most 1, is the share of A's guests who want B, with l the 5 % quantile of the shrunk lift. a = .1: of those
 * who want it, one in ten says yes when asked. p is the price of B, R the orders of the period with A and without B. An order
 * takes one suggestion: it counts for the pair of the list that is worth most in it, so the rows add up to the total.
 *
 * Candidates have at least 5 orders with both and l >= 1.2, and chance is ruled out for them ({@link keepBeyondChance}): among
 * thousands of pairs some have a large l by chance alone. Each item is the first of one pair at most, that with the most room
 * a W p (n_A - C) over all orders, and of A -> B and B -> A one is kept. kappa and the interval are those of
 * {@link estimateUplift}, with a W known no better than to its own size.
 *
 * @example
 * const pairs = new PairCounts();
 * const baskets = [...Array(40).fill([0, 1]), ...Array(60).fill([0]), ...Array(300).fill([2])];
 * for (const basket of baskets) pairs.add(basket);
 * estimateHeadroom(pairs, { baskets, scale: 1, priceOf: () => 300 }).total.attributable // => 570.4736
 */
export function estimateHeadroom(pairs: PairCounts, options: HeadroomOptions): PairHeadroom {
  const { kappa = KAPPA_PRIOR, limit = PAIRS, scale } = options;
  const best = choosePairs(keepBeyondChance(pairs, findCandidates(pairs, options)), limit);
  const reach = countReach(options.baskets, best);
  const rows = best.map((pair, place) => toRow(pair, { reach: (reach[place] as number) * scale, kappa }));
  const opportunities = rows.map(({ acceptance, priceMinor, reach: orders }) => ({
    acceptance,
    acceptanceVariance: acceptance ** 2,
    net: priceMinor,
    reach: orders,
  }));
  return {
    pairs: rows.filter((row) => row.reach > 0).sort(compareWorth),
    total: estimateUplift(opportunities, kappa),
  };
}

type Candidate = Omit<HeadroomPair, 'reach' | 'attributableMinor' | 'extraMinor'>;

function findCandidates(pairs: PairCounts, options: HeadroomOptions): Candidate[] {
  const { priceOf, priorLift } = options;
  const found: Candidate[] = [];
  pairs.forEachPair((i, j, together) => {
    if (together < LEAST_TOGETHER) return;
    const lift = shrinkLift({
      together,
      expected: expectedTogether(pairs, [i, j]),
      priorLift: priorLift?.(i, j) ?? 1,
    });
    if (lift.lower < LEAST_LIFT) return;
    for (const [antecedent, consequent] of [
      [i, j],
      [j, i],
    ] as const) {
      const priceMinor = priceOf(consequent);
      if (priceMinor === null || priceMinor <= 0) continue;
      const wanted = Math.min(1, (lift.lower * pairs.ordersWith(consequent)) / pairs.orders);
      found.push({
        antecedent,
        consequent,
        together,
        antecedentOrders: pairs.ordersWith(antecedent),
        lift: lift.mean,
        liftLower: lift.lower,
        wanted,
        acceptance: ACCEPTED_SHARE * wanted,
        priceMinor,
      });
    }
  });
  return found;
}

/** What a pair would bring by itself, over all orders. */
function roomOf({ acceptance, priceMinor, antecedentOrders, together }: Candidate): number {
  return acceptance * priceMinor * (antecedentOrders - together);
}

function choosePairs(candidates: readonly Candidate[], limit: number): Candidate[] {
  const ranked = candidates
    .map((pair) => ({ pair, room: roomOf(pair) }))
    .sort((a, b) => b.room - a.room || a.pair.antecedent - b.pair.antecedent || a.pair.consequent - b.pair.consequent);
  const chosen: Candidate[] = [];
  const taken = new Set<string>();
  const first = new Set<number>();
  for (const { pair } of ranked) {
    const both = [pair.antecedent, pair.consequent].sort((a, b) => a - b).join(' ');
    if (chosen.length >= limit || first.has(pair.antecedent) || taken.has(both)) continue;
    chosen.push(pair);
    taken.add(both);
    first.add(pair.antecedent);
  }
  return chosen;
}

/** Orders in which each pair is the one to suggest: with its first item, without its second, and worth more than the others. */
function countReach(baskets: readonly (readonly number[])[], pairs: readonly Candidate[]): number[] {
  const reach = pairs.map(() => 0);
  const worth = pairs.map(({ acceptance, priceMinor }) => acceptance * priceMinor);
  for (const basket of baskets) {
    const best = bestPairIn(basket, { pairs, worth });
    if (best >= 0) reach[best] = (reach[best] as number) + 1;
  }
  return reach;
}

function bestPairIn(
  basket: readonly number[],
  { pairs, worth }: { pairs: readonly Candidate[]; worth: readonly number[] },
): number {
  let best = -1;
  for (const [place, { antecedent, consequent }] of pairs.entries()) {
    if (!basket.includes(antecedent) || basket.includes(consequent)) continue;
    if (best < 0 || (worth[place] as number) > (worth[best] as number)) best = place;
  }
  return best;
}

function toRow(pair: Candidate, { reach, kappa }: { reach: number; kappa: NormalPrior }): HeadroomPair {
  const attributableMinor = pair.acceptance * pair.priceMinor * reach;
  return { ...pair, reach, attributableMinor, extraMinor: kappa.mean * attributableMinor };
}

function compareWorth(a: HeadroomPair, b: HeadroomPair): number {
  return b.attributableMinor - a.attributableMinor || a.antecedent - b.antecedent || a.consequent - b.consequent;
}
