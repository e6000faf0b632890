import { type Selectable, sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { HoldOutReason } from '../experiment-tables.ts';
import type { Tables } from '../tables.ts';

export type HoldOutSettingRow = Selectable<Tables['hold_out_setting']>;
export type HoldOutWeekRow = Selectable<Tables['hold_out_week']>;
export type HoldOutResultRow = Selectable<Tables['hold_out_result']>;

/** How much a store holds out; null = it never said. */
export async function findHoldOutSetting({ tx, storeId }: StoreScope): Promise<HoldOutSettingRow | null> {
  const row = await tx.selectFrom('hold_out_setting').selectAll().where('store_id', '=', storeId).executeTakeFirst();
  return row ?? null;
}

export async function writeHoldOutSetting(
  { tx, storeId }: StoreScope,
  setting: Omit<HoldOutSettingRow, 'store_id'>,
): Promise<void> {
  await tx
    .insertInto('hold_out_setting')
    .values({ store_id: storeId, ...setting })
    .onConflict((conflict) => conflict.column('store_id').doUpdateSet(setting))
    .execute();
}

/** The share of a week; null = nobody was drawn in it yet. */
export async function findHoldOutWeek({ tx, storeId }: StoreScope, isoWeek: string): Promise<HoldOutWeekRow | null> {
  const row = await tx
    .selectFrom('hold_out_week')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('iso_week', '=', isoWeek)
    .executeTakeFirst();
  return row ?? null;
}

/** Takes a drawn week, so that one transaction at a time works it out; null = nobody was drawn in it. */
export async function lockHoldOutWeek({ tx, storeId }: StoreScope, isoWeek: string): Promise<HoldOutWeekRow | null> {
  const row = await tx
    .selectFrom('hold_out_week')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('iso_week', '=', isoWeek)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Gives a week another share. Only where nobody was held out in it so far: a draw holds for its week. */
export async function changeUndrawnWeek(
  { tx, storeId }: StoreScope,
  { isoWeek, share, reason }: { isoWeek: string; share: number; reason: HoldOutReason },
): Promise<void> {
  await tx
    .updateTable('hold_out_week')
    .set({ share, reason })
    .where('store_id', '=', storeId)
    .where('iso_week', '=', isoWeek)
    .where('share', '=', 0)
    .where('spoiled_at', 'is', null)
    .execute();
}

/** Fixes the share of a week; of two processes that begin together, the first one's share is that of both. */
export async function fixHoldOutWeek(
  scope: StoreScope,
  row: { iso_week: string; share: number; reason: HoldOutReason; decided_at: Date },
): Promise<HoldOutWeekRow> {
  const { tx, storeId } = scope;
  await tx
    .insertInto('hold_out_week')
    .values({ store_id: storeId, spoiled_at: null, ...row })
    .onConflict((conflict) => conflict.columns(['store_id', 'iso_week']).doNothing())
    .execute();
  const fixed = await findHoldOutWeek(scope, row.iso_week);
  if (fixed === null) throw new RangeError(`The week ${row.iso_week} was fixed and is gone`);
  return fixed;
}

/** Nobody is held out for the rest of the week, which is no evidence then. */
export async function spoilHoldOutWeek(
  { tx, storeId }: StoreScope,
  { isoWeek, spoiledAt }: { isoWeek: string; spoiledAt: Date },
): Promise<void> {
  await tx
    .updateTable('hold_out_week')
    .set({ spoiled_at: spoiledAt })
    .where('store_id', '=', storeId)
    .where('iso_week', '=', isoWeek)
    .where('spoiled_at', 'is', null)
    .execute();
}

/** Weeks with a share, the oldest first. */
export async function listHoldOutWeeks({ tx, storeId }: StoreScope): Promise<HoldOutWeekRow[]> {
  return tx.selectFrom('hold_out_week').selectAll().where('store_id', '=', storeId).orderBy('iso_week').execute();
}

/** Every revision of every closed week, the oldest first. */
export async function listHoldOutResults({ tx, storeId }: StoreScope): Promise<HoldOutResultRow[]> {
  return tx
    .selectFrom('hold_out_result')
    .selectAll()
    .where('store_id', '=', storeId)
    .orderBy('iso_week')
    .orderBy('revision')
    .execute();
}

/** A revision of a week, as lists name their last row. */
export interface HoldOutRevision {
  readonly isoWeek: string;
  readonly revision: number;
}

/** Revisions after the given one (null = from the first), the oldest first. */
export async function listHoldOutResultPage(
  { tx, storeId }: StoreScope,
  { after, limit }: { after: HoldOutRevision | null; limit: number },
): Promise<HoldOutResultRow[]> {
  return tx
    .selectFrom('hold_out_result')
    .selectAll()
    .where('store_id', '=', storeId)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(iso_week, revision) > (${after?.isoWeek}, ${after?.revision}::integer)`),
    )
    .orderBy('iso_week')
    .orderBy('revision')
    .limit(limit)
    .execute();
}

/** Adds the next revision of a week, if it says something else than the last one; gives whether it did. */
export async function appendHoldOutResult(
  { tx, storeId }: StoreScope,
  row: { isoWeek: string; method: string; methodVersion: number; figures: object; computedAt: Date },
): Promise<boolean> {
  const figures = JSON.stringify(row.figures);
  const result = await sql`
    WITH last AS (
      SELECT revision, figures, method, method_version FROM hold_out_result
      WHERE store_id = ${storeId} AND iso_week = ${row.isoWeek} ORDER BY revision DESC LIMIT 1
    )
    INSERT INTO hold_out_result (store_id, iso_week, revision, method, method_version, figures, computed_at)
    SELECT ${storeId}, ${row.isoWeek}, coalesce((SELECT revision FROM last), 0) + 1, ${row.method},
      ${row.methodVersion}, ${figures}::jsonb, ${row.computedAt}
    WHERE NOT EXISTS (SELECT FROM last
      WHERE figures = ${figures}::jsonb AND method = ${row.method} AND method_version = ${row.methodVersion})`.execute(
    tx,
  );
  return (result.numAffectedRows ?? 0n) > 0n;
}
