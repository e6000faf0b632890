import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';

/** What a name was drawn as, and in which arm. */
export interface AssignmentRow {
  readonly test: string;
  readonly period: string;
  /** 'v:' and a visitor, or 'c:' and a customer's number. */
  readonly name: string;
  readonly unit: string;
  readonly arm: string;
}

/** What these names were drawn as so far, in these tests and periods. */
export async function findAssignments(
  { tx, storeId }: StoreScope,
  { draws, names }: { draws: readonly Pick<AssignmentRow, 'test' | 'period'>[]; names: readonly string[] },
): Promise<AssignmentRow[]> {
  if (draws.length === 0 || names.length === 0) return [];
  const result = await sql<AssignmentRow>`
    SELECT a.test, a.period, a.name, a.unit, a.arm FROM assignment a
    JOIN unnest(${draws.map(({ test }) => test)}::text[], ${draws.map(({ period }) => period)}::text[]) AS d (test, period)
      ON a.test = d.test AND a.period = d.period
    WHERE a.store_id = ${storeId} AND a.name = ANY(${[...names]}::text[])`.execute(tx);
  return result.rows;
}

/** Adds assignments; where a name was drawn before, that stays. Sorted, so that writers never deadlock. */
export async function insertAssignments(
  { tx, storeId }: StoreScope,
  { rows, assignedAt }: { rows: readonly AssignmentRow[]; assignedAt: Date },
): Promise<void> {
  if (rows.length === 0) return;
  const column = (key: keyof AssignmentRow) => rows.map((row) => row[key]);
  await sql`
    INSERT INTO assignment (store_id, test, period, name, unit, arm, assigned_at)
    SELECT ${storeId}::bigint, a.*, ${assignedAt}::timestamptz FROM unnest(
      ${column('test')}::text[], ${column('period')}::text[], ${column('name')}::text[], ${column('unit')}::text[],
      ${column('arm')}::text[]) AS a (test, period, name, unit, arm) ORDER BY 2, 3, 4
    ON CONFLICT (store_id, test, period, name) DO NOTHING`.execute(tx);
}

/** Units of each arm of a test or, for the hold-out, of its weeks. */
export async function countAssignments(
  { tx, storeId }: StoreScope,
  test: string,
): Promise<{ period: string; arm: string; units: number }[]> {
  const result = await sql<{ period: string; arm: string; units: number }>`
    SELECT period, arm, count(DISTINCT unit) AS units FROM assignment
    WHERE store_id = ${storeId} AND test = ${test} GROUP BY period, arm ORDER BY period, arm`.execute(tx);
  return result.rows;
}

/** Notes that a visitor turned out to be a customer. */
export async function linkUnit(
  { tx, storeId }: StoreScope,
  { visitor, customerId, linkedAt }: { visitor: string; customerId: number; linkedAt: Date },
): Promise<void> {
  await tx
    .insertInto('unit_link')
    .values({ store_id: storeId, visitor, customer_id: customerId, linked_at: linkedAt })
    .onConflict((conflict) => conflict.columns(['store_id', 'visitor', 'customer_id']).doNothing())
    .execute();
}
