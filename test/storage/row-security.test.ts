import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectClient, type Database } from '../../src/storage/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/** Tables without store_id, by name: nothing else may be global. */
const GLOBAL_TABLES = [
  'first_admin_link',
  'installation_audit',
  'schema_version',
  'sign_in_attempt',
  'store',
  'user_account',
  'user_session',
];

let test: TestDatabase;
let database: Database;
const stores: number[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
  database = test.open(1);
  for (const slug of ['anna', 'bruno']) {
    const row = await database.global
      .insertInto('store')
      .values({
        slug,
        name: slug,
        currency: 'EUR',
        time_zone: 'UTC',
        business_day_cutoff_minutes: 0,
        locale: 'en',
        created_at: new Date(0),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    stores.push(row.id);
    await database.forStore(row.id, ({ tx }) =>
      tx
        .insertInto('customer')
        .values({ store_id: row.id, external_id: `guest of ${slug}`, created_at: new Date(0) })
        .execute(),
    );
  }
});

afterAll(() => test.drop());

const guestsSeen = (storeId: number) =>
  database.forStore(storeId, async ({ tx }) =>
    (await tx.selectFrom('customer').select('external_id').execute()).map((row) => row.external_id),
  );

describe('two stores on a pool of one connection', () => {
  it('never see each other, turn by turn', async () => {
    for (let turn = 0; turn < 20; turn++) {
      expect(await guestsSeen(Number(stores[turn % 2]))).toEqual([turn % 2 === 0 ? 'guest of anna' : 'guest of bruno']);
    }
  });

  it('never see each other after an error and a rollback', async () => {
    const [anna = 0, bruno = 0] = stores;
    await expect(database.forStore(anna, ({ tx }) => sql`SELECT 1 / 0`.execute(tx))).rejects.toThrow(
      'division by zero',
    );
    expect(await guestsSeen(bruno)).toEqual(['guest of bruno']);
    await expect(database.forStore(bruno, () => Promise.reject(new RangeError('given up')))).rejects.toThrow(
      'given up',
    );
    expect(await guestsSeen(anna)).toEqual(['guest of anna']);
  });

  it('cannot write into each other', async () => {
    const [anna = 0, bruno = 0] = stores;
    const intrude = database.forStore(anna, ({ tx }) =>
      tx
        .insertInto('customer')
        .values({ store_id: bruno, external_id: 'intruder', created_at: new Date(0) })
        .execute(),
    );
    await expect(intrude).rejects.toThrow('row-level security');
    const change = database.forStore(anna, ({ tx }) =>
      tx.updateTable('customer').set({ external_id: 'changed' }).where('store_id', '=', bruno).executeTakeFirst(),
    );
    expect((await change).numUpdatedRows).toBe(0n);
    expect(await guestsSeen(bruno)).toEqual(['guest of bruno']);
  });

  it('see nothing outside a store: the query fails', async () => {
    await guestsSeen(Number(stores[0]));
    await expect(database.global.selectFrom('customer').selectAll().execute()).rejects.toThrow(
      /pairwell.store_id|invalid input syntax for type bigint/,
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('refuse the store id %s', async (storeId) => {
    await expect(database.forStore(storeId, async () => 'in')).rejects.toThrow('positive integer');
  });
});

describe('one person', () => {
  it('sees the stores that he or she belongs to, and nothing else of any store', async () => {
    const [anna = 0, bruno = 0] = stores;
    const account = { name: 'x', password_hash: 'x', created_at: new Date(0) };
    const ids: number[] = [];
    for (const email of ['one@example.org', 'two@example.org']) {
      const values = { ...account, email };
      const row = database.global.insertInto('user_account').values(values).returning('id');
      ids.push((await row.executeTakeFirstOrThrow()).id);
    }
    const [one = 0, two = 0] = ids;
    const join = (storeId: number, userId: number) =>
      database.forStore(storeId, ({ tx }) =>
        tx
          .insertInto('membership')
          .values({ store_id: storeId, user_id: userId, role: 'owner', created_at: new Date(0) })
          .execute(),
      );
    for (const [storeId, userId] of [
      [anna, one],
      [bruno, one],
      [bruno, two],
    ] as const) {
      await join(storeId, userId);
    }
    const seen = (userId: number) =>
      database.forUser(userId, ({ tx }) => tx.selectFrom('membership').select(['store_id', 'user_id']).execute());
    expect(await seen(one)).toEqual([
      { store_id: anna, user_id: one },
      { store_id: bruno, user_id: one },
    ]);
    expect(await seen(two)).toEqual([{ store_id: bruno, user_id: two }]);
    expect(await database.forUser(one, ({ tx }) => tx.selectFrom('customer').selectAll().execute())).toEqual([]);
    const promote = database.forUser(two, ({ tx }) =>
      tx.updateTable('membership').set({ role: 'staff' }).where('user_id', '=', two).executeTakeFirst(),
    );
    expect((await promote).numUpdatedRows).toBe(0n);
    await expect(
      database.forUser(two, ({ tx }) =>
        tx
          .insertInto('membership')
          .values({ store_id: anna, user_id: two, role: 'owner', created_at: new Date(0) })
          .execute(),
      ),
    ).rejects.toThrow('row-level security');
    // The setting ends with the transaction: the store's own view is not widened by it.
    const inAnna = database.forStore(anna, ({ tx }) => tx.selectFrom('membership').select('user_id').execute());
    expect(await inAnna).toEqual([{ user_id: one }]);
  });
});

describe('the schema', () => {
  it('has row-level security, forced, on every table with store_id, and no other table than the known ones', async () => {
    const rows = await catalogRows<{ table: string; secured: boolean; tenant: boolean }>(`
      SELECT c.relname AS table, c.relrowsecurity AND c.relforcerowsecurity AS secured,
        EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'store_id') AS tenant
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`);
    expect(rows.filter((row) => !row.tenant).map((row) => row.table)).toEqual(GLOBAL_TABLES);
    expect(rows.filter((row) => row.tenant && !row.secured)).toEqual([]);
    expect(rows.length).toBeGreaterThan(15);
  });

  it('has store_id first in keys, and in every foreign key of a tenant table but those to people, who are of no store', async () => {
    const indexes = await catalogRows<{ name: string; first: string }>(`
      SELECT i.indexrelid::regclass::text AS name, a.attname AS first
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
      WHERE c.relnamespace = 'public'::regnamespace AND i.indisunique
        AND EXISTS (SELECT FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attname = 'store_id')`);
    expect(indexes.filter((index) => index.first !== 'store_id')).toEqual([]);
    const keys = await catalogRows<{ name: string; crosses: boolean }>(`
      SELECT k.conname AS name, NOT EXISTS (
        SELECT FROM unnest(k.conkey, k.confkey) AS pair (own, other)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.own AND a.attname = 'store_id'
        JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.other AND b.attname IN ('store_id', 'id')
        WHERE b.attname = 'store_id' OR k.confrelid = 'store'::regclass) AS crosses
      FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
        AND k.confrelid <> 'user_account'::regclass`);
    expect(keys.filter((key) => key.crosses)).toEqual([]);
    expect(keys.length).toBeGreaterThan(10);
  });

  it('gives the application no way around: no superuser, no BYPASSRLS, no changing of what was written once', async () => {
    const [role] = await catalogRows<{ rolsuper: boolean; rolbypassrls: boolean }>(
      "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'pairwell_app'",
    );
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
    const change = database.forStore(Number(stores[0]), ({ tx }) =>
      tx.updateTable('order_version').set({ deleted: true }).execute(),
    );
    await expect(change).rejects.toThrow('permission denied');
  });
});

async function catalogRows<T extends object>(text: string): Promise<T[]> {
  const client = await connectClient(test.admin, 'pairwell test');
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}
