import { AppError } from '../../contract/error-registry.ts';
import type { ArmSettings, Experiment, ExperimentResults, ExperimentsQuery } from '../../contract/experiment.ts';
import { businessDayAt } from '../../engine/calendar/business-day.ts';
import type { StoreScope } from '../../storage/database.ts';
import { countAssignments } from '../../storage/queries/assignments.ts';
import { type ExperimentRecord, listExperiments } from '../../storage/queries/experiments.ts';
import { findStoreById, type StoreRow } from '../../storage/queries/stores.ts';
import { type Page, readCursor, toPage } from '../paging.ts';
import type { ServiceContext } from '../service-context.ts';
import { tellLook, tellNotice, WINNER_WORDS } from './experiment-words.ts';
import { type LookFigures, measureExperiment } from './measure-experiment.ts';
import { calendarOf } from './store-week.ts';
import { experimentKey } from './traffic.ts';

/** A page of the tests of a store with the figures of their last looks, the newest first. */
export async function describeExperiments(
  context: ServiceContext,
  storeId: number,
  { status, limit, cursor }: ExperimentsQuery,
): Promise<Page<Experiment>> {
  return context.database.forStore(storeId, async (scope) => {
    const store = await requireStoreRow(scope);
    const records = await listExperiments(scope, {
      ...(status === undefined ? {} : { statuses: [status] }),
      beforeId: readCursor(cursor, { first: Number.MAX_SAFE_INTEGER }),
      limit: limit + 1,
    });
    const tell = (record: ExperimentRecord) => toExperiment(record, { store, figures: lastLook(record) });
    return toPage(records, { limit, tell, cursorOf: ({ row }) => String(row.id) });
  });
}

/** One test. @throws AppError `unknown_experiment`. */
export async function describeExperiment(context: ServiceContext, storeId: number, id: number): Promise<Experiment> {
  return context.database.forStore(storeId, async (scope) => {
    const record = await requireExperiment(scope, id);
    return toExperiment(record, { store: await requireStoreRow(scope), figures: lastLook(record) });
  });
}

/** A test with a fresh look; of a finished one the look that ended it. @throws AppError `unknown_experiment`. */
export async function describeResults(
  context: ServiceContext,
  storeId: number,
  id: number,
): Promise<ExperimentResults> {
  return context.database.forStore(storeId, async (scope) => {
    const record = await requireExperiment(scope, id);
    const store = await requireStoreRow(scope);
    if (record.row.started_at === null) {
      throw new AppError('experiment_state', {
        detail: `The test ${JSON.stringify(record.row.name)} has not started.`,
      });
    }
    const kept = record.row.status === 'completed' ? lastLook(record) : null;
    const figures = kept ?? (await measureExperiment(scope, { store, record, now: context.clock() }));
    const experiment = toExperiment(record, { store, figures });
    const { totals: _totals, ...shown } = figures;
    return { experiment, ...shown, sentence: tellLook(experiment, figures) };
  });
}

/** Who was drawn as what. @throws AppError `unknown_experiment`. */
export async function describeAssignments(context: ServiceContext, storeId: number, id: number) {
  return context.database.forStore(storeId, async (scope) => {
    const { row } = await requireExperiment(scope, id);
    const counts = await countAssignments(scope, experimentKey(row.id));
    const algorithms: Readonly<Record<string, string>> = {
      control: row.control_algorithm,
      variant: row.variant_algorithm,
    };
    return {
      // Who is outside of the test's part of a layer gets the store as it is.
      data: counts.map(({ period, arm, units }) => ({
        version: period,
        arm,
        algorithm: algorithms[arm] ?? 'v1',
        units,
      })),
    };
  });
}

/** @throws AppError `unknown_experiment`. */
export async function requireExperiment(scope: StoreScope, id: number): Promise<ExperimentRecord> {
  const [record] = await listExperiments(scope, { ids: [id] });
  if (record === undefined)
    throw new AppError('unknown_experiment', { detail: `There is no test ${id} in this store.` });
  return record;
}

/** @throws AppError `unknown_store`. */
export async function requireStoreRow(scope: StoreScope): Promise<StoreRow> {
  const store = await findStoreById(scope.tx, scope.storeId);
  if (store === null) throw new AppError('unknown_store', { detail: `There is no store ${scope.storeId}.` });
  return store;
}

/** The figures of a test's last look; null = it was never looked at. */
export function lastLook({ look }: ExperimentRecord): LookFigures | null {
  return look === null ? null : (look.figures as LookFigures);
}

/** A test as it is shown. */
export function toExperiment(
  { row, versions, pauses }: ExperimentRecord,
  { store, figures }: { store: StoreRow; figures: LookFigures | null },
): Experiment {
  const pause = row.status === 'paused' ? pauses.findLast((one) => one.resumed_at === null) : undefined;
  const primary = figures?.comparisons.find(({ role }) => role === 'primary');
  const ended = row.completed_at ?? row.ends_at;
  const winner = row.winner ?? figures?.winner ?? null;
  return {
    id: row.id,
    key: experimentKey(row.id),
    name: row.name,
    description: row.description,
    status: row.status,
    control_algorithm: row.control_algorithm,
    variant_algorithm: row.variant_algorithm,
    control_settings: row.control_settings as ArmSettings,
    variant_settings: row.variant_settings as ArmSettings,
    placements: row.placements as Experiment['placements'],
    layer: row.layer === null ? null : { name: row.layer, from: row.layer_from, to: row.layer_to },
    traffic_split: row.traffic_split,
    version: versions.at(-1)?.version ?? 0,
    method: row.method,
    primary_metric: row.primary_metric as Experiment['primary_metric'],
    wanted_uplift: row.wanted_uplift,
    planned_days: row.planned_days,
    planned_units: row.planned_units,
    created_at: row.created_at.toISOString(),
    start_date: row.started_at === null ? row.start_date : businessDayAt(row.started_at.getTime(), calendarOf(store)),
    end_date: ended === null ? null : businessDayAt(ended.getTime(), calendarOf(store)),
    started_at: row.started_at?.toISOString() ?? null,
    ends_at: row.ends_at?.toISOString() ?? null,
    completed_at: row.completed_at?.toISOString() ?? null,
    paused_reason: pause?.reason ?? null,
    notice: tellNotice({ row, pause }, figures),
    control_units: figures?.units.control ?? 0,
    variant_units: figures?.units.variant ?? 0,
    control_conversions: figures?.totals.control.conversions ?? 0,
    variant_conversions: figures?.totals.variant.conversions ?? 0,
    control_revenue: figures?.totals.control.revenue_minor ?? 0,
    variant_revenue: figures?.totals.variant.revenue_minor ?? 0,
    winner,
    winner_text: winner === null ? null : WINNER_WORDS[winner],
    resolution: row.resolution ?? figures?.resolution ?? null,
    statistical_significance: primary?.decision?.p_value ?? primary?.any_time_p_value ?? null,
    looked_at: figures?.looked_at ?? null,
  };
}
