import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';

/** What names a unit whose purchases are worked out together. */
export interface UnitNames {
  readonly session: string | null;
  readonly visitor: string | null;
}

/**
 * The names of the units that these touch, without repeats: 's:' and the session, 'v:' and the visitor.
 *
 * @example
 * unitsOf([{ session: 's_1', visitor: null }, { session: 's_1', visitor: 'v_1' }]) // => ['s:s_1', 'v:v_1']
 */
export function unitsOf(names: readonly UnitNames[]): string[] {
  const units = names.flatMap(({ session, visitor }) => [
    ...(session === null ? [] : [`s:${session}`]),
    ...(visitor === null ? [] : [`v:${visitor}`]),
  ]);
  return [...new Set(units)].sort();
}

/** Marks units in the transaction that writes their events or orders. Units are sorted, so that writers never deadlock. */
export async function markAttributionDue(
  { tx, storeId }: StoreScope,
  { units, dueAt }: { units: readonly string[]; dueAt: Date },
): Promise<void> {
  if (units.length === 0) return;
  await sql`
    INSERT INTO attribution_due (store_id, unit, due_at)
    SELECT ${storeId}::bigint, unit, ${dueAt}::timestamptz FROM unnest(${[...units]}::text[]) AS u (unit) ORDER BY unit
    ON CONFLICT (store_id, unit) DO UPDATE SET due_at = excluded.due_at`.execute(tx);
}
