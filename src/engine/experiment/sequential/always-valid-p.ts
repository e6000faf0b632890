import { type SequenceOptions, sequenceRho } from './confidence-sequence.ts';

/** Evidence that may be looked at any time. */
export interface AlwaysValidP {
  /** Below alpha exactly where the always-valid interval leaves out 0. */
  readonly pValue: number;
  /** 1 / p before it is cut at 1: what a bet against "no difference" has made of 1. */
  readonly eValue: number;
}

/**
 * Always-valid p-value of a statistic z = estimate / SE after N units of both arms:
 * p = min(1, sqrt(x + 1) exp(-z^2 x / (2 (x + 1)))), x = N rho^2.
 *
 * Source: R. Johari, P. Koomen, L. Pekelis, D. Walsh (2022), Always Valid Inference, Operations Research 70; in this form Waudby-Smith et
 * al., arXiv 2103.06476.
 *
 * @param look.z - statistic of the look
 * @param look.units - units of both arms so far
 * @example
 * alwaysValidP({ z: 3.2, units: 4000 }, { alpha: 0.05, plannedUnits: 5000 }) // => { pValue: 0.03251601945, eValue: 30.7540719 }
 */
export function alwaysValidP(look: { z: number; units: number }, options: SequenceOptions): AlwaysValidP {
  const x = look.units * sequenceRho(options) ** 2;
  const eValue = Math.exp((look.z ** 2 * x) / (2 * (x + 1))) / Math.sqrt(x + 1);
  return { pValue: Math.min(1, 1 / eValue), eValue };
}
