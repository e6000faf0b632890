import { type Interval, intervalAround } from '../interval.ts';

/** How an always-valid sequence is tuned. */
export interface SequenceOptions {
  /** Probability of ever missing, over all looks: .05 for 95 %. */
  readonly alpha: number;
  /** Units of both arms expected when a decision is due. Fixed at the start; a rough figure is enough. */
  readonly plannedUnits: number;
}

/**
 * The tuning of an always-valid sequence: rho^2 = (-2 ln a + ln(1 - 2 ln a)) / N*. It makes the sequence narrowest
 * near N* units.
 *
 * Source: I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy, A. Ramdas (2021), Time-uniform central limit theory, arXiv
 * 2103.06476, eq. 161.
 *
 * @example
 * sequenceRho({ alpha: 0.05, plannedUnits: 5000 }) // => 0.03984006677
 */
export function sequenceRho({ alpha, plannedUnits }: SequenceOptions): number {
  const twice = -2 * Math.log(alpha);
  return Math.sqrt((twice + Math.log(1 + twice)) / plannedUnits);
}

/**
 * How many standard errors an always-valid interval reaches to each side after N units of both arms:
 * k(N) = sqrt(2 (1 + 1/x) ln(sqrt(x + 1) / a)), x = N rho^2. However often one looks, the truth is outside
 * only with probability alpha.
 *
 * Source: as {@link sequenceRho}, eq. 9 and 155.
 *
 * @param units - units of both arms so far, above 0
 * @example
 * sequenceMultiplier(5000, { alpha: 0.05, plannedUnits: 5000 }) // => 3.03520899
 */
export function sequenceMultiplier(units: number, options: SequenceOptions): number {
  const x = units * sequenceRho(options) ** 2;
  return Math.sqrt(2 * (1 + 1 / x) * Math.log(Math.sqrt(x + 1) / options.alpha));
}

/**
 * Always-valid interval of an estimate: estimate -+ k(N) SE.
 *
 * @example
 * alwaysValidInterval({ difference: 1, standardError: 0.1, units: 5000 }, { alpha: 0.05, plannedUnits: 5000 }) // => [0.696479101, 1.303520899]
 */
export function alwaysValidInterval(look: SequentialLook, options: SequenceOptions): Interval {
  return intervalAround(look.difference, sequenceMultiplier(look.units, options) * look.standardError);
}

/** What is seen at one look. */
export interface SequentialLook {
  readonly difference: number;
  readonly standardError: number;
  /** Units of both arms so far. */
  readonly units: number;
}
