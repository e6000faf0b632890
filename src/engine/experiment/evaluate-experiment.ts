import { type ArmMoments, addSums, momentsOf } from './compare/arm-moments.ts';
import { compareMetric, type MetricComparison } from './compare/compare-metric.ts';
import { type LookLevel, lookLevel } from './evaluation-levels.ts';
import type { ArmDay, ExperimentPlan, PlannedMetric } from './experiment-plan.ts';
import { adjustByHolm } from './families/holm.ts';
import { type GuardrailState, judgeGuardrail } from './guardrail.ts';
import type { Interval } from './interval.ts';
import { judgeComparison } from './judge-comparison.ts';
import { checkSampleRatio, SAMPLE_RATIO_ALARM } from './validity/sample-ratio.ts';
import { runningSampleRatio, sampleRatioLogBayesFactor } from './validity/sample-ratio-sequence.ts';
import type { Verdict, Winner } from './verdict.ts';

/** Method and version are kept with every result, so that a figure once shown can be worked out again. */
export const EVALUATION_VERSION = 2;

/** No interval is judged with fewer units in an arm. */
const SMALLEST_ARM = 50;
/** Nor with fewer units of a proportion that succeeded, in both arms. */
const FEWEST_SUCCESSES = 20;

/** When a test is looked at. */
export interface ExperimentLook {
  /** Days since the start, pauses included. */
  readonly elapsedDays: number;
  /** p-value of the running sample-ratio check at the last look; 1 at the first. */
  readonly previousRatioP?: number;
}

/** One metric of one variant. */
export interface ComparisonResult {
  readonly variant: string;
  readonly metric: PlannedMetric;
  readonly control: ArmMoments;
  readonly treated: ArmMoments;
  /** In full, at 95 %: for the page, not for the verdict. */
  readonly comparison: MetricComparison;
  /** The interval that this look is judged by, and its level; null when the method does not judge yet. */
  readonly decision: { readonly interval: Interval; readonly pValue: number; readonly level: number } | null;
  /** The decision's p-value after Holm's correction; the comparison's safe one when there is no decision. */
  readonly adjustedPValue: number;
  readonly verdict: Verdict;
  /** Null for a metric that is no guardrail. */
  readonly guardrail: GuardrailState | null;
}

/** Everything about one look at a test. */
export interface ExperimentResult {
  readonly method: ExperimentPlan['method'];
  readonly methodVersion: number;
  /** Days on which units entered. */
  readonly days: number;
  readonly atEnd: boolean;
  readonly units: Readonly<Record<string, number>>;
  readonly sampleRatio: { readonly test: 'e-value' | 'chi-square'; readonly pValue: number; readonly ok: boolean };
  readonly comparisons: readonly ComparisonResult[];
  readonly winner: Winner;
  /** The variant that won; null unless `winner` is 'variant'. */
  readonly winningVariant: string | null;
  readonly resolution: Verdict['resolution'];
}

/**
 * Evaluates one look at a test from the sums of its days: sample ratio first, then every variant against the control on every metric, the
 * verdict by the primary metric under the plan's method ({@link lookLevel}). All intervals use the safe standard error. Several variants, and the
 * secondary metrics, are corrected by Holm.
 *
 * Hand in matured units only, the days of the run without its pauses, and none after the planned end. A test that a look has decided is over: a later
 * look may not take it back.
 *
 * @throws RangeError when the plan has no primary metric or an arm has fewer than 2 units of a metric.
 * @example
 * const sums = (successes) => ({ bought: { n: 1000, sum: successes, sumOfSquares: successes } });
 * const arms = [{ arm: 'control', share: 0.5 }, { arm: 'new', share: 0.5 }];
 * const metrics = [{ name: 'bought', kind: 'proportion', role: 'primary' }];
 * const plan = { method: 'fixed', arms, control: 'control', metrics, plannedDays: 14, plannedUnits: 14000 };
 * const days = [1, 2, 3, 4, 5, 6, 7].flatMap((n) => [
 *   { day: `2026-03-0${n}`, arm: 'control', units: 1000, metrics: sums(80) },
 *   { day: `2026-03-0${n}`, arm: 'new', units: 1000, metrics: sums(110) },
 * ]);
 * evaluateExperiment(days, { plan, look: { elapsedDays: 14 } }).winningVariant // => 'new'
 * evaluateExperiment(days, { plan, look: { elapsedDays: 13 } }).resolution // => 'running'
 */
export function evaluateExperiment(
  armDays: readonly ArmDay[],
  { plan, look }: { plan: ExperimentPlan; look: ExperimentLook },
): ExperimentResult {
  const atEnd = look.elapsedDays >= plan.plannedDays;
  const days = new Set(armDays.filter(({ units }) => units > 0).map(({ day }) => day)).size;
  const units = unitsByArm(armDays, plan);
  const sampleRatio = checkRatio(units, { plan, atEnd, previousP: look.previousRatioP ?? 1 });
  const measured = measureAll(armDays, plan);
  const comparisons = judgeAll(measured, {
    level: lookLevel(plan.method, atEnd),
    evidence: { atEnd, days, sampleRatioHolds: sampleRatio.ok },
  });
  const primary = comparisons.filter(({ metric }) => metric.role === 'primary');
  const told = { method: plan.method, methodVersion: EVALUATION_VERSION, days, atEnd, units, sampleRatio, comparisons };
  return { ...told, ...chooseWinner(primary) };
}

/**
 * The guardrails alone, for the days before the first units are complete: how the variant is served may be known long before what it
 * sells. Every metric has to have 2 units in each arm.
 *
 * @example
 * const failed = (share) => ({ failed: { n: 1000, sum: 1000 * share, sumOfSquares: 1000 * share } });
 * const arms = [{ arm: 'control', share: 0.5 }, { arm: 'new', share: 0.5 }];
 * const metrics = [{ name: 'failed', kind: 'mean', role: 'guardrail', better: 'down', tolerance: 0.01 }];
 * const plan = { method: 'fixed', arms, control: 'control', metrics, plannedDays: 14, plannedUnits: 14000 };
 * const days = [
 *   { day: '2026-03-01', arm: 'control', units: 0, metrics: failed(0) },
 *   { day: '2026-03-01', arm: 'new', units: 0, metrics: failed(0.2) },
 * ];
 * evaluateGuardrails(days, plan)[0].guardrail // => 'broken'
 */
export function evaluateGuardrails(armDays: readonly ArmDay[], plan: ExperimentPlan): ComparisonResult[] {
  const metrics = plan.metrics.filter(({ role }) => role === 'guardrail');
  const evidence = { atEnd: false, days: 0, sampleRatioHolds: true };
  return judgeAll(measurePairs(armDays, { ...plan, metrics }), { level: lookLevel(plan.method, false), evidence });
}

function unitsByArm(armDays: readonly ArmDay[], { arms }: ExperimentPlan): Record<string, number> {
  const units = Object.fromEntries(arms.map(({ arm }) => [arm, 0]));
  for (const { arm, units: entered } of armDays) units[arm] = (units[arm] ?? 0) + entered;
  return units;
}

function checkRatio(
  units: Readonly<Record<string, number>>,
  { plan, atEnd, previousP }: { plan: ExperimentPlan; atEnd: boolean; previousP: number },
): ExperimentResult['sampleRatio'] {
  const counts = plan.arms.map(({ arm }) => units[arm]);
  const shares = plan.arms.map(({ share }) => share);
  const running = runningSampleRatio(sampleRatioLogBayesFactor(counts, { shares }), previousP);
  if (!atEnd || running.mismatch) return { test: 'e-value', pValue: running.pValue, ok: !running.mismatch };
  const { pValue } = checkSampleRatio(counts, { weights: shares, threshold: SAMPLE_RATIO_ALARM });
  return { test: 'chi-square', pValue, ok: pValue >= SAMPLE_RATIO_ALARM };
}

/** One metric of one variant before it is judged. */
interface MeasuredPair {
  readonly variant: string;
  readonly metric: PlannedMetric;
  readonly control: ArmMoments;
  readonly treated: ArmMoments;
  readonly plannedUnits: number;
}

function measureAll(armDays: readonly ArmDay[], plan: ExperimentPlan): MeasuredPair[] {
  if (plan.metrics.filter(({ role }) => role === 'primary').length !== 1) {
    throw new RangeError('Cannot evaluate a test without exactly one primary metric');
  }
  return measurePairs(armDays, plan);
}

function measurePairs(armDays: readonly ArmDay[], plan: ExperimentPlan): MeasuredPair[] {
  const variants = plan.arms.map(({ arm }) => arm).filter((arm) => arm !== plan.control);
  const momentsFor = (arm: string, { name }: PlannedMetric) =>
    momentsOf(addSums(armDays.filter((one) => one.arm === arm).flatMap(({ metrics }) => metrics[name] ?? [])));
  return plan.metrics.flatMap((metric) => {
    const control = momentsFor(plan.control, metric);
    return variants.map((variant) => {
      const treated = momentsFor(variant, metric);
      return { variant, metric, control, treated, plannedUnits: unitsOfPair(plan, variant) };
    });
  });
}

/** Units that are planned for the control and one variant together. */
function unitsOfPair({ arms, control, plannedUnits }: ExperimentPlan, variant: string): number {
  const whole = arms.reduce((sum, { share }) => sum + share, 0);
  const ofPair = arms.filter(({ arm }) => arm === control || arm === variant);
  return (plannedUnits * ofPair.reduce((sum, { share }) => sum + share, 0)) / whole;
}

interface Judging {
  readonly level: LookLevel;
  readonly evidence: { readonly atEnd: boolean; readonly days: number; readonly sampleRatioHolds: boolean };
}

function judgeAll(measured: readonly MeasuredPair[], judging: Judging): ComparisonResult[] {
  const compared = measured.map((pair) => ({ pair, ...comparePair(pair, judging.level) }));
  const adjusted = new Map<number, number>();
  for (const role of ['primary', 'secondary', 'guardrail'] as const) {
    const places = compared.flatMap(({ pair }, index) => (pair.metric.role === role ? [index] : []));
    const pValues = adjustByHolm(places.map((i) => compared[i].decision?.pValue ?? compared[i].comparison.safe.pValue));
    for (const [i, place] of places.entries()) adjusted.set(place, pValues[i]);
  }
  const guardrails = measured.map(guardrailOf);
  return compared.map(({ pair, comparison, decision }, index) => {
    const { variant, metric, control, treated } = pair;
    const adjustedPValue = adjusted.get(index) ?? 1;
    const guardrailBroken = measured.some((other, i) => other.variant === variant && guardrails[i] === 'broken');
    const verdict = judgeComparison(
      {
        interval: upIsBetter(decision?.interval ?? comparison.safe.interval, metric),
        controlMean: control.mean,
        significant: decision !== null && adjustedPValue < decision.level,
      },
      { ...judging.evidence, guardrailBroken, enoughUnits: isEnough(pair) },
    );
    const guardrail = guardrails[index];
    return { variant, metric, control, treated, comparison, decision, adjustedPValue, verdict, guardrail };
  });
}

/** The interval of how much better, not higher, the treated arm is. */
function upIsBetter([low, high]: Interval, { better }: PlannedMetric): Interval {
  return better === 'down' ? [-high, -low] : [low, high];
}

/** The page's comparison at 95 %, and the one that this look is judged by. */
function comparePair(
  { treated, control, metric, plannedUnits }: MeasuredPair,
  level: LookLevel,
): Pick<ComparisonResult, 'comparison' | 'decision'> {
  const { kind } = metric;
  const comparison = compareMetric({ treated, control }, { kind, alpha: 0.05, plannedUnits });
  if (level.alpha === null) return { comparison, decision: null };
  const judged = compareMetric(
    { treated, control },
    { kind, alpha: level.alpha, plannedUnits: plannedUnits * level.tunedTo },
  );
  const { interval, pValue } = level.sequential ? judged.sequential : judged.safe;
  return { comparison, decision: { interval, pValue, level: level.alpha } };
}

function guardrailOf({ metric, treated, control, plannedUnits }: MeasuredPair): GuardrailState | null {
  if (metric.role !== 'guardrail') return null;
  if (Math.min(treated.n, control.n) < SMALLEST_ARM) return 'open';
  const { difference, safe } = compareMetric({ treated, control }, { kind: metric.kind, alpha: 0.05 });
  const look = {
    difference,
    standardError: safe.standardError,
    units: treated.n + control.n,
    controlMean: control.mean,
  };
  const { better = 'up', tolerance } = metric;
  return judgeGuardrail(look, { better, plannedUnits, ...(tolerance === undefined ? {} : { tolerance }) });
}

function isEnough({ metric, treated, control }: MeasuredPair): boolean {
  const successes = treated.mean * treated.n + control.mean * control.n;
  if (metric.kind === 'proportion' && successes < FEWEST_SUCCESSES) return false;
  return Math.min(treated.n, control.n) >= SMALLEST_ARM;
}

/** The variant with the largest proven uplift; the control when it beats every variant; else what is left open. */
function chooseWinner(
  primary: readonly ComparisonResult[],
): Pick<ExperimentResult, 'winner' | 'winningVariant' | 'resolution'> {
  const winners = primary.filter(({ verdict }) => verdict.winner === 'variant');
  const best = winners.reduce<ComparisonResult | null>(
    (top, one) => (top === null || gainOf(one) > gainOf(top) ? one : top),
    null,
  );
  if (best !== null) return { winner: 'variant', winningVariant: best.variant, resolution: best.verdict.resolution };
  const open = primary.find(({ verdict }) => verdict.winner !== 'control') ?? primary[0];
  const inconclusive = primary.find(({ verdict }) => verdict.resolution === 'inconclusive');
  const { winner, resolution } = (inconclusive ?? open).verdict;
  return { winner, winningVariant: null, resolution };
}

function gainOf({ comparison, metric }: ComparisonResult): number {
  return metric.better === 'down' ? -comparison.difference : comparison.difference;
}
