import { normalQuantile } from '../../statistics/normal-distribution.ts';
import type { Interval } from '../interval.ts';
import type { Proportion } from './proportion.ts';

/**
 * Score interval of a proportion p = x / n: (p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n).
 *
 * Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22.
 *
 * @param alpha - the probability of missing, such as .05 for 95 %
 * @returns ends between 0 and 1
 * @example
 * wilsonInterval({ successes: 7, n: 120 }, 0.05) // => [0.02854101, 0.1155259203]
 */
export function wilsonInterval({ successes, n }: Proportion, alpha: number): Interval {
  const z = normalQuantile(1 - alpha / 2);
  const p = successes / n;
  const centre = p + z ** 2 / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2));
  const scale = 1 + z ** 2 / n;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}
