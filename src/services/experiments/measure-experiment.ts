import type { ExperimentResults } from '../../contract/experiment.ts';
import { businessDayAt } from '../../engine/calendar/business-day.ts';
import { addSums } from '../../engine/experiment/compare/arm-moments.ts';
import type { MetricComparison } from '../../engine/experiment/compare/compare-metric.ts';
import {
  type ComparisonResult,
  EVALUATION_VERSION,
  type ExperimentResult,
  evaluateExperiment,
  evaluateGuardrails,
} from '../../engine/experiment/evaluate-experiment.ts';
import type { ArmDay, ExperimentPlan, PlannedMetric } from '../../engine/experiment/experiment-plan.ts';
import { upliftPosterior } from '../../engine/experiment/pooling/uplift-posterior.ts';
import { sumServedUnits } from '../../engine/experiment/served-units.ts';
import { stratifyDays } from '../../engine/experiment/stratify-days.ts';
import { sumTestUnits, type TestUnit } from '../../engine/experiment/test-units.ts';
import { normalQuantile } from '../../engine/statistics/normal-distribution.ts';
import type { StoreScope } from '../../storage/database.ts';
import type { ExperimentRecord } from '../../storage/queries/experiments.ts';
import type { StoreRow } from '../../storage/queries/stores.ts';
import { readStrata, type Stratum } from './read-strata.ts';
import { calendarOf } from './store-week.ts';
import { CONTROL, VARIANT } from './traffic.ts';

/** What a look found, as it is kept and shown. */
export type LookFigures = Omit<ExperimentResults, 'experiment' | 'sentence'> & {
  /** Of all counted units, without a cap. */
  readonly totals: Record<'control' | 'variant', { conversions: number; revenue_minor: number }>;
};

const DAY_MS = 86_400_000;
const DEFAULT_PLANNED_UNITS = 5000;

/** So many of 100 answers of the variant may be that slow: then its 95th percentile is at most 5 % above the control's. */
const USUALLY_SLOW = 0.05;
/** Of 100 answers of a visitor so many more may fail. */
const TOLERATED_ERRORS = 0.01;

const KINDS: Readonly<Record<string, Pick<PlannedMetric, 'kind' | 'better' | 'tolerance'>>> = {
  revenue_per_visitor: { kind: 'mean' },
  conversion: { kind: 'proportion' },
  click_rate: { kind: 'proportion' },
  items_per_visitor: { kind: 'mean' },
  refund_rate: { kind: 'proportion', better: 'down' },
  dismiss_rate: { kind: 'proportion', better: 'down' },
  order_rating: { kind: 'mean' },
  checkout_completion: { kind: 'proportion' },
  error_rate: { kind: 'mean', better: 'down', tolerance: TOLERATED_ERRORS },
  slow_answers: { kind: 'mean', better: 'down' },
};
/** What a variant may not harm, whatever it is decided by. */
const GUARDRAILS = new Set([
  ...['revenue_per_visitor', 'conversion', 'checkout_completion', 'refund_rate', 'dismiss_rate', 'order_rating'],
  ...['error_rate', 'slow_answers'],
]);

/** Looks at a test now: its units from the rows beneath, and what they say. */
export async function measureExperiment(
  scope: StoreScope,
  { store, record, now }: { store: StoreRow; record: ExperimentRecord; now: Date },
): Promise<LookFigures> {
  const { row } = record;
  const startMs = row.started_at?.getTime() ?? now.getTime();
  const strata = await readStrata(scope, { record, now });
  const dayOf = (instantMs: number) => businessDayAt(instantMs, calendarOf(store));
  const days = stratifyDays(
    strata.map(({ found, served }) => [...sumTestUnits(found.units, dayOf), ...sumServedUnits(served, dayOf)]),
  );
  const units = strata.flatMap(({ found }) => found.units);
  const elapsedDays = (now.getTime() - startMs) / DAY_MS;
  const plan = toPlan(record, { days, strata });
  const look = { elapsedDays, previousRatioP: previousRatioOf(record) };
  const canTell = [CONTROL, VARIANT].every((arm) => units.filter((unit) => unit.arm === arm).length >= 2);
  const result = canTell ? evaluateExperiment(days, { plan, look }) : null;
  // Before the first units are complete only what is known at once can be judged: how they are served.
  const early = canTell ? [] : evaluateGuardrails(days, plan);
  return {
    looked_at: now.toISOString(),
    method: row.method,
    method_version: EVALUATION_VERSION,
    elapsed_days: elapsedDays,
    units: { control: countOf(units, CONTROL), variant: countOf(units, VARIANT) },
    waiting: strata.reduce((sum, { found }) => sum + found.waiting, 0),
    both_arms: strata.reduce((sum, { found }) => sum + found.bothArms, 0),
    totals: { control: totalsOf(units, CONTROL), variant: totalsOf(units, VARIANT) },
    ...describeResult(result, { atEnd: elapsedDays >= row.planned_days, hides: row.method === 'fixed', early }),
  };
}

function countOf(units: readonly TestUnit[], arm: string): number {
  return units.filter((unit) => unit.arm === arm).length;
}

function totalsOf(units: readonly TestUnit[], arm: string) {
  const members = units.filter((unit) => unit.arm === arm);
  return {
    conversions: members.filter(({ orders }) => orders > 0).length,
    revenue_minor: members.reduce((sum, { revenueMinor }) => sum + revenueMinor, 0),
  };
}

function toPlan(
  { row }: ExperimentRecord,
  { days, strata }: { days: readonly ArmDay[]; strata: readonly Stratum[] },
): ExperimentPlan {
  const total = strata.reduce((sum, { found }) => sum + found.units.length, 0);
  // With several versions the arms should be as large as the splits of the times make them together.
  const treated =
    total === 0
      ? row.traffic_split / 100
      : strata.reduce((sum, { split, found }) => sum + split * found.units.length, 0) / total;
  const tells = (name: string) =>
    [CONTROL, VARIANT].every(
      (arm) =>
        days.filter((day) => day.arm === arm).reduce((sum, { metrics }) => sum + (metrics[name]?.n ?? 0), 0) >= 2,
    );
  const metrics = Object.entries(KINDS).map(([name, kind]) => {
    const role = name === row.primary_metric ? 'primary' : GUARDRAILS.has(name) ? 'guardrail' : 'secondary';
    const own = name === 'slow_answers' ? { tolerance: slowToleranceOf(days) } : {};
    return { name, role, ...kind, ...own } satisfies PlannedMetric;
  });
  return {
    method: row.method,
    arms: [
      { arm: CONTROL, share: 1 - treated },
      { arm: VARIANT, share: treated },
    ],
    control: CONTROL,
    metrics: metrics.filter(({ name, role }) => role === 'primary' || tells(name)),
    plannedDays: row.planned_days,
    plannedUnits: Math.max(2, row.planned_units ?? DEFAULT_PLANNED_UNITS),
  };
}

function slowToleranceOf(days: readonly ArmDay[]): number {
  const { n, sum } = addSums(days.flatMap((day) => (day.arm === CONTROL ? (day.metrics.slow_answers ?? []) : [])));
  return Math.max(0, USUALLY_SLOW - (n === 0 ? 0 : sum / n));
}

function previousRatioOf({ look }: ExperimentRecord): number {
  const figures = look?.figures as LookFigures | undefined;
  // A running check never forgets; the one at the end is made once.
  return figures !== undefined && !figures.at_end ? figures.sample_ratio.p_value : 1;
}

type Described = Pick<
  LookFigures,
  'counted_days' | 'at_end' | 'sample_ratio' | 'comparisons' | 'winner' | 'resolution'
>;

function describeResult(
  result: ExperimentResult | null,
  { atEnd, hides, early }: { atEnd: boolean; hides: boolean; early: readonly ComparisonResult[] },
): Described {
  if (result === null) {
    const open = { test: 'e-value', p_value: 1, ok: true };
    const comparisons = early.map(describeComparison);
    if (early.some(({ guardrail }) => guardrail === 'broken')) {
      const harm = { winner: 'control', resolution: 'guardrail' } as const;
      return { counted_days: 0, at_end: atEnd, sample_ratio: open, comparisons, ...harm };
    }
    const ended = { winner: 'no_difference', resolution: 'inconclusive' } as const;
    const verdict = atEnd ? ended : { winner: null, resolution: 'collecting' };
    return { counted_days: 0, at_end: atEnd, sample_ratio: open, comparisons, ...verdict };
  }
  const { sampleRatio } = result;
  return {
    counted_days: result.days,
    at_end: result.atEnd,
    sample_ratio: { test: sampleRatio.test, p_value: sampleRatio.pValue, ok: sampleRatio.ok },
    // A test that is to be looked at once keeps its figures to itself until then; its guardrails are watched all the same.
    comparisons: result.comparisons
      .filter(({ metric }) => !hides || result.atEnd || metric.role === 'guardrail')
      .map(describeComparison),
    winner: result.winner,
    resolution: result.resolution,
  };
}

function describeComparison(one: ComparisonResult): LookFigures['comparisons'][number] {
  const { metric, comparison, decision, verdict } = one;
  const arm = ({ n, mean, variance }: typeof one.control) => ({
    units: n,
    mean,
    standard_deviation: Math.sqrt(variance),
  });
  return {
    metric: metric.name,
    kind: metric.kind,
    role: metric.role,
    better: metric.better ?? 'up',
    control: arm(one.control),
    variant: arm(one.treated),
    difference: comparison.difference,
    interval: [...comparison.safe.interval],
    p_value: comparison.safe.pValue,
    adjusted_p_value: one.adjustedPValue,
    uplift: comparison.uplift,
    uplift_interval: comparison.upliftInterval === null ? null : [...comparison.upliftInterval],
    shrunk_uplift: shrink(comparison),
    any_time_interval: [...comparison.sequential.interval],
    any_time_p_value: comparison.sequential.pValue,
    decision:
      decision === null ? null : { interval: [...decision.interval], p_value: decision.pValue, level: decision.level },
    guardrail: one.guardrail,
    winner: verdict.winner,
    resolution: verdict.resolution,
  };
}

/** The uplift drawn towards 0; null where there is none, or nothing that it varies by. */
function shrink({ uplift, upliftInterval }: MetricComparison): LookFigures['comparisons'][number]['shrunk_uplift'] {
  if (uplift === null || upliftInterval === null) return null;
  const standardError = (upliftInterval[1] - upliftInterval[0]) / (2 * normalQuantile(0.975));
  if (!(standardError > 0)) return null;
  const { mean, interval } = upliftPosterior({ uplift, standardError });
  return { uplift: mean, interval: [...interval] };
}
