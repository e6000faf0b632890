import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import { metricsQuerySchema, type PeriodMetrics } from '../../src/contract/metrics.ts';
import type { OrderRequest } from '../../src/contract/order.ts';
import { settleAttribution } from '../../src/services/attribution/process-due.ts';
import { changeStore } from '../../src/services/catalog/stores.ts';
import { deleteOrder, refundOrder } from '../../src/services/orders/change-order.ts';
import { readMetrics } from '../../src/services/rollups/read-metrics.ts';
import { rebuildRollups, settleRollups } from '../../src/services/rollups/settle-rollups.ts';
import { verifyRollups } from '../../src/services/rollups/verify-rollups.ts';
import { markDaysDue, noteRollupRun } from '../../src/storage/queries/rollup-due.ts';
import { type GivenAnswer, giveAnswer, type PlaceEvent, sendPlaceEvent } from '../support/given-answers.ts';
import { recIdOf } from '../support/guest-events.ts';
import { makeStore, openTestServices, sendOrders, type TestServices } from '../support/test-app.ts';

const SEED = 20261121;
const HOUR_MS = 3_600_000;
/** Tuesday after the night of 8 March 2026, in which the clocks of New York go forward. */
const NOW = new Date('2026-03-10T12:00:00Z');
const MENU = ['a', 'b', 'c'] as const;

let services: TestServices;
let stores = 0;

beforeAll(async () => {
  services = await openTestServices();
  services.setClock(NOW);
});
afterAll(() => services.close());

const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR_MS);

async function freshStore(zone = 'America/New_York'): Promise<Store> {
  const store = await makeStore(services, `sums-${++stores}`, { time_zone: zone });
  const lines = MENU.map((name) => ({ item: name, name, unit_price_minor: 500 }));
  await sendOrders(services, store, [{ id: 'menu', test: true, lines }]);
  return store;
}

/** Three answers around the change of clocks, each with every item. */
const ANSWERS: readonly GivenAnswer[] = [
  { recId: recIdOf(1), hours: 100, placement: 'cart', session: 's1' },
  { recId: recIdOf(2), hours: 58, placement: 'item', session: 's2' },
  { recId: recIdOf(3), hours: 30, placement: 'cart', session: 's1' },
].map(({ hours, ...answer }) => ({
  ...answer,
  at: ago(hours),
  slots: [
    { item: 'a', type: 'frequently-together', source: 'b' },
    { item: 'b', type: 'complement' },
    { item: 'c', type: 'trending', source: 'a' },
  ],
}));

/** One thing that reaches the store. */
type Fact =
  | { readonly kind: 'answer'; readonly answer: GivenAnswer }
  | { readonly kind: 'event'; readonly event: PlaceEvent }
  | { readonly kind: 'order'; readonly order: OrderRequest }
  | { readonly kind: 'refund'; readonly id: string; readonly line: number }
  | { readonly kind: 'delete'; readonly id: string };

const item = fc.constantFrom(...MENU);
const event: fc.Arbitrary<Fact> = fc
  .record({
    answer: fc.constantFrom(...ANSWERS),
    type: fc.constantFrom<PlaceEvent['type'][]>('impression', 'impression', 'click', 'add'),
    item,
    minutes: fc.constantFrom(0.02, 1, 30, 12 * 60, 16 * 60, 23 * 60),
    n: fc.integer({ min: 1, max: 400 }),
  })
  .map(({ minutes, answer, ...told }) => {
    const at = new Date(answer.at.getTime() + minutes * 60_000);
    return { kind: 'event', event: { ...told, answer, at, session: answer.session ?? 's1' } };
  });

const order: fc.Arbitrary<Fact> = fc
  .record({
    id: fc.constantFrom('o1', 'o2', 'o3', 'o4'),
    version: fc.integer({ min: 1, max: 50 }),
    status: fc.constantFrom('completed', 'completed', 'completed', 'delivered', 'pending', 'cancelled'),
    // Within minutes of a click, hours later, and long before.
    hours: fc.constantFrom(99.8, 99.8, 57.8, 29.8, 29.8, 50, 2, 24 * 40),
    session: fc.constantFrom('s1', 's1', 's2', null),
    discount_minor: fc.constantFrom(0, 7, 201),
    test: fc.constantFrom(false, false, false, false, true),
    lines: fc.array(
      fc.record({
        item,
        quantity: fc.constantFrom(1, 2, 3, 0.5),
        unit_price_minor: fc.constantFrom(100, 333, 250, null),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ hours, ...told }) => ({
    kind: 'order',
    order: { ...told, ordered_at: ago(hours).toISOString() } as OrderRequest,
  }));

/** No two events share an id, no two sendings of an order a version: then the order of arrival says nothing. */
const facts = fc
  .record({
    events: fc.uniqueArray(event, {
      minLength: 4,
      maxLength: 12,
      selector: (fact) => (fact.kind === 'event' ? `${fact.event.at.getTime()} ${fact.event.n}` : ''),
    }),
    orders: fc.uniqueArray(order, {
      minLength: 2,
      maxLength: 8,
      selector: (fact) => (fact.kind === 'order' ? `${fact.order.id} ${fact.order.version}` : ''),
    }),
    refund: fc.constantFrom(null, 'o1', 'o2'),
    deleted: fc.constantFrom(null, null, 'o3'),
  })
  .map(({ events, orders, refund, deleted }): Fact[] => [
    ...ANSWERS.map((answer) => ({ kind: 'answer' as const, answer })),
    ...events,
    ...orders,
    ...(refund === null ? [] : [{ kind: 'refund' as const, id: refund, line: 1 }]),
    ...(deleted === null ? [] : [{ kind: 'delete' as const, id: deleted }]),
  ]);

/** The order of arrival, with repetitions, where the sums are made in between, and whether the zone is mended on the way. */
const arrival = fc.record({
  keys: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 30, maxLength: 30 }),
  repeats: fc.array(fc.integer({ min: 0, max: 29 }), { maxLength: 4 }),
  settles: fc.array(fc.integer({ min: 0, max: 29 }), { maxLength: 3 }),
});

async function take(store: Store, fact: Fact): Promise<void> {
  if (fact.kind === 'answer') return giveAnswer(services, store, fact.answer);
  if (fact.kind === 'event') return void (await sendPlaceEvent(services, store, fact.event));
  if (fact.kind === 'order') return void (await sendOrders(services, store, [fact.order]));
  if (fact.kind === 'delete') return void (await deleteOrder(services.context, store, fact.id).catch(() => null));
  const refund = { id: 'r1', line: fact.line, quantity: 0.5, amount_minor: 20 };
  await refundOrder(services.context, store, { externalId: fact.id, refund }).catch(() => null);
}

async function metricsOf(store: Store, query: object): Promise<PeriodMetrics[]> {
  const { data, days_waiting: waiting } = await readMetrics(
    services.context,
    store.id,
    metricsQuerySchema.parse({ from: '2026-01-19', to: '2026-03-15', ...query }),
  );
  expect(waiting).toBe(0);
  return data;
}

const SUMS = [
  'total_impressions',
  'total_clicks',
  'total_conversions',
  'orders',
  'total_revenue',
  'revenue_from_recommendations',
  'baseline_revenue',
] as const;

const addUp = (rows: readonly PeriodMetrics[]) =>
  Object.fromEntries(SUMS.map((key) => [key, rows.reduce((sum, row) => sum + row[key], 0)]));

/** The same sums from the rows themselves, by other queries. */
async function addUpRows(store: Store) {
  const { rows } = await services.context.database.forStore(store.id, ({ tx }) =>
    sql<Record<string, number>>`
      SELECT
        (SELECT coalesce(sum(amount_minor), 0)::bigint FROM attribution_entry WHERE store_id = ${store.id})
          AS revenue_from_recommendations,
        (SELECT count(DISTINCT (rec_id, item_id))::int FROM event WHERE store_id = ${store.id} AND verified
          AND bot IS NULL AND type IN ('impression', 'click', 'add')) AS total_impressions,
        (SELECT count(DISTINCT (rec_id, item_id))::int FROM event WHERE store_id = ${store.id} AND verified
          AND bot IS NULL AND type IN ('click', 'add')) AS total_clicks,
        (SELECT count(*)::int FROM (SELECT FROM attribution_entry WHERE store_id = ${store.id}
          GROUP BY rec_id, item_id, order_day HAVING sum(quantity) > 0) AS bought) AS total_conversions`.execute(tx),
  );
  return rows[0];
}

describe('sums by day', () => {
  let credited = 0;

  it('are the same whatever came first, came twice or came late, and those of a rebuild', async () => {
    await fc.assert(
      fc.asyncProperty(facts, arrival, async (all, { keys, repeats, settles }) => {
        const plain = await freshStore();
        for (const fact of all) if (fact.kind !== 'refund' && fact.kind !== 'delete') await take(plain, fact);
        const tokyo = await freshStore('Asia/Tokyo');
        const shuffled = all
          .filter(({ kind }) => kind !== 'refund' && kind !== 'delete')
          .map((fact, index) => [keys[index] ?? 0, fact] as const)
          .sort(([a], [b]) => a - b)
          .map(([, fact]) => fact);
        // The wrong zone is mended before anything is ordered: an order keeps the day that it was written with.
        await settleRollups(services.context, tokyo.id);
        const mixed = await changeStore(services.context, tokyo.id, { time_zone: 'America/New_York' });
        for (const [index, fact] of shuffled.entries()) {
          await take(mixed, fact);
          if (repeats.includes(index)) await take(mixed, fact);
          if (settles.includes(index)) {
            // The sums first: what the ledger books then has to mark its days itself.
            await settleRollups(services.context, mixed.id);
            await settleAttribution(services, mixed.id);
          }
        }
        for (const store of [plain, mixed]) {
          for (const fact of all) if (fact.kind === 'refund' || fact.kind === 'delete') await take(store, fact);
          await settleRollups(services.context, store.id);
          await settleAttribution(services, store.id);
        }
        const daily = await metricsOf(mixed, { period: 'daily' });
        expect(daily).toEqual(await metricsOf(plain, { period: 'daily' }));
        expect(await verifyRollups(services.context, mixed.id)).toEqual([]);
        expect(addUp(daily)).toEqual(addUp(await metricsOf(mixed, { period: 'weekly' })));
        expect(addUp(daily)).toMatchObject((await addUpRows(mixed)) ?? {});
        credited += daily.reduce((sum, { revenue_from_recommendations: minor }) => sum + minor, 0);
        await rebuildRollups(services.context, mixed.id);
        expect(await metricsOf(mixed, { period: 'daily' })).toEqual(daily);
      }),
      { seed: SEED, numRuns: 6, endOnFailure: true },
    );
    // Without credit the half of it that is about the ledger would say nothing.
    expect(credited).toBeGreaterThan(0);
  });
});

describe('a store whose sums take long', () => {
  it('rests for nine times as long, and is made at once for who has to wait for it', async () => {
    const store = await freshStore();
    await settleRollups(services.context, store.id);
    const change = (tookMs: number) =>
      services.context.database.forStore(store.id, async (scope) => {
        await noteRollupRun(scope, { ran_at: NOW, ran_days: 1, ran_ms: tookMs });
        await markDaysDue(scope, ['2026-03-09']);
      });
    const settle = async (wait: boolean) => (await settleRollups(services.context, store.id, { wait })).days;
    await change(6_000);
    expect(await settle(false)).toBe(1);
    await change(60_000);
    expect(await settle(false)).toBe(0);
    expect(await settle(true)).toBe(1);
    await change(60_000);
    services.setClock(new Date(NOW.getTime() + 539_000));
    expect(await settle(false)).toBe(0);
    services.setClock(new Date(NOW.getTime() + 540_000));
    expect(await settle(false)).toBe(1);
    services.setClock(NOW);
  });
});
