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

/**
 * A guardrail, safe to look at any time: `broken` when the whole always-valid interval of the change lies beyond a loss of 5 %, `holds` when it
 * lies above that loss (non-inferiority), `open` between. A control of 0 tells nothing: open.
 *
 * Source: our own rule, on the sequence of Waudby-Smith et al. (arXiv 2103.06476).
 *
 * @param options.better - which way is better
 * @param options.plannedUnits - units of both arms that the sequence is tuned to
 * @example
 * const look = { difference: -2, standardError: 0.1, units: 5000, controlMean: 10 };
 * judgeGuardrail(look, { better: 'up', plannedUnits: 5000 }) // => 'broken'
 */
export function judgeGuardrail(
  look: GuardrailLook,
  { better, plannedUnits }: { better: 'up' | 'down'; plannedUnits: number },
): GuardrailState {
  if (look.controlMean === 0) return 'open';
  const interval = alwaysValidInterval(look, { alpha: 2 * ONE_SIDED_ALPHA, plannedUnits });
  const scale = (better === 'up' ? 1 : -1) * Math.abs(look.controlMean);
  const [low, high] = interval.map((end) => end / scale).sort((a, b) => a - b);
  if (high < -TOLERATED_LOSS) return 'broken';
  return low > -TOLERATED_LOSS ? 'holds' : 'open';
}
