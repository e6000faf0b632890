import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { ConsentName } from '../tables.ts';

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
}

/** Writes many answers at once. Until tests and hold-outs exist every answer is `control`, shown, and no ghost. */
export async function insertServed({ tx, storeId }: StoreScope, rows: readonly ServedRow[]): Promise<void> {
  const column = <K extends keyof ServedRow>(key: K) => rows.map((row) => row[key]);
  await sql`
    INSERT INTO served (store_id, rec_id, placement, level, version, slots, cart, customer_id, visitor, session,
      dining_table, served_at, source_item, consent, bot, experiment, variation, arms, holdout, ghost)
    SELECT ${storeId}::bigint, s.*, NULL, 'control', '{}'::jsonb, false, false FROM unnest(
      ${column('recId')}::uuid[], ${column('placement')}::text[], ${column('level')}::text[],
      ${column('version')}::text[], ${rows.map((row) => JSON.stringify(row.slots))}::jsonb[],
      ${rows.map((row) => JSON.stringify(row.cart))}::jsonb[], ${column('customerId')}::bigint[],
      ${column('visitor')}::text[], ${column('session')}::text[], ${column('table')}::text[],
      ${column('servedAt')}::timestamptz[], ${column('sourceItem')}::bigint[], ${column('consent')}::text[],
      ${column('bot')}::text[]) AS s
    ON CONFLICT (store_id, rec_id) DO NOTHING`.execute(tx);
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
