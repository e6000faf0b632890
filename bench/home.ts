import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import pino from 'pino';
import { buildApp } from '../src/api/app.ts';
import { readConfig } from '../src/config.ts';
import { newStoreSchema } from '../src/contract/catalog.ts';
import { openPairwell } from '../src/open-pairwell.ts';
import { createKey } from '../src/services/accounts/keys.ts';
import { putItem } from '../src/services/catalog/items.ts';
import { addStore } from '../src/services/catalog/stores.ts';
import { rebuildRollups, settleRollups } from '../src/services/rollups/settle-rollups.ts';
import { verifyRollups } from '../src/services/rollups/verify-rollups.ts';
import { markDaysDue } from '../src/storage/queries/rollup-due.ts';
import { VERSION } from '../src/version.ts';
import { quantile } from './quantiles.ts';

/** A year of orders of three lines, with five events for each, all of one store. */
const ORDERS = Number(process.env.BENCH_ORDERS ?? 1_000_000);
const ORDERS_PER_FILL = 50_000;
const ITEMS = Number(process.env.BENCH_ITEMS ?? 60);
const DAYS = 365;
const CALLS = 40;
const DAY_MS = 86_400_000;

/** Which item the k-th line of an order has: low numbers are popular, each order has its own. */
const ITEM = (k: number) =>
  `(SELECT id FROM bench_item WHERE place = floor(power((hashint8(n * 7 + ${k})::bigint & 65535) / 65536.0, 2) * :ITEMS))`;
/** An id that begins with the time, as UUIDv7 has it. */
const ID = (k: string) =>
  `(lpad(to_hex((extract(epoch FROM :AT) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex((${k}) % 4096), 3, '0') || '8' || left(md5((n * 16 + ${k})::text), 15))::uuid`;

const FILL = [
  `CREATE TEMPORARY TABLE bench_item ON COMMIT DROP AS
    SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM item WHERE store_id = :STORE`,
  `CREATE TEMPORARY TABLE bench_order ON COMMIT DROP AS
    SELECT n, :AT AS at, ${ID('0')} AS rec_id, ${ITEM(1)} AS a, ${ITEM(2)} AS b, ${ITEM(3)} AS c FROM :RANGE AS n`,
  `CREATE TEMPORARY TABLE bench_head ON COMMIT DROP AS WITH made AS (
    INSERT INTO orders (store_id, external_id, version, content_hash, change_no)
    SELECT :STORE, 'o' || n, 1, '', n + :ITEMS FROM bench_order RETURNING id, external_id)
    SELECT o.*, made.id FROM made JOIN bench_order o ON 'o' || o.n = made.external_id`,
  `INSERT INTO change (store_id, change_no, kind, entity_id, from_version, to_version, changed_at)
    SELECT :STORE, n + :ITEMS, 'order', id, NULL, 1, at FROM bench_head`,
  `INSERT INTO order_version (store_id, order_id, version, status, deleted, ordered_at, business_day, received_at,
      session, discount_minor, tax_minor, tip_minor, delivery_minor, test)
    SELECT :STORE, id, 1, 'completed', false, at, ((at AT TIME ZONE 'UTC') - interval '4 hours')::date, at, 's' || n,
      n % 7, 0, 0, 0, false FROM bench_head`,
  `INSERT INTO order_line (store_id, order_id, version, line_no, item_id, quantity, unit_price_minor, discount_minor)
    SELECT :STORE, h.id, 1, l.line_no, l.item_id, 1 + h.n % 2, 500 + l.item_id, 0
    FROM bench_head h CROSS JOIN LATERAL (VALUES (1, h.a), (2, h.b), (3, h.c)) AS l (line_no, item_id)`,
  `INSERT INTO served (store_id, rec_id, placement, level, version, slots, cart, variation, arms, holdout, ghost, session,
      served_at)
    SELECT :STORE, rec_id, 'cart', 'pairs', 'bench@1', jsonb_build_array(
      jsonb_build_object('position', 1, 'item', b, 'type', 'frequently-together', 'strategy', 'bench@1', 'source', a),
      jsonb_build_object('position', 2, 'item', c, 'type', 'complement', 'strategy', 'bench@1', 'source', null)),
      '[]', 'control', '{}', false, false, 's' || n, at
    FROM bench_head WHERE at > now() - interval '98 days'`,
  `INSERT INTO event (store_id, event_id, at, occurred_at, sent_at, received_at, rec_id, item_id, type, position, hour,
      weekday, verified, consent, placement, session)
    SELECT :STORE, ${ID('k')}, at, at, at, at, rec_id, CASE WHEN k % 2 = 1 THEN b ELSE c END,
      CASE WHEN k <= 2 THEN 'impression' WHEN k = 3 AND n % 5 = 0 THEN 'click' WHEN k = 4 AND n % 10 = 0 THEN 'add'
        WHEN k = 5 THEN 'exposure' ELSE 'view' END, 1, 12, 1, true, 'granted', 'cart', 's' || n
    FROM bench_head CROSS JOIN generate_series(1, 5) AS k`,
  `INSERT INTO attribution_entry (store_id, order_id, line_no, item_id, rec_id, position, event_id, kind, quantity,
      amount_minor, order_day, booked_at)
    SELECT :STORE, id, 2, b, rec_id, 1, rec_id, 'sale', 1, 500 + b,
      ((at AT TIME ZONE 'UTC') - interval '4 hours')::date, at FROM bench_head WHERE n % 10 = 0`,
];

/**
 * GET /api/home with BENCH_ORDERS orders and five times as many events in one store: how long the sums of all days take,
 * and how long the page takes, warm, while nothing changes and while today changes before every call.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'pairwell-bench-'));
const config = readConfig({ PAIRWELL_DATA: path.join(folder, 'data'), RATE_LIMIT_PER_MINUTE: '0' });
const pairwell = await openPairwell(config, { supervise: true });
const { services } = pairwell;
const { context } = services;
const store = await addStore(context, newStoreSchema.parse({ slug: 'bench', name: 'Bench', currency: 'EUR' }));
for (let n = 0; n < ITEMS; n++) {
  const item = { name: `Dish ${n}`, description: '', category: null, price_minor: 500 + n, cost_minor: null };
  const rest = { available: true, featured: false, tier: null, tags: [], diets: [], allergens: null, image_url: null };
  await putItem(context, store.id, { externalId: `dish-${n}`, input: { ...item, ...rest } });
}
const nowMs = context.clock().getTime();
const today = new Date(nowMs - 4 * 3_600_000).toISOString().slice(0, 10);
console.log(`${ORDERS} orders, ${5 * ORDERS} events; load average ${loadavg()[0]?.toFixed(1)}`);
await time('orders, answers, events and ledger into the tables', fill);
await time('sums of all days', () => rebuildRollups(context, store.id));
await time('sums of today', () => remake([today]));
await time('model into memory', () => services.models.get(store.id));

const app = await buildApp(services, { ...config, logger: pino({ level: 'warn' }), version: VERSION, publicUrl: '/' });
const { key } = await createKey(context, store.id, { kind: 'secret', label: 'bench', origins: [] });
for (const days of [30, 90, 366]) {
  await measure(`home, last ${days} days`, days, async () => undefined);
  await measure(`home, last ${days} days, today changed before each call`, days, () => mark([today]));
}
if (ORDERS <= 200_000) {
  await time('verified against a rebuild', async () => {
    const differences = await verifyRollups(context, store.id);
    if (differences.length > 0) throw new RangeError(differences.slice(0, 3).join('; '));
  });
}
await app.close();
await pairwell.close();
rmSync(folder, { recursive: true, force: true });

/** Runs a part and tells how long it took. */
async function time(label: string, work: () => Promise<unknown>): Promise<void> {
  const startedMs = performance.now();
  await work();
  console.log(`${label}: ${((performance.now() - startedMs) / 1000).toFixed(2)} s`);
}

async function measure(label: string, days: number, before: () => Promise<void>): Promise<void> {
  const times: number[] = [];
  for (let call = -5; call < CALLS; call++) {
    await before();
    const startedMs = performance.now();
    const url = `/api/home?days=${days}`;
    const answer = await app.inject({ url, headers: { authorization: `Bearer ${key}` } });
    if (answer.statusCode !== 200) throw new RangeError(`${url} answered ${answer.statusCode}: ${answer.body}`);
    if (call >= 0) times.push(performance.now() - startedMs);
  }
  times.sort((a, b) => a - b);
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
  console.log(`${label}: p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`);
}

async function mark(days: string[]): Promise<void> {
  await context.database.forStore(store.id, (scope) => markDaysDue(scope, days));
}

async function remake(days: string[]): Promise<void> {
  await mark(days);
  await settleRollups(context, store.id);
}

/** Rows made by the database itself, in parts. */
async function fill(): Promise<void> {
  const [first, last] = [new Date(nowMs - DAYS * DAY_MS), new Date(nowMs)];
  await sql`SELECT ensure_event_partitions(${first}::timestamptz, ${last}::timestamptz)`.execute(
    context.database.global,
  );
  for (let start = 1; start <= ORDERS; start += ORDERS_PER_FILL) {
    await context.database.forStore(store.id, async ({ tx }) => {
      const end = Math.min(ORDERS, start + ORDERS_PER_FILL - 1);
      for (const text of FILL) {
        const filled = text.replaceAll(/:(\w+)\b/g, (found, name: string) => values({ start, end })[name] ?? found);
        await sql.raw(filled).execute(tx);
      }
    });
  }
  await context.database.forStore(store.id, ({ tx }) =>
    sql`UPDATE change_head SET last_change_no = last_change_no + ${ORDERS} WHERE store_id = ${store.id}`.execute(tx),
  );
}

function values({ start, end }: { start: number; end: number }): Record<string, string> {
  const first = `to_timestamp(${(nowMs - DAYS * DAY_MS) / 1000})`;
  return {
    STORE: String(store.id),
    RANGE: `generate_series(${start}, ${end})`,
    AT: `(${first} + n * interval '${DAYS} days' / ${ORDERS})`,
    ITEMS: String(ITEMS),
  };
}
