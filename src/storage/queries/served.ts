import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { ConsentName } from '../tables.ts';
import { markAnswerDaysDue } from './rollup-due.ts';
import { markWeeksDue } from './visitor-week-due.ts';

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

/** Writes many answers at once, and marks the weeks that they were drawn in, and days that knew of them already. */
export async function insertServed({ tx, storeId }: StoreScope, rows: readonly ServedRow[]): Promise<void> {
  const column = <K extends keyof ServedRow>(key: K) => rows.map((row) => row[key]);
  const json = (key: 'slots' | 'cart' | 'arms') => rows.map((row) => JSON.stringify(row[key]));
  await sql`
    INSERT INTO served (store_id, rec_id, placement, level, version, slots, cart, customer_id, visitor, session,
      dining_table, served_at, source_item, consent, bot, experiment, variation, arms, holdout, ghost, unit, draw_week,
      took_ms, failed)
    SELECT ${storeId}::bigint, s.* FROM unnest(
      ${column('recId')}::uuid[], ${column('placement')}::text[], ${column('level')}::text[],
      ${column('version')}::text[], ${json('slots')}::jsonb[], ${json('cart')}::jsonb[],
      ${column('customerId')}::bigint[], ${column('visitor')}::text[], ${column('session')}::text[],
      ${column('table')}::text[], ${column('servedAt')}::timestamptz[], ${column('sourceItem')}::bigint[],
      ${column('consent')}::text[], ${column('bot')}::text[], ${column('experiment')}::text[],
      ${column('variation')}::text[], ${json('arms')}::jsonb[], ${column('holdout')}::boolean[],
      ${column('ghost')}::boolean[], ${column('unit')}::text[], ${column('drawWeek')}::text[],
      ${column('tookMs')}::real[], ${column('failed')}::boolean[]) AS s
    ON CONFLICT (store_id, rec_id) DO NOTHING`.execute(tx);
  await markWeeksDue({ tx, storeId }, [...new Set(rows.flatMap((row) => row.drawWeek ?? []))]);
  await markAnswerDaysDue(
    { tx, storeId },
    { recIds: column('recId'), from: new Date(Math.min(...rows.map((row) => row.servedAt.getTime()))) },
  );
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
