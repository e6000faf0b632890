import type { Interval } from '../interval.ts';

/** What a period's treated revenue holds because of an uplift. */
export interface ExtraRevenue {
  readonly estimate: number;
  readonly interval: Interval;
}

/**
 * Extra revenue in a period with treated revenue R and uplift L: R L / (1 + L). It rises with L, so the ends of L's interval
 * become the ends of its own.
 *
 * @param uplift.value - L, above -1
 * @throws RangeError when an uplift is -1 or less.
 * @example
 * extraRevenue(8420, { value: 0.0383, interval: [0.0015, 0.0751] }) // => { estimate: 310.5903881, interval: [12.61108337, 588.1704028] }
 */
export function extraRevenue(treatedRevenue: number, uplift: { value: number; interval: Interval }): ExtraRevenue {
  const extraOf = (share: number) => {
    if (!(share > -1)) throw new RangeError(`Cannot tell the extra of an uplift of ${share}: expected more than -1`);
    return (treatedRevenue * share) / (1 + share);
  };
  const [low, high] = uplift.interval;
  return { estimate: extraOf(uplift.value), interval: [extraOf(low), extraOf(high)] };
}
