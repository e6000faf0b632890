import type { HotStatement, RunStatement, StoreScope } from '../database.ts';
import { type JsonColumn, namesOf, recordOf, toJsonRows } from '../json-rows.ts';
import type { ConsentName } from '../tables.ts';
import { MARK_ANSWER_DAYS } from './rollup-due.ts';
import { FORGET_SERVED_DAYS } from './served-pairs.ts';
import { MARK_WEEKS } from './visitor-week-due.ts';

/** One answer as it was given: what was offered, to whom, in which arm. */
export interface ServedRow {
  readonly recId: string;
  readonly placement: string;
  readonly level: string;
  readonly version: string;
  readonly slots: readonly object[];
  readonly cart: readonly object[];
  readonly customerId: number | null;
  readonly visitor: string | null;
  readonly session: string | null;
  readonly table: string | null;
  readonly servedAt: Date;
  readonly sourceItem: number | null;
  readonly consent: ConsentName;
  readonly bot: string | null;
  /** A device of the staff asked. */
  readonly staff: boolean;
  /** The test that decided what was shown, and its arm; null and 'control' while none does. */
  readonly experiment: string | null;
  readonly variation: string;
  /** Arm of every test that the unit is in, by its key. */
  readonly arms: Readonly<Record<string, string>>;
  /** Nothing was shown: the unit is held out this week. */
  readonly holdout: boolean;
  /** The slots are what would have been shown. */
  readonly ghost: boolean;
  /** Who was drawn, and in which ISO week; null where nobody was. */
  readonly unit: string | null;
  readonly drawWeek: string | null;
  /** How long the answer took to make, in milliseconds. */
  readonly tookMs: number | null;
  /** The answer could not be made: nothing was shown. */
  readonly failed: boolean;
}

/** The columns of a row on its way in, and where each comes from. */
const COLUMNS: readonly JsonColumn<ServedRow>[] = [
  ['rec_id', 'uuid', 'recId'],
  ['placement', 'text', 'placement'],
  ['level', 'text', 'level'],
  ['version', 'text', 'version'],
  ['slots', 'jsonb', 'slots'],
  ['cart', 'jsonb', 'cart'],
  ['customer_id', 'bigint', 'customerId'],
  ['visitor', 'text', 'visitor'],
  ['session', 'text', 'session'],
  ['dining_table', 'text', 'table'],
  ['served_at', 'timestamptz', 'servedAt'],
  ['source_item', 'bigint', 'sourceItem'],
  ['consent', 'text', 'consent'],
  ['bot', 'text', 'bot'],
  ['staff', 'boolean', 'staff'],
  ['experiment', 'text', 'experiment'],
  ['variation', 'text', 'variation'],
  ['arms', 'jsonb', 'arms'],
  ['holdout', 'boolean', 'holdout'],
  ['ghost', 'boolean', 'ghost'],
  ['unit', 'text', 'unit'],
  ['draw_week', 'text', 'drawWeek'],
  ['took_ms', 'real', 'tookMs'],
  ['failed', 'boolean', 'failed'],
];

const INSERT_SERVED: HotStatement = {
  name: 'insert_served',
  text: `
    INSERT INTO served (store_id, ${namesOf(COLUMNS)})
    SELECT $1::bigint, s.*
    FROM json_to_recordset($2::json) AS s (${recordOf(COLUMNS)})
    ON CONFLICT (store_id, rec_id) DO NOTHING`,
};

/** Writes many answers at once, and marks the weeks that they were drawn in, and days that knew of them already. */
export async function insertServed(
  run: RunStatement,
  { storeId, rows }: { storeId: number; rows: readonly ServedRow[] },
): Promise<void> {
  await run(INSERT_SERVED, [storeId, toJsonRows(rows, COLUMNS)]);
  const isoWeeks = new Set(rows.flatMap((row) => row.drawWeek ?? []));
  if (isoWeeks.size > 0) await run(MARK_WEEKS, [storeId, [...isoWeeks].sort()]);
  await run(FORGET_SERVED_DAYS, [storeId, rows.map((row) => row.servedAt)]);
  const from = new Date(Math.min(...rows.map((row) => row.servedAt.getTime())));
  await run(MARK_ANSWER_DAYS, [storeId, rows.map((row) => row.recId), from]);
}

/** Forgets the answers that are older than `before`. */
export async function deleteServedBefore({ tx, storeId }: StoreScope, before: Date): Promise<number> {
  const result = await tx
    .deleteFrom('served')
    .where('store_id', '=', storeId)
    .where('served_at', '<', before)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** The draw of the first answer that a session got between two moments; null = it got none. */
export async function findSessionDraw(
  { tx, storeId }: StoreScope,
  { session, from, to }: { session: string; from: Date; to: Date },
): Promise<{ unit: string; draw_week: string; holdout: boolean } | null> {
  const row = await tx
    .selectFrom('served')
    .select(['unit', 'draw_week', 'holdout'])
    .where('store_id', '=', storeId)
    .where('session', '=', session)
    .where('served_at', '>=', from)
    .where('served_at', '<', to)
    .orderBy('served_at')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined || row.unit === null || row.draw_week === null) return null;
  return { unit: row.unit, draw_week: row.draw_week, holdout: row.holdout };
}
