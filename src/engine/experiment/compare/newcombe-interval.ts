import type { Interval } from '../interval.ts';
import type { Proportion } from './proportion.ts';
import { wilsonInterval } from './wilson-interval.ts';

/**
 * Interval of a difference of proportions d = p1 - p0 from the two Wilson intervals (l, u):
 * d - sqrt((p1 - l1)^2 + (u0 - p0)^2) .. d + sqrt((u1 - p1)^2 + (p0 - l0)^2). It stays within -1 .. 1 and
 * holds its promise where the plain interval p -+ z SE does not: rare events, small arms.
 *
 * Source: R. G. Newcombe (1998), Interval estimation for the difference between independent proportions, Statistics in
 * Medicine 17, method 10.
 *
 * @param alpha - the probability of missing, such as .05 for 95 %
 * @example
 * const control = { successes: 100, n: 1000 };
 * newcombeInterval({ treated: { successes: 120, n: 1000 }, control }, 0.05) // => [-0.007492167515, 0.04755066746]
 */
export function newcombeInterval(arms: { treated: Proportion; control: Proportion }, alpha: number): Interval {
  const { treated, control } = arms;
  const [pT, pC] = [treated.successes / treated.n, control.successes / control.n];
  const [lowT, highT] = wilsonInterval(treated, alpha);
  const [lowC, highC] = wilsonInterval(control, alpha);
  const difference = pT - pC;
  return [difference - Math.hypot(pT - lowT, highC - pC), difference + Math.hypot(highT - pT, pC - lowC)];
}
