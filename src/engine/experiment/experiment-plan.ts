import type { ArmShare } from './assignment/traffic-ranges.ts';
import type { ArmSums } from './compare/arm-moments.ts';
import type { MetricKind } from './compare/compare-metric.ts';

/** How a test may be looked at. */
export type ExperimentMethod = 'hybrid' | 'fixed' | 'always_valid';

/** What a metric is there for. */
export type MetricRole = 'primary' | 'secondary' | 'guardrail';

/** One metric of a test. */
export interface PlannedMetric {
  readonly name: string;
  readonly kind: MetricKind;
  /** Exactly one metric is primary. */
  readonly role: MetricRole;
  /** Which way is better; 'up' unless told. Latency, errors and refunds are better down. */
  readonly better?: 'up' | 'down';
  /** Loss of a guardrail that is put up with, in the metric's own units; left out: 5 % of the control's mean. */
  readonly tolerance?: number;
}

/** What was fixed when a test started. */
export interface ExperimentPlan {
  readonly method: ExperimentMethod;
  /** Planned shares of all arms, the control among them. */
  readonly arms: readonly ArmShare[];
  readonly control: string;
  readonly metrics: readonly PlannedMetric[];
  /** Days from the start to the planned end, pauses included. */
  readonly plannedDays: number;
  /** Units of all arms expected by then. */
  readonly plannedUnits: number;
}

/** What the units that entered on one day did in one arm. Days add up; the day is that of the first exposure. */
export interface ArmDay {
  /** 'YYYY-MM-DD'. */
  readonly day: string;
  readonly arm: string;
  /** Units that entered. */
  readonly units: number;
  /** Sums of each metric by name, over these units. */
  readonly metrics: Readonly<Record<string, ArmSums>>;
}
