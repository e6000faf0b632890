import { alwaysValidInterval } from './sequential/confidence-sequence.ts';

/** Largest loss of a guardrail metric that is put up with, as a share of the control. */
const TOLERATED_LOSS = 0.05;
/** One-sided level of each guardrail over all looks: a two-sided sequence at twice that. */
const ONE_SIDED_ALPHA = 0.01;

/** Where a guardrail stands. */
export type GuardrailState = 'holds' | 'open' | 'broken';

/** The difference that a guardrail is judged by. */
export interface GuardrailLook {
  /** Treated - control, in the metric's own units. */
  readonly difference: number;
  readonly standardError: number;
  /** Units of both arms so far. */
  readonly units: number;
  readonly controlMean: number;
}

/** How a guardrail is judged. */
export interface GuardrailRule {
  /** Which way is better. */
  readonly better: 'up' | 'down';
  /** Units of both arms that the sequence is tuned to. */
  readonly plannedUnits: number;
  /** Loss that is put up with in the metric's own units; left out: 5 % of the control's mean. */
  readonly tolerance?: number;
}

/**
 * A guardrail, safe to look at any time: `broken` when the whole always-valid interval of the change lies beyond the loss that is put up with, `holds`
 * when it lies above that loss (non-inferiority), `open` between. Of a control of 0 there is no 5 %: open, unless a tolerance is told.
 *
 * Source: our own rule, on the sequence of Waudby-Smith et al. (arXiv 2103.06476).
 *
 * @example
 * const look = { difference: -2, standardError: 0.1, units: 5000, controlMean: 10 };
 * judgeGuardrail(look, { better: 'up', plannedUnits: 5000 }) // => 'broken'
 */
export function judgeGuardrail(
  look: GuardrailLook,
  { better, plannedUnits, tolerance }: GuardrailRule,
): GuardrailState {
  const tolerated = tolerance ?? TOLERATED_LOSS * Math.abs(look.controlMean);
  if (tolerance === undefined && look.controlMean === 0) return 'open';
  const interval = alwaysValidInterval(look, { alpha: 2 * ONE_SIDED_ALPHA, plannedUnits });
  const [low, high] = better === 'up' ? interval : [-interval[1], -interval[0]];
  if (high < -tolerated) return 'broken';
  return low > -tolerated ? 'holds' : 'open';
}
