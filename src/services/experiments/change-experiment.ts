import { randomBytes } from 'node:crypto';
import { AppError } from '../../contract/error-registry.ts';
import type { ArmSettings, Experiment, ExperimentAction, NewExperiment } from '../../contract/experiment.ts';
import type { StoreScope } from '../../storage/database.ts';
import { appendChanges, lockChangeHead } from '../../storage/queries/changes.ts';
import {
  beginPause,
  deleteExperiment,
  type ExperimentRecord,
  endPause,
  insertExperiment,
  insertExperimentVersion,
  insertLook,
  isNameTaken,
  listExperiments,
  lockExperiment,
  updateExperiment,
} from '../../storage/queries/experiments.ts';
import type { Services } from '../services.ts';
import { requirePlainControl, requireStartAhead } from './check-draft.ts';
import { describeExperiment, requireExperiment, requireStoreRow } from './describe-experiment.ts';
import { measureExperiment } from './measure-experiment.ts';
import { planWithin } from './plan-experiment.ts';

type Keeper = Pick<Services, 'context' | 'models'>;

const DAY_MS = 86_400_000;
const SALT_BYTES = 16;
/** What may change while a test runs. */
const CHANGEABLE = new Set(['name', 'description', 'traffic_split']);

/** Adds a draft. @throws AppError `already_exists` when the name is taken. */
export async function createExperiment(services: Keeper, storeId: number, input: NewExperiment): Promise<Experiment> {
  const { context } = services;
  requirePlainControl(input);
  const id = await context.database.forStore(storeId, async (scope) => {
    await requireStartAhead(scope, { startDate: input.start_date, now: context.clock() });
    return insertExperiment(scope, {
      ...toColumns(input),
      name: input.name,
      status: 'draft',
      created_at: context.clock(),
      started_at: null,
      ends_at: null,
      completed_at: null,
      winner: null,
      resolution: null,
      planned_units: null,
    } as Parameters<typeof insertExperiment>[1]);
  });
  if (id === null) throw nameTaken(input.name);
  return describeExperiment(context, storeId, id);
}

function nameTaken(name: string): AppError {
  return new AppError('already_exists', { detail: `There is already a test with the name ${JSON.stringify(name)}.` });
}

/** The columns that a request names; settings go in as JSON. */
function toColumns({ layer, control_settings: control, variant_settings: variant, ...input }: Partial<NewExperiment>) {
  return {
    ...input,
    ...(control === undefined ? {} : { control_settings: JSON.stringify(control) }),
    ...(variant === undefined ? {} : { variant_settings: JSON.stringify(variant) }),
    ...(layer === undefined
      ? {}
      : { layer: layer?.name ?? null, layer_from: layer?.from ?? 0, layer_to: layer?.to ?? 1 }),
  };
}

/**
 * Changes a draft in anything, a test that runs in its words and its split only: another split is another version with
 * another salt, and everybody is drawn anew.
 *
 * @throws AppError `unknown_experiment`, `experiment_state`, `already_exists`
 */
export async function changeExperiment(
  services: Keeper,
  storeId: number,
  { id, patch }: { id: number; patch: Partial<NewExperiment> },
): Promise<Experiment> {
  requirePlainControl(patch);
  await withExperiment(services, { storeId, id }, async (scope, record) => {
    const { row, versions } = record;
    const frozen = Object.keys(patch).filter((key) => !CHANGEABLE.has(key));
    if (row.status !== 'draft' && frozen.length > 0) {
      throw wrongState(record, `${frozen.join(', ')} cannot change any more`);
    }
    const { traffic_split: split } = patch;
    if (row.status !== 'draft' && split !== undefined) requireTwoArms(record, split);
    await requireStartAhead(scope, { startDate: patch.start_date ?? null, now: services.context.clock() });
    if (row.status === 'completed' && patch.traffic_split !== undefined) throw wrongState(record, 'it has no traffic');
    if (patch.name !== undefined && (await isNameTaken(scope, { name: patch.name, exceptId: id }))) {
      throw nameTaken(patch.name);
    }
    await updateExperiment(scope, { id, patch: toColumns(patch) as Parameters<typeof updateExperiment>[1]['patch'] });
    if (row.status === 'draft' || split === undefined || split === row.traffic_split) return;
    await insertExperimentVersion(scope, {
      experiment_id: id,
      version: (versions.at(-1)?.version ?? 0) + 1,
      salt: newSalt(),
      traffic_split: split,
      began_at: services.context.clock(),
    });
  });
  return describeExperiment(services.context, storeId, id);
}

/** Deletes a draft. @throws AppError `unknown_experiment`, `experiment_state` */
export async function removeExperiment(services: Keeper, storeId: number, { id }: { id: number }): Promise<void> {
  await withExperiment(services, { storeId, id }, async (scope, record) => {
    if (record.row.status !== 'draft') throw wrongState(record, 'only a draft can be deleted');
    await deleteExperiment(scope, id);
  });
}

/**
 * Starts, pauses, resumes or stops a test. Starting freezes everything that decides what it will say; a pause gives
 * everyone the control and moves no end; what was stopped never runs again.
 *
 * @throws AppError `unknown_experiment`, `experiment_state`
 */
export async function actOnExperiment(
  services: Keeper,
  storeId: number,
  { id, action, reason = 'paused by the owner' }: { id: number; action: ExperimentAction; reason?: string },
): Promise<Experiment> {
  const now = services.context.clock();
  await withExperiment(services, { storeId, id }, async (scope, record) => {
    const { status } = record.row;
    const allowed: Record<ExperimentAction, readonly string[]> = {
      start: ['draft'],
      pause: ['running'],
      resume: ['paused'],
      stop: ['running', 'paused'],
    };
    if (!allowed[action].includes(status)) throw wrongState(record, `it cannot ${action} now`);
    if (action === 'start') await start(scope, { record, now });
    if (action === 'stop') await stop(scope, { record, now });
    if (action === 'pause') {
      await beginPause(scope, { experimentId: id, pausedAt: now, reason });
      await updateExperiment(scope, { id, patch: { status: 'paused' } });
    }
    if (action === 'resume') {
      await endPause(scope, { experimentId: id, resumedAt: now });
      await updateExperiment(scope, { id, patch: { status: 'running' } });
    }
  });
  return describeExperiment(services.context, storeId, id);
}

async function start(scope: StoreScope, { record, now }: { record: ExperimentRecord; now: Date }) {
  const { row } = record;
  requireTwoArms(record, row.traffic_split);
  await requireOwnPart(scope, record);
  await requireOffersAllowed(scope, record);
  const plan = await planWithin(scope, { wanted: row as Parameters<typeof planWithin>[1]['wanted'], now });
  await insertExperimentVersion(scope, {
    experiment_id: row.id,
    version: 1,
    salt: newSalt(),
    traffic_split: row.traffic_split,
    began_at: now,
  });
  await updateExperiment(scope, {
    id: row.id,
    patch: {
      status: 'running',
      started_at: now,
      ends_at: row.method === 'always_valid' ? null : new Date(now.getTime() + row.planned_days * DAY_MS),
      // Without visitors to go by, the test is tuned to the usual number.
      planned_units: Math.round(plan.visitors_per_day * row.planned_days) || null,
    },
  });
}

/** Where everybody is in one arm, nothing is compared. */
function requireTwoArms(record: ExperimentRecord, split: number): void {
  if (split > 0 && split < 100) return;
  throw wrongState(record, `a split of ${split} puts everybody into one arm, and compares nothing; give it 1 to 99`);
}

/** Tests of a layer exclude each other only while their parts of it do not meet. */
async function requireOwnPart(scope: StoreScope, record: ExperimentRecord): Promise<void> {
  const { id, layer, layer_from: from, layer_to: to } = record.row;
  if (layer === null) return;
  const others = await listExperiments(scope, { statuses: ['running', 'paused'] });
  const other = others.find(
    ({ row }) => row.id !== id && row.layer === layer && row.layer_from < to && from < row.layer_to,
  );
  if (other === undefined) return;
  const part = `${other.row.layer_from} to ${other.row.layer_to}`;
  throw wrongState(record, `its part of the layer "${layer}" meets that of the test "${other.row.name}", ${part}`);
}

/** Offers are the owner's money: a test of them starts only within the bound that the owner has set. */
async function requireOffersAllowed(scope: StoreScope, record: ExperimentRecord): Promise<void> {
  const { offer_percent: wanted } = record.row.variant_settings as ArmSettings;
  if (wanted === undefined) return;
  const { max_offer_percent: most } = await requireStoreRow(scope);
  if (most === null) throw wrongState(record, 'offers are off; set max_offer_percent of the store first');
  if (wanted > most) throw wrongState(record, `it offers ${wanted} %, and the store allows ${most} %`);
}

/** Ends a test with a last look; what it has not shown by then stays open. */
async function stop(scope: StoreScope, { record, now }: { record: ExperimentRecord; now: Date }): Promise<void> {
  const figures = await measureExperiment(scope, { store: await requireStoreRow(scope), record, now });
  await insertLook(scope, {
    experimentId: record.row.id,
    lookedAt: now,
    method: figures.method,
    methodVersion: figures.method_version,
    figures,
  });
  await endPause(scope, { experimentId: record.row.id, resumedAt: now });
  const resolution = figures.winner === null && figures.resolution !== 'invalid_srm' ? 'stopped' : figures.resolution;
  await updateExperiment(scope, {
    id: record.row.id,
    patch: { status: 'completed', completed_at: now, winner: figures.winner, resolution },
  });
}

/** Works on a test while nobody else does, and tells every process. */
async function withExperiment(
  { context, models }: Keeper,
  { storeId, id }: { storeId: number; id: number },
  work: (scope: StoreScope, record: ExperimentRecord) => Promise<void>,
): Promise<void> {
  await context.database.forStore(storeId, async (scope) => {
    const lastChangeNo = await lockChangeHead(scope);
    await lockExperiment(scope, id);
    await work(scope, await requireExperiment(scope, id));
    const changes = [{ kind: 'store' as const, entityId: storeId, fromVersion: null, toVersion: null }];
    await appendChanges(scope, { lastChangeNo, changes, changedAt: context.clock() });
  });
  await models.refresh(storeId);
}

function wrongState({ row }: ExperimentRecord, why: string): AppError {
  return new AppError('experiment_state', { detail: `The test ${JSON.stringify(row.name)} is ${row.status}: ${why}.` });
}

function newSalt(): string {
  return randomBytes(SALT_BYTES).toString('hex');
}
