import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import type { OrderRequest, OrderStatus } from '../../src/contract/order.ts';
import type { AttributionWindow } from '../../src/engine/attribution/facts.ts';
import { rebuildAttribution, settleAttribution } from '../../src/services/attribution/process-due.ts';
import { verifyLedger } from '../../src/services/attribution/verify-ledger.ts';
import { changeStore } from '../../src/services/catalog/stores.ts';
import { deleteOrder, refundOrder } from '../../src/services/orders/change-order.ts';
import type { Services } from '../../src/services/services.ts';
import { type GuestEvent, ledgerNets, recIdOf, recordEvents } from '../support/guest-events.ts';
import { makeStore, openTestServices, sendOrders, TEST_NOW, type TestServices } from '../support/test-app.ts';

const SEED = 20261121;
const MINUTE_MS = 60_000;
const MENU = ['a', 'b', 'c'] as const;

let services: TestServices;
let second: Services;
let stores = 0;

beforeAll(async () => {
  services = await openTestServices();
  second = services.secondProcess();
});
afterAll(() => services.close());

/** One thing that reaches the store: an event, or what is known of an order from some version on. */
type Fact =
  | { readonly kind: 'event'; readonly event: GuestEvent }
  | { readonly kind: 'order'; readonly order: OrderRequest }
  | { readonly kind: 'refund'; readonly id: string; readonly line: number; readonly refund: string }
  | { readonly kind: 'delete'; readonly id: string };

const minutesAgo = fc.constantFrom(5, 10, 20, 30, 40, 60, 25 * 60, 3 * 24 * 60);
const ago = (minutes: number) => new Date(TEST_NOW.getTime() - minutes * MINUTE_MS);
const DONE: readonly OrderStatus[] = ['completed', 'completed', 'delivered'];
const item = fc.constantFrom(...MENU);
const session = fc.constantFrom('s1', 's1', 's2', null);
const visitor = fc.constantFrom('v1', null, null);

const event: fc.Arbitrary<Fact> = fc
  .record({
    n: fc.integer({ min: 1, max: 3 }),
    type: fc.constantFrom<NonNullable<GuestEvent['type']>[]>('click', 'add', 'add', 'remove', 'impression'),
    item,
    recId: fc.integer({ min: 1, max: 3 }).map(recIdOf),
    session,
    visitor,
    at: minutesAgo.map(ago),
    quantity: fc.constantFrom(1, 2),
    inCartBefore: fc.constantFrom(0, 0, 1),
    verified: fc.constantFrom(true, true, true, true, false),
    bot: fc.constantFrom(false, false, false, false, true),
  })
  .map((told) => ({ kind: 'event', event: told }));

const id = fc.constantFrom('o1', 'o2', 'o3');
const line = fc.record({
  item,
  quantity: fc.constantFrom(1, 2, 3, 0.5),
  unit_price_minor: fc.constantFrom(100, 333, 250, null),
  rec_id: fc.option(fc.integer({ min: 1, max: 3 }).map(recIdOf), { freq: 4 }),
});
const order: fc.Arbitrary<Fact> = fc
  .record({
    id,
    version: fc.integer({ min: 1, max: 50 }),
    status: fc.constantFrom<OrderStatus[]>(...DONE, ...DONE, ...DONE, 'pending', 'cancelled', 'refunded'),
    ordered_at: fc.constantFrom(1, 2, 8, 25, 24 * 60).map((minutes) => ago(minutes).toISOString()),
    session,
    visitor,
    discount_minor: fc.constantFrom(0, 0, 7, 201),
    test: fc.constantFrom(false, false, false, false, true),
    lines: fc.array(line, { minLength: 2, maxLength: 3 }),
  })
  .map((told) => ({ kind: 'order', order: told }));

/**
 * Facts that say the same in whatever order they come: no two events share an id, no two sendings of an order a version,
 * refunds only know the lines that every sending has.
 */
const facts = fc.record({
  window: fc.constantFrom<AttributionWindow[]>('session', '7d'),
  events: fc.uniqueArray(event, {
    minLength: 4,
    maxLength: 10,
    selector: (fact) => (fact.kind === 'event' ? `${fact.event.at.getTime()} ${fact.event.n}` : ''),
  }),
  orders: fc.uniqueArray(order, {
    minLength: 1,
    maxLength: 6,
    selector: (fact) => (fact.kind === 'order' ? `${fact.order.id} ${fact.order.version}` : ''),
  }),
  refunds: fc.uniqueArray(
    fc.record({
      kind: fc.constant('refund' as const),
      id,
      line: fc.constantFrom(1, 2),
      refund: fc.constantFrom('r1', 'r2'),
    }),
    { maxLength: 2, selector: ({ id: of, refund }) => `${of} ${refund}` },
  ),
  deleted: fc.constantFrom(null, null, null, null, null, 'o1' as const),
});

/** The order of arrival, with repetitions, and where the ledger is brought up to date in between. */
const arrival = fc.record({
  keys: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }),
  repeats: fc.array(fc.integer({ min: 0, max: 19 }), { maxLength: 4 }),
  settles: fc.array(fc.integer({ min: 0, max: 23 }), { maxLength: 4 }),
});
type Arrival = typeof arrival extends fc.Arbitrary<infer T> ? T : never;

async function freshStore(window: AttributionWindow): Promise<Store> {
  const store = await makeStore(services, `arrivals-${++stores}`);
  const lines = MENU.map((name) => ({ item: name, name }));
  await sendOrders(services, store, [{ id: 'menu', test: true, lines }]);
  return changeStore(services.context, store.id, { attribution_window: window });
}

async function take({ context }: Pick<Services, 'context'>, store: Store, fact: Fact): Promise<void> {
  if (fact.kind === 'event') return recordEvents(context, store, [fact.event]);
  if (fact.kind === 'order') {
    await sendOrders({ context }, store, [fact.order]);
    return;
  }
  const externalId = fact.id;
  if (fact.kind === 'delete') {
    await deleteOrder(context, store, externalId);
    return;
  }
  const refund = { id: fact.refund, line: fact.line, quantity: 1, amount_minor: 25 };
  await refundOrder(context, store, { externalId, refund });
}

/** The versions of an order by their numbers; refunds and deletions after it is known, as they can only come. */
function inArrivalOrder(all: readonly Fact[], { keys, repeats }: Arrival): Fact[] {
  const shuffled = all
    .map((fact, index) => ({ fact, key: keys[index % keys.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ fact }) => fact);
  const repeated = repeats.flatMap((index) => shuffled[index % shuffled.length] ?? []);
  return [...shuffled, ...repeated.filter(({ kind }) => kind === 'event' || kind === 'order')];
}

describe('the ledger', () => {
  it('has the same nets whatever came when, how often, and to which process', async () => {
    let credited = 0;
    await fc.assert(
      fc.asyncProperty(facts, arrival, arrival, async (given, one, other) => {
        const known = new Set(given.orders.flatMap((fact) => (fact.kind === 'order' ? [fact.order.id] : [])));
        const late: Fact[] = [
          ...given.refunds.filter((fact) => known.has(fact.id)),
          ...(given.deleted !== null && known.has(given.deleted)
            ? [{ kind: 'delete' as const, id: given.deleted }]
            : []),
        ];
        const run = async (how: Arrival) => {
          const store = await freshStore(given.window);
          const arriving = [...inArrivalOrder([...given.events, ...given.orders], how), ...late];
          for (const [index, fact] of arriving.entries()) {
            const process = index % 2 === 0 ? services : second;
            await take(process, store, fact);
            if (how.settles.includes(index)) await settleAttribution(process, store.id);
          }
          const nets = await ledgerNets(services, store);
          expect(await verifyLedger(services.context, store.id)).toEqual([]);
          expect((await rebuildAttribution(second, store.id)).entries).toBe(0);
          return nets;
        };
        const nets = await run(one);
        expect(await run(other)).toEqual(nets);
        if (Object.keys(nets).length > 0) credited++;
      }),
      { seed: SEED, numRuns: 25 },
    );
    expect(credited).toBeGreaterThan(8);
  });

  it('books everything once when two processes write and work at the same time', async () => {
    const store = await freshStore('session');
    const sessions = Array.from({ length: 12 }, (_, n) => `guest-${n}`);
    const orderOf = (name: string, price: number): OrderRequest => ({
      id: name,
      session: name,
      ordered_at: ago(5).toISOString(),
      lines: [{ item: 'a', quantity: 2, unit_price_minor: price }],
    });
    const busy = [services, second].map(async (process, half) => {
      for (const [n, name] of sessions.entries()) {
        const click: GuestEvent = { n, item: 'a', recId: recIdOf(1), session: name, at: ago(20) };
        if (half === 0) await sendOrders(process, store, [orderOf(name, 100)]);
        else await recordEvents(process.context, store, [click]);
        await settleAttribution(process, store.id);
        if (n % 3 === half) await sendOrders(process, store, [orderOf(name, 150)]);
      }
    });
    await Promise.all(busy);
    await Promise.all([settleAttribution(services, store.id), settleAttribution(second, store.id)]);
    const nets = await ledgerNets(services, store);
    expect(Object.keys(nets)).toHaveLength(sessions.length);
    for (const [quantity, amount] of Object.values(nets)) {
      expect(quantity).toBe(2);
      expect([200, 300]).toContain(amount);
    }
    expect(await verifyLedger(services.context, store.id)).toEqual([]);
  });
});
