import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectClient, type Database, type StoreScope } from '../../src/storage/database.ts';
import { loadMeasuredOrders } from '../../src/storage/queries/attribution-facts.ts';
import { readStoreFacts } from '../../src/storage/queries/doctor.ts';
import { readOrdersInForce } from '../../src/storage/queries/learning.ts';
import { countOrdersByName } from '../../src/storage/queries/network.ts';
import { findKnownOrders, listTestOrders } from '../../src/storage/queries/orders.ts';
import { countStorageFaults } from '../../src/storage/queries/verify.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const ORDERS = 20_000;
const NOW = new Date('2026-03-02T12:00:00Z');

/** Orders of two lines each, with their versions and changes; $1 is the store. */
const FILL = [
  `INSERT INTO change_head (store_id, last_change_no) VALUES ($1, ${ORDERS})`,
  `INSERT INTO item (store_id, external_id, name, role_guess, role_certainty, created_at)
   SELECT $1, g, g, 'other', 0, now() FROM generate_series(1, 100) g`,
  `INSERT INTO orders (store_id, external_id, version, content_hash, change_no)
   SELECT $1, g, 1, '', g FROM generate_series(1, ${ORDERS}) g`,
  `INSERT INTO order_version (store_id, order_id, version, status, deleted, received_at, discount_minor, tax_minor,
     tip_minor, delivery_minor, test)
   SELECT store_id, id, 1, 'completed', false, now(), 0, 0, 0, 0, false FROM orders WHERE store_id = $1`,
  `INSERT INTO order_line (store_id, order_id, version, line_no, item_id, quantity, discount_minor)
   SELECT o.store_id, o.id, 1, l, (SELECT min(id) FROM item WHERE store_id = $1) + (o.change_no * l) % 100, 1, 0
   FROM orders o, generate_series(1, 2) l WHERE o.store_id = $1`,
  `INSERT INTO change (store_id, change_no, kind, entity_id, to_version, changed_at)
   SELECT store_id, change_no, 'order', id, 1, now() FROM orders WHERE store_id = $1`,
];

let files: TestDatabase;
let database: Database;
let storeId = 0;

beforeAll(async () => {
  files = await createTestDatabase();
  database = files.open();
  const admin = await connectClient(files.admin, 'pairwell test');
  for (const table of ['orders', 'order_version', 'order_line', 'change', 'item']) {
    await admin.query(`ALTER TABLE ${table} SET (autovacuum_enabled = off)`);
  }
  for (const slug of ['known', 'fresh']) {
    const { rows } = await admin.query(
      `INSERT INTO store (slug, name, currency, time_zone, business_day_cutoff_minutes, locale, created_at)
       VALUES ($1, $1, 'EUR', 'UTC', 240, 'en', now()) RETURNING id`,
      [slug],
    );
    storeId = Number(rows[0].id);
    for (const text of FILL) await admin.query(text, [storeId]);
    // The statistics know the first store only: of the second one the planner expects a single row.
    if (slug === 'known') await admin.query('ANALYZE');
  }
  await admin.end();
});

afterAll(() => files.drop());

/** A loop over 20,000 x 20,000 rows takes ten times as long; every query here takes well under a second. */
const withinSeconds = <T>(work: (scope: StoreScope) => Promise<T>): Promise<T> =>
  database.forStore(storeId, async (scope) => {
    await sql`SET LOCAL statement_timeout = '4s'`.execute(scope.tx);
    return work(scope);
  });

test('a store that the statistics do not know yet is verified, examined, counted and read in time', async () => {
  const faults = await withinSeconds(countStorageFaults);
  expect(Object.values(faults).every((count) => count === 0)).toBe(true);
  expect(await withinSeconds((scope) => readStoreFacts(scope, NOW))).toMatchObject({ orders: ORDERS, items: 100 });
  const rows = await withinSeconds((scope) => readOrdersInForce(scope, { afterOrderId: 0, limit: 5000 }));
  expect(rows).toHaveLength(5000);
  const items = [...new Set(rows.flatMap((row) => row.itemIds))].map((id) => ({ id, canonicalName: `name ${id}` }));
  const counts = await withinSeconds((scope) => countOrdersByName(scope, items));
  expect(counts).toHaveLength(items.length);
  expect(await withinSeconds(listTestOrders)).toEqual([]);
  const known = Array.from({ length: 1000 }, (_, n) => String(n + 1));
  expect((await withinSeconds((scope) => findKnownOrders(scope, known))).size).toBe(1000);
  const ids = rows.slice(0, 1000).map(({ orderId }) => orderId);
  const measured = await withinSeconds((scope) => loadMeasuredOrders(scope, ids));
  expect([measured.orders.length, measured.lines.length]).toEqual([1000, 2000]);
});

test('the planner may loop again afterwards', async () => {
  const setting = await database.forStore(storeId, async (scope) => {
    await countStorageFaults(scope);
    return sql<{ enable_nestloop: string }>`SHOW enable_nestloop`.execute(scope.tx);
  });
  expect(setting.rows).toEqual([{ enable_nestloop: 'on' }]);
});
