import type { Interval } from '../interval.ts';
import type { Estimate } from './paule-mandel.ts';
import { poolUplifts } from './pool-uplifts.ts';
import { type NormalPrior, upliftPosterior } from './uplift-posterior.ts';

/** With fewer merchants the spread between them is anybody's guess: a prior is taken instead. */
export const FEWEST_POOLED = 5;
/** Merchants of one's own kind that are enough to go by them alone. */
const FEWEST_OF_KIND = 10;

/** One merchant's figure in the light of the others. */
export interface PoolReading {
  readonly mean: number;
  readonly standardDeviation: number;
  /** 95 %. */
  readonly interval: Interval;
  /** Merchants that it was pooled over, the own one among them; 0 = the prior alone. */
  readonly merchants: number;
}

/** How a figure is pooled. */
export interface PoolOptions {
  /** What is believed while there are fewer than 5 merchants. */
  readonly prior: NormalPrior;
  /** Floor of the spread between merchants, in the figure's own units. */
  readonly smallestTau: number;
}

/**
 * Reads one merchant's figure in the light of the others': from 5 merchants on by {@link poolUplifts}, the own one among
 * them; below that by the prior, which for an uplift is centred on 0, so that no data promise nothing. A merchant without a
 * figure of its own reads what a new one would.
 *
 * @param own - null = nothing is measured here
 * @example
 * const options = { prior: { mean: 0, standardDeviation: 0.1 }, smallestTau: 0.02 };
 * readInPool({ value: 0.12, standardError: 0.09 }, { others: [], ...options }).mean // => 0.06629834254
 * const others = [0.02, 0.03, 0.04, 0.05, 0.06].map((value) => ({ value, standardError: 0.02 }));
 * readInPool(null, { others, ...options }).mean // => 0.04
 */
export function readInPool(
  own: Estimate | null,
  { others, prior, smallestTau }: PoolOptions & { others: readonly Estimate[] },
): PoolReading {
  const all = [...(own === null ? [] : [own]), ...others];
  if (all.length < FEWEST_POOLED) {
    const { mean, standardDeviation, interval } = withPrior(own, prior);
    return { mean, standardDeviation, interval, merchants: 0 };
  }
  const pool = poolUplifts(all, { smallestTau });
  const reading = (own === null ? undefined : pool.merchants[0]) ?? pool.newMerchant;
  return { ...reading, merchants: all.length };
}

/** A standard error without end says nothing: the prior stays as it is. */
function withPrior(own: Estimate | null, prior: NormalPrior) {
  const { value, standardError } = own ?? { value: 0, standardError: Number.POSITIVE_INFINITY };
  return upliftPosterior({ uplift: value, standardError }, { prior });
}

/**
 * The others that a merchant is read beside: those of its own kind from 10 on, else all of them.
 *
 * @example
 * chooseKind([{ kind: 'shop' }, { kind: 'restaurant' }], 'shop').length // => 2
 */
export function chooseKind<Other extends { readonly kind: string }>(
  others: readonly Other[],
  kind: string,
): readonly Other[] {
  const alike = others.filter((other) => other.kind === kind);
  return alike.length >= FEWEST_OF_KIND ? alike : others;
}
