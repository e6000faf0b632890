import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectClient, type Database, type SessionClient } from '../../src/storage/database.ts';
import { selectEventPage } from '../../src/storage/queries/event-list.ts';
import { dropEventPartitions, ensureEventPartitions } from '../../src/storage/queries/events.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const DAY_MS = 86_400_000;
const MONDAY = Date.UTC(2020, 5, 1);
const ROWS = 40_000;
const NOTHING = { from: null, to: null, type: null, itemId: null, verified: null, bot: null, after: null, limit: 50 };

let test: TestDatabase;
let database: Database;
let owner: SessionClient;

beforeAll(async () => {
  test = await createTestDatabase();
  database = test.open(2);
  owner = await connectClient({ ...test.admin, user: 'pairwell_owner' }, 'pairwell test');
  await ensureEventPartitions(database.global, { first: new Date(MONDAY), last: new Date(MONDAY + 20 * DAY_MS) });
  await fill();
});
afterAll(async () => {
  await owner.end();
  await test.drop();
});

/** Two stores, three weeks, 40 items, one event every 45 seconds of each store. */
async function fill(): Promise<void> {
  for (const storeId of [1, 2]) {
    await owner.query("SELECT set_config('pairwell.store_id', $1, false)", [String(storeId)]);
    await owner.query(
      `INSERT INTO event (store_id, event_id, at, occurred_at, sent_at, received_at, item_id, type, hour, weekday,
         verified, consent, session, visitor, rec_id)
       SELECT $1::bigint, (left(event_id_bound(at)::text, 24) || left(md5(n::text), 12))::uuid, at, at, at, at, 1 + n % 40,
         (ARRAY['impression', 'click', 'add', 'view'])[1 + n % 4], 0, 1, true, 'granted', 's' || n / 10, 'v' || n / 10,
         (left(event_id_bound(at)::text, 24) || left(md5((n / 5)::text), 12))::uuid
       FROM (SELECT n, to_timestamp($2::float8 / 1000 + n * 45.0) AS at FROM generate_series(0, $3::int - 1) n) moments`,
      [storeId, MONDAY, ROWS],
    );
  }
  await owner.query('ANALYZE event');
}

const partitionsOf = async (): Promise<string[]> =>
  (
    await owner.query<{ name: string }>(
      "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'event'::regclass ORDER BY 1",
    )
  ).rows.map((row) => row.name);

describe('the weeks of events', () => {
  it('are made from Monday to Monday in UTC, each once, also by two processes at the same time', async () => {
    expect(await partitionsOf()).toEqual(['event_20200601', 'event_20200608', 'event_20200615']);
    const next = { first: new Date(MONDAY + 21 * DAY_MS), last: new Date(MONDAY + 28 * DAY_MS - 1) };
    const made = await Promise.all([1, 2].map(() => ensureEventPartitions(database.global, next)));
    expect(made.sort()).toEqual([0, 1]);
    expect(await ensureEventPartitions(database.global, next)).toBe(0);
    expect((await partitionsOf()).at(-1)).toBe('event_20200622');
  });

  it('are not what the application may touch by themselves, make or drop past the functions', async () => {
    const attempt = (text: string) => database.forStore(1, ({ tx }) => sql.raw(text).execute(tx));
    await expect(attempt('SELECT * FROM event_20200601')).rejects.toThrow('permission denied');
    await expect(attempt('DROP TABLE event_20200601')).rejects.toThrow('must be owner');
    await expect(attempt("UPDATE event SET type = 'add'")).rejects.toThrow('permission denied');
    await expect(attempt('DELETE FROM event')).rejects.toThrow('permission denied');
    const network = await connectClient({ ...test.connection, user: 'pairwell_network' }, 'pairwell test');
    const drop = network.query('SELECT drop_event_partitions(now())');
    await expect(drop)
      .rejects.toThrow('permission denied')
      .finally(() => network.end());
  });

  it('have row-level security of their own, forced, and store_id first in every unique index', async () => {
    const { rows } = await owner.query<{ secured: boolean; policies: number; first: string }>(`
      SELECT c.relrowsecurity AND c.relforcerowsecurity AS secured,
        (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
        (SELECT string_agg(a.attname, ',') FROM pg_index i
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] WHERE i.indrelid = c.oid) AS first
      FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid WHERE i.inhparent = 'event'::regclass`);
    expect(rows).toHaveLength(4);
    const indexes = Array(7).fill('store_id').join(',');
    expect(rows.every((row) => row.secured && row.policies === 1 && row.first === indexes)).toBe(true);
  });

  it('keep stores apart', async () => {
    const count = (storeId: number) =>
      database.forStore(storeId, async ({ tx }) =>
        Number((await sql<{ n: number }>`SELECT count(*) AS n FROM event`.execute(tx)).rows[0]?.n),
      );
    expect([await count(1), await count(2), await count(3)]).toEqual([ROWS, ROWS, 0]);
  });
});

describe('the lists of events', () => {
  const from = new Date(MONDAY + 9 * DAY_MS);
  const to = new Date(MONDAY + 10 * DAY_MS);
  const after = { at: from, eventId: '01729b4a-0000-7000-8000-000000000000' };

  it.each([
    ['by time', { from, to }, 'store_id_at_idx'],
    ['the newest', {}, 'store_id_at_idx'],
    ['the next page', { after }, 'store_id_at_idx'],
    ['by type', { type: 'add' as const }, 'store_id_type_at_idx'],
    ['by type and time', { type: 'add' as const, from, to }, 'store_id_type_at_idx'],
    ['by item', { itemId: 7 }, 'store_id_item_id_at_idx'],
    ['by item and time', { itemId: 7, from, to }, 'store_id_item_id_at_idx'],
  ])('use an index: %s', async (_name, filter, index) => {
    const plan = await explain((storeId) => selectEventPage(storeId, { ...NOTHING, ...filter }));
    expect(plan).toContain(index);
    expect(plan).not.toContain('Seq Scan');
  });

  it('use an index for one event by its id, in its week alone', async () => {
    const plan = await explain(
      (storeId) => sql`SELECT * FROM event WHERE store_id = ${storeId} AND event_id = ${after.eventId}::uuid`,
    );
    expect(plan).toMatch(/event_2020\d{4}_pkey/);
    expect(plan).not.toContain('Seq Scan');
  });

  it('use an index for the touches of a session, a visitor and an answer', async () => {
    const touches = sql`type IN ('click', 'add', 'remove')`;
    for (const [condition, index] of [
      [sql`session = 's77' AND ${touches}`, 'store_id_session_at_idx'],
      [sql`visitor = 'v77' AND ${touches}`, 'store_id_visitor_at_idx'],
      [sql`rec_id = ${after.eventId}::uuid`, 'store_id_rec_id_idx'],
    ] as const) {
      const plan = await explain((storeId) => sql`SELECT * FROM event WHERE store_id = ${storeId} AND ${condition}`);
      expect(plan).toContain(index);
      expect(plan).not.toContain('Seq Scan');
    }
  });

  it('look only into the weeks that can hold what is asked for', async () => {
    const plan = await explain((storeId) =>
      selectEventPage(storeId, {
        ...NOTHING,
        from: new Date(MONDAY + 16 * DAY_MS),
        to: new Date(MONDAY + 17 * DAY_MS),
      }),
    );
    expect(plan).not.toContain('event_20200601');
  });

  const explain = (build: (storeId: number) => ReturnType<typeof selectEventPage>) =>
    database.forStore(1, async ({ tx }) => {
      const result = await sql<{ 'QUERY PLAN': string }>`EXPLAIN ${build(1)}`.execute(tx);
      return result.rows.map((row) => row['QUERY PLAN']).join('\n');
    });
});

// At the end: the weeks are gone then.
describe('dropping weeks', () => {
  it('takes what has ended, never a week whose ids could still come; and at most 1000 days are made at once', async () => {
    const ages = ensureEventPartitions(database.global, { first: new Date(0), last: new Date(MONDAY) });
    await expect(ages).rejects.toThrow('1000 days');
    const now = new Date();
    await ensureEventPartitions(database.global, { first: now, last: now });
    const before = await partitionsOf();
    expect(await dropEventPartitions(database.global, new Date(MONDAY + 7 * DAY_MS - 1))).toBe(0);
    expect(await dropEventPartitions(database.global, new Date(MONDAY + 28 * DAY_MS))).toBe(4);
    expect(await dropEventPartitions(database.global, new Date(now.getTime() + 400 * DAY_MS))).toBe(0);
    expect(await partitionsOf()).toEqual(before.slice(4));
  });
});
