import type { ColumnType, Generated, JSONColumnType } from 'kysely';

type Timestamp = ColumnType<Date, Date, Date>;
type NullableTimestamp = ColumnType<Date | null, Date | null, Date | null>;
/** A column of a view that may hold null: the catalogue does not know which do. */
type OfView<T> = T | null;

/** The columns of the tables of hold-out and tests; part of the store's tables. */
export interface ExperimentTables {
  hold_out_setting: {
    store_id: number;
    share: number;
    prove_it_from: string | null;
    prove_it_tier: ProveItTierName | null;
    since: Timestamp;
  };
  hold_out_week: {
    store_id: number;
    iso_week: string;
    share: number;
    reason: HoldOutReason;
    spoiled_at: NullableTimestamp;
    decided_at: Timestamp;
  };
  assignment: {
    store_id: number;
    test: string;
    period: string;
    name: string;
    unit: string;
    arm: string;
    assigned_at: Timestamp;
  };
  unit_link: { store_id: number; visitor: string; customer_id: number; linked_at: Timestamp };
  visitor_week: {
    store_id: number;
    iso_week: string;
    unit: string;
    arm: HoldOutArmName;
    stratum: 'visitor' | 'session';
    entered_at: Timestamp;
    revenue_minor: number;
    orders: number;
    items: ColumnType<string, number | string, number | string>;
    attributed_minor: number;
    past_minor: number;
    unit_before: string | null;
  };
  hold_out_relabelling: {
    store_id: number;
    key: string;
    kind: 'capped' | 'uncapped';
    weeks: string;
    p_value: number;
    relabellings: number;
    computed_at: Timestamp;
  };
  visitor_week_due: { store_id: number; iso_week: string; mark: string };
  hold_out_result: {
    store_id: number;
    iso_week: string;
    revision: number;
    method: string;
    method_version: number;
    figures: JSONColumnType<object>;
    computed_at: Timestamp;
  };
  experiment: {
    store_id: number;
    id: Generated<number>;
    name: string;
    description: string;
    status: ExperimentStatusName;
    control_algorithm: string;
    variant_algorithm: string;
    control_settings: JSONColumnType<object>;
    variant_settings: JSONColumnType<object>;
    placements: string[];
    layer: string | null;
    layer_from: number;
    layer_to: number;
    traffic_split: number;
    method: ExperimentMethodName;
    primary_metric: string;
    wanted_uplift: number;
    planned_days: number;
    planned_units: number | null;
    created_at: Timestamp;
    start_date: string | null;
    started_at: NullableTimestamp;
    ends_at: NullableTimestamp;
    completed_at: NullableTimestamp;
    winner: 'control' | 'variant' | 'no_difference' | null;
    resolution: string | null;
  };
  experiment_version: {
    store_id: number;
    experiment_id: number;
    version: number;
    salt: string;
    traffic_split: number;
    began_at: Timestamp;
  };
  experiment_pause: {
    store_id: number;
    experiment_id: number;
    paused_at: Timestamp;
    resumed_at: NullableTimestamp;
    reason: string;
  };
  experiment_look: {
    store_id: number;
    experiment_id: number;
    looked_at: Timestamp;
    method: string;
    method_version: number;
    figures: JSONColumnType<object>;
  };
  revenue_estimate: {
    store_id: number;
    /** The first day of the month. */
    month: string;
    method: string;
    method_version: number;
    figures: JSONColumnType<object>;
    made_at: Timestamp;
  };
  network_measurement: {
    store_id: number;
    vertical: VerticalName;
    iso_week: string;
    uplift: number;
    uplift_error: number;
    kappa: number | null;
    kappa_error: number | null;
  };
  /** A view: the figures of the other stores, from five of them on. */
  network_measurement_of_others: {
    vertical: VerticalName;
    uplift: number;
    uplift_error: number;
    kappa: OfView<number>;
    kappa_error: OfView<number>;
  };
}

/** What a store sells, as far as stores are told apart when their figures are pooled. */
export type VerticalName = 'restaurant' | 'shop';
/** How many orders a day a store had when it set out to prove its figure. */
export type ProveItTierName = 'under-50' | '50-to-200' | 'over-200';
/** Why a week has the share that it has. */
export type HoldOutReason = 'before-first-week' | 'setting' | 'prove-it';
export type HoldOutArmName = 'shown' | 'held_out' | 'both';
export type ExperimentStatusName = 'draft' | 'running' | 'paused' | 'completed';
export type ExperimentMethodName = 'hybrid' | 'fixed' | 'always_valid';
