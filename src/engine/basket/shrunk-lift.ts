import {
  type GammaParameters,
  gammaQuantileWilsonHilferty,
  gammaUpperTail,
  NORMAL_SCORE_95,
} from '../statistics/gamma-distribution.ts';

/** Strength of the prior of a lift, in expected meetings: k. */
export const LIFT_PRIOR_ORDERS = 3;

/** What is known of a pair's lift. */
export interface LiftEvidence {
  /** Orders with both: C. */
  readonly together: number;
  /** Orders with both by chance alone: E. */
  readonly expected: number;
  /** Lift to expect before these orders are looked at: l0. */
  readonly priorLift: number;
}

/** The posterior of a lift. */
export interface ShrunkLift {
  readonly mean: number;
  /** 5 % quantile: the true lift is above it with probability 95 %. */
  readonly lower: number;
  /** 95 % quantile. */
  readonly upper: number;
  /** Probability that the true lift is above `lift`. */
  probabilityAbove(lift: number): number;
}

/**
 * Posterior mean of a lift, (C + k l0) / (E + k) with k = 3: few orders say little, and the mean stays near l0.
 *
 * Source: W. DuMouchel and D. Pregibon (2001), Empirical Bayes screening for multi-item associations, KDD.
 *
 * @example
 * shrunkLiftMean({ together: 9, expected: 3, priorLift: 1 }) // => 2
 */
export function shrunkLiftMean({ together, expected, priorLift }: LiftEvidence): number {
  return (together + LIFT_PRIOR_ORDERS * priorLift) / (expected + LIFT_PRIOR_ORDERS);
}

/**
 * The posterior lambda ~ Gamma(C + k l0, E + k) of a lift, with its 5 % and 95 % quantiles (Wilson-Hilferty).
 *
 * @example
 * shrinkLift({ together: 9, expected: 3, priorLift: 1 }).lower // => 1.1538
 * shrinkLift({ together: 9, expected: 3, priorLift: 1 }).probabilityAbove(2) // => 0.4616
 */
export function shrinkLift(evidence: LiftEvidence): ShrunkLift {
  const posterior = liftPosterior(evidence);
  return {
    mean: shrunkLiftMean(evidence),
    lower: gammaQuantileWilsonHilferty(posterior, -NORMAL_SCORE_95),
    upper: gammaQuantileWilsonHilferty(posterior, NORMAL_SCORE_95),
    probabilityAbove: (lift) => gammaUpperTail(posterior, lift),
  };
}

/**
 * Parameters of the posterior of a lift: shape C + k l0, rate E + k.
 *
 * @example
 * liftPosterior({ together: 9, expected: 3, priorLift: 1 }) // => { "shape": 12, "rate": 6 }
 */
export function liftPosterior({ together, expected, priorLift }: LiftEvidence): GammaParameters {
  return { shape: together + LIFT_PRIOR_ORDERS * priorLift, rate: expected + LIFT_PRIOR_ORDERS };
}
