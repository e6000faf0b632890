import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { Tables } from '../tables.ts';

export type ExperimentRow = Selectable<Tables['experiment']>;
export type ExperimentVersionRow = Selectable<Tables['experiment_version']>;
export type ExperimentPauseRow = Selectable<Tables['experiment_pause']>;
export type ExperimentLookRow = Selectable<Tables['experiment_look']>;

/** A test with its versions and pauses, the oldest first, and its last look. */
export interface ExperimentRecord {
  readonly row: ExperimentRow;
  readonly versions: readonly ExperimentVersionRow[];
  readonly pauses: readonly ExperimentPauseRow[];
  readonly look: ExperimentLookRow | null;
}

/** Which tests are wanted; what is left out does not narrow. */
export interface ExperimentFilter {
  readonly ids?: readonly number[];
  readonly statuses?: readonly ExperimentRow['status'][];
  readonly beforeId?: number;
  readonly limit?: number;
}

/** Tests of a store, the newest first. */
export async function listExperiments(
  scope: StoreScope,
  { ids, statuses, beforeId, limit }: ExperimentFilter = {},
): Promise<ExperimentRecord[]> {
  const { tx, storeId } = scope;
  let query = tx.selectFrom('experiment').selectAll().where('store_id', '=', storeId);
  if (ids !== undefined) query = query.where('id', 'in', [...ids, 0]);
  if (statuses !== undefined) query = query.where('status', 'in', [...statuses]);
  if (beforeId !== undefined) query = query.where('id', '<', beforeId);
  if (limit !== undefined) query = query.limit(limit);
  const rows = await query.orderBy('id', 'desc').execute();
  const known = [0, ...rows.map(({ id }) => id)];
  const versions = await tx
    .selectFrom('experiment_version')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('experiment_id', 'in', known)
    .orderBy('version')
    .execute();
  const pauses = await tx
    .selectFrom('experiment_pause')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('experiment_id', 'in', known)
    .orderBy('paused_at')
    .execute();
  const looks = await tx
    .selectFrom('experiment_look')
    .selectAll()
    .distinctOn('experiment_id')
    .where('store_id', '=', storeId)
    .where('experiment_id', 'in', known)
    .orderBy('experiment_id')
    .orderBy('looked_at', 'desc')
    .execute();
  return rows.map((row) => ({
    row,
    versions: versions.filter((version) => version.experiment_id === row.id),
    pauses: pauses.filter((pause) => pause.experiment_id === row.id),
    look: looks.find((look) => look.experiment_id === row.id) ?? null,
  }));
}

/** Takes the row of a test, so that its state changes one step at a time. */
export async function lockExperiment({ tx, storeId }: StoreScope, id: number): Promise<ExperimentRow | null> {
  const row = await tx
    .selectFrom('experiment')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Adds a draft; null when the name is taken. */
export async function insertExperiment(
  { tx, storeId }: StoreScope,
  row: Omit<Insertable<Tables['experiment']>, 'store_id'>,
): Promise<number | null> {
  const inserted = await tx
    .insertInto('experiment')
    .values({ store_id: storeId, ...row })
    .onConflict((conflict) => conflict.columns(['store_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted?.id ?? null;
}

export async function updateExperiment(
  { tx, storeId }: StoreScope,
  { id, patch }: { id: number; patch: Updateable<Tables['experiment']> },
): Promise<void> {
  if (Object.keys(patch).length === 0) return;
  await tx.updateTable('experiment').set(patch).where('store_id', '=', storeId).where('id', '=', id).execute();
}

/** True when another test has the name. */
export async function isNameTaken(
  { tx, storeId }: StoreScope,
  { name, exceptId }: { name: string; exceptId: number },
): Promise<boolean> {
  const row = await tx
    .selectFrom('experiment')
    .select('id')
    .where('store_id', '=', storeId)
    .where('name', '=', name)
    .where('id', '!=', exceptId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function deleteExperiment({ tx, storeId }: StoreScope, id: number): Promise<void> {
  await tx.deleteFrom('experiment').where('store_id', '=', storeId).where('id', '=', id).execute();
}

export async function insertExperimentVersion(
  { tx, storeId }: StoreScope,
  row: Omit<ExperimentVersionRow, 'store_id'>,
): Promise<void> {
  await tx
    .insertInto('experiment_version')
    .values({ store_id: storeId, ...row })
    .execute();
}

export async function beginPause(
  { tx, storeId }: StoreScope,
  pause: { experimentId: number; pausedAt: Date; reason: string },
): Promise<void> {
  await tx
    .insertInto('experiment_pause')
    .values({
      store_id: storeId,
      experiment_id: pause.experimentId,
      paused_at: pause.pausedAt,
      resumed_at: null,
      reason: pause.reason,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['store_id', 'experiment_id', 'paused_at'])
        .doUpdateSet({ resumed_at: null, reason: pause.reason }),
    )
    .execute();
}

export async function endPause(
  { tx, storeId }: StoreScope,
  { experimentId, resumedAt }: { experimentId: number; resumedAt: Date },
): Promise<void> {
  await tx
    .updateTable('experiment_pause')
    .set({ resumed_at: resumedAt })
    .where('store_id', '=', storeId)
    .where('experiment_id', '=', experimentId)
    .where('resumed_at', 'is', null)
    .execute();
}

/** Keeps a look; another one of the same moment is the same look. */
export async function insertLook(
  { tx, storeId }: StoreScope,
  look: { experimentId: number; lookedAt: Date; method: string; methodVersion: number; figures: object },
): Promise<void> {
  await sql`
    INSERT INTO experiment_look (store_id, experiment_id, looked_at, method, method_version, figures)
    VALUES (${storeId}, ${look.experimentId}, ${look.lookedAt}, ${look.method}, ${look.methodVersion},
      ${JSON.stringify(look.figures)}::jsonb)
    ON CONFLICT (store_id, experiment_id, looked_at) DO NOTHING`.execute(tx);
}
