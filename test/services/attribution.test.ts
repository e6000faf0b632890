import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerEntryJson } from '../../src/contract/attribution.ts';
import { ledgerQuerySchema } from '../../src/contract/attribution.ts';
import type { Store } from '../../src/contract/catalog.ts';
import type { OrderRequest } from '../../src/contract/order.ts';
import { explainOrder } from '../../src/services/attribution/explain-order.ts';
import { listLedger } from '../../src/services/attribution/list-ledger.ts';
import { rebuildAttribution, settleAttribution } from '../../src/services/attribution/process-due.ts';
import { verifyLedger } from '../../src/services/attribution/verify-ledger.ts';
import { changeStore } from '../../src/services/catalog/stores.ts';
import { verifyStore } from '../../src/services/learning/verify.ts';
import { deleteOrder, patchOrder, refundOrder } from '../../src/services/orders/change-order.ts';
import { connectClient } from '../../src/storage/database.ts';
import { giveAnswer } from '../support/given-answers.ts';
import { type GuestEvent, ledgerNets, recIdOf, recordEvents } from '../support/guest-events.ts';
import { makeStore, openTestServices, sendOrders, TEST_NOW, type TestServices } from '../support/test-app.ts';

const MINUTE_MS = 60_000;
const PRICES: Record<string, number> = { burger: 1200, cola: 300, cake: 550 };

let services: TestServices;
let store: Store;
let stores = 0;

beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services.close());

beforeEach(async () => {
  store = await makeStore(services, `ledger-${++stores}`);
  // An order that has nothing to do with the tests brings the items.
  await send({ id: 'menu', session: null, test: true, lines: [line('burger'), line('cola'), line('cake')] });
});

/** So many minutes before the clock of the tests. */
const ago = (minutes: number) => new Date(TEST_NOW.getTime() - minutes * MINUTE_MS);
const line = (item: string, quantity = 1, more = {}) => ({
  item,
  name: item,
  quantity,
  unit_price_minor: PRICES[item] ?? null,
  ...more,
});

/** A burger, two colas and a cake, ordered 10 minutes ago in session s1, unless it is said otherwise. */
async function send(order: Partial<OrderRequest> = {}): Promise<void> {
  const lines = [line('burger'), line('cola', 2), line('cake')];
  const [result] = await sendOrders(services, store, [
    { id: 'o1', session: 's1', ordered_at: ago(10).toISOString(), lines, ...order },
  ]);
  expect(result?.result).toMatch(/created|updated/);
}

const touch = (...events: (Omit<GuestEvent, 'at'> & { minutes?: number })[]) =>
  recordEvents(
    services.context,
    store,
    events.map(({ minutes = 30, ...event }, n) => ({ n, at: ago(minutes), ...event })),
  );

const nets = () => ledgerNets(services, store);

async function entries(order = 'o1'): Promise<LedgerEntryJson[]> {
  await settleAttribution(services, store.id);
  return (await listLedger(services.context, store.id, ledgerQuerySchema.parse({ order, limit: 1000 }))).data;
}

const booked = async (order?: string) => (await entries(order)).map(({ kind, amount_minor }) => [kind, amount_minor]);

/** Reasons of the lines of an order, by item. */
async function reasons(order = 'o1'): Promise<Record<string, string>> {
  const { lines } = await explainOrder(services.context, store.id, order);
  return Object.fromEntries(lines.map(({ item, reason }) => [item, reason]));
}

describe('credit for a recommendation', () => {
  it('goes to the line of the item that was clicked, and says which slot and when', async () => {
    await touch({ item: 'cake', recId: recIdOf(7), position: 2, minutes: 25 });
    await send();
    expect(await entries()).toEqual([
      {
        id: expect.any(Number),
        order: 'o1',
        line: 3,
        item: 'cake',
        name: 'cake',
        kind: 'sale',
        quantity: 1,
        amount_minor: 550,
        rec_id: recIdOf(7),
        position: 2,
        event_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        order_day: '2026-03-02',
        booked_at: TEST_NOW.toISOString(),
      },
    ]);
    const told = await explainOrder(services.context, store.id, 'o1');
    expect(told).toMatchObject({ net_minor: 2350, attributed_minor: 550, assisted_minor: 0, window: 'session' });
    expect(told.lines[2]).toMatchObject({
      reason: 'credited',
      attributed_quantity: 1,
      attributed_minor: 550,
      booked_minor: 550,
      touch: { type: 'click', rec_id: recIdOf(7), position: 2, placement: 'cart', at: ago(25).toISOString() },
    });
    expect(await reasons()).toEqual({ burger: 'no_touch', cola: 'no_touch', cake: 'credited' });
  });

  it.each<{
    what: string;
    events: readonly (Omit<GuestEvent, 'at'> & { minutes?: number })[];
    order?: Partial<OrderRequest>;
    net: Record<string, readonly [number, number]>;
    reason: Record<string, string>;
  }>([
    {
      what: 'leaves out what was in the cart before',
      events: [{ type: 'add', item: 'cola', quantity: 1, inCartBefore: 1 }],
      net: { 'o1 2 cola': [1, 300] },
      reason: { cola: 'credited' },
    },
    {
      what: 'gives nothing when everything was in the cart before',
      events: [{ item: 'cola', inCartBefore: 2 }],
      net: {},
      reason: { cola: 'already_in_cart' },
    },
    {
      what: 'is for no more units than were added',
      events: [{ type: 'add', item: 'cola', quantity: 1 }],
      net: { 'o1 2 cola': [1, 300] },
      reason: { cola: 'credited' },
    },
    {
      what: 'is taken back by an undo',
      events: [
        { type: 'add', item: 'cola', quantity: 1, minutes: 30 },
        { type: 'remove', item: 'cola', quantity: 1, minutes: 29 },
      ],
      net: {},
      reason: { cola: 'taken_back' },
    },
    {
      what: 'is taken back from the latest add first',
      events: [
        { type: 'add', item: 'cola', quantity: 1, recId: recIdOf(1), minutes: 40 },
        { type: 'add', item: 'cola', quantity: 2, recId: recIdOf(2), minutes: 35 },
        { type: 'remove', item: 'cola', quantity: 2, minutes: 30 },
      ],
      net: { 'o1 2 cola': [1, 300] },
      reason: { cola: 'credited' },
    },
    {
      what: 'needs the same session',
      events: [{ item: 'cake', session: 's0', visitor: 'v1' }],
      order: { visitor: 'v1' },
      net: {},
      reason: { cake: 'other_session' },
    },
    {
      what: 'needs an event before the order',
      events: [{ item: 'cake', minutes: 5 }],
      net: {},
      reason: { cake: 'after_order' },
    },
    {
      what: 'needs an event of the last 24 hours',
      events: [{ item: 'cake', minutes: 24 * 60 + 11 }],
      net: {},
      reason: { cake: 'outside_window' },
    },
    {
      what: 'is not for being seen',
      events: [{ type: 'impression', item: 'cake' }],
      net: {},
      reason: { cake: 'seen_only' },
    },
    { what: 'is not for programs', events: [{ item: 'cake', bot: true }], net: {}, reason: { cake: 'bot' } },
    { what: 'is not for staff', events: [{ item: 'cake', staff: true }], net: {}, reason: { cake: 'staff' } },
    { what: 'needs a proof', events: [{ item: 'cake', verified: false }], net: {}, reason: { cake: 'unverified' } },
    {
      what: 'goes to the last of two',
      events: [
        { item: 'cake', recId: recIdOf(1), minutes: 40 },
        { type: 'add', item: 'cake', recId: recIdOf(9), minutes: 20 },
      ],
      net: { 'o1 3 cake': [1, 550] },
      reason: { cake: 'credited' },
    },
    {
      what: 'shares the discount of the order to the cent',
      events: [{ item: 'cake' }],
      order: { discount_minor: 201 },
      net: { 'o1 3 cake': [1, 503] },
      reason: { cake: 'credited' },
    },
    {
      what: 'leaves out line discounts, tax within the price, tax, tip and delivery',
      events: [{ item: 'cake' }],
      order: {
        tax_minor: 100,
        tip_minor: 200,
        delivery_minor: 300,
        lines: [line('cake', 1, { discount_minor: 50, tax_minor: 80, tax_included: true })],
      },
      // 550 - 50 - 80
      net: { 'o1 1 cake': [1, 420] },
      reason: { cake: 'credited' },
    },
    {
      what: 'counts units of unknown price, for no money',
      events: [{ item: 'cake' }],
      order: { lines: [line('cake', 2, { unit_price_minor: null })] },
      net: { 'o1 1 cake': [2, 0] },
      reason: { cake: 'credited' },
    },
    {
      what: 'hands units out over the lines of the same item, those in the cart before first',
      events: [{ type: 'add', item: 'cola', quantity: 2, inCartBefore: 1 }],
      order: { lines: [line('cola', 2), line('burger'), line('cola', 2)] },
      // Unit 1 was there; 2 and 3 were added; 4 came from elsewhere.
      net: { 'o1 1 cola': [1, 300], 'o1 3 cola': [1, 300] },
      reason: { cola: 'credited' },
    },
    {
      what: 'finds the guest of an order without a session by the recommendation that a line names',
      events: [
        { item: 'cake', recId: recIdOf(4) },
        { item: 'cola', recId: recIdOf(5) },
      ],
      order: { session: null, lines: [line('cola', 2), line('cake', 1, { rec_id: recIdOf(4) })] },
      net: { 'o1 1 cola': [2, 600], 'o1 2 cake': [1, 550] },
      reason: { cola: 'credited', cake: 'credited' },
    },
    {
      what: 'finds an event without a session by the recommendation that a line names',
      events: [{ item: 'cake', recId: recIdOf(6), session: null }],
      order: { session: null, lines: [line('cake', 1, { rec_id: recIdOf(6) })] },
      net: { 'o1 1 cake': [1, 550] },
      reason: { cake: 'credited' },
    },
    {
      what: 'cannot be told of an order that names nobody',
      events: [{ item: 'cake' }],
      order: { session: null },
      net: {},
      reason: { cake: 'no_session' },
    },
    {
      what: 'waits for completion',
      events: [{ item: 'cake' }],
      order: { status: 'pending' },
      net: {},
      reason: { cake: 'open' },
    },
    {
      what: 'is not for test orders',
      events: [{ item: 'cake' }],
      order: { test: true },
      net: {},
      reason: { cake: 'test' },
    },
  ])('$what, whichever came first', async ({ events, order, net, reason }) => {
    await touch(...events);
    await send(order);
    expect(await nets()).toEqual(net);
    expect(await reasons()).toMatchObject(reason);
    expect(await verifyLedger(services.context, store.id)).toEqual([]);
    // The same facts in a store that heard of the order first, and settled at once.
    store = await makeStore(services, `ledger-late-${++stores}`);
    await send({ id: 'menu', session: null, test: true, lines: [line('burger'), line('cola'), line('cake')] });
    await send(order);
    await nets();
    await touch(...events);
    expect(await nets()).toEqual(net);
  });

  it('is not for an answer that was withheld', async () => {
    await giveAnswer(services, store, { recId: recIdOf(3), at: ago(40), slots: [], row: { ghost: true } });
    await touch({ item: 'cake', recId: recIdOf(3) });
    await send();
    expect(await nets()).toEqual({});
    expect(await reasons()).toMatchObject({ cake: 'withheld' });
  });

  it('goes to the first order after the touch, and not to the next one too', async () => {
    await touch({ item: 'cake' });
    await send({ id: 'second', ordered_at: ago(5).toISOString(), lines: [line('cake')] });
    expect(await nets()).toEqual({ 'second 1 cake': [1, 550] });
    await send();
    expect(await nets()).toEqual({ 'o1 3 cake': [1, 550] });
    expect(await booked('second')).toEqual([
      ['sale', 550],
      ['reattribution', -550],
    ]);
    expect(await reasons('second')).toEqual({ cake: 'other_order' });
  });

  it('takes the moment at which the order came in when it says none', async () => {
    await touch({ item: 'cake' });
    const { ordered_at: _none, ...order } = { id: 'o1', session: 's1', ordered_at: '', lines: [line('cake')] };
    await sendOrders(services, store, [order]);
    expect((await entries()).map(({ order_day, amount_minor }) => [order_day, amount_minor])).toEqual([
      ['2026-03-02', 550],
    ]);
  });
});

describe('the window of 7 days', () => {
  beforeEach(() => changeStore(services.context, store.id, { attribution_window: '7d' }));

  it('credits a visitor across sessions, and no longer than 7 days', async () => {
    const day = 24 * 60;
    await touch({ item: 'cake', session: 's0', visitor: 'v1', minutes: 6 * day });
    await touch({ item: 'cola', session: 's0', visitor: 'v1', minutes: 7 * day + 11 });
    await touch({ item: 'burger', session: 's0', visitor: 'v2' });
    await send({ visitor: 'v1' });
    expect(await nets()).toEqual({ 'o1 3 cake': [1, 550] });
    expect(await reasons()).toEqual({ burger: 'no_touch', cola: 'outside_window', cake: 'credited' });
    expect(await verifyLedger(services.context, store.id)).toEqual([]);
  });

  it('is worked out anew for every order when the setting changes', async () => {
    await touch({ item: 'cake', session: 's0', visitor: 'v1' });
    await send({ visitor: 'v1' });
    expect(await nets()).toEqual({ 'o1 3 cake': [1, 550] });
    await changeStore(services.context, store.id, { attribution_window: 'session' });
    expect(await nets()).toEqual({});
    expect(await booked()).toEqual([
      ['sale', 550],
      ['reattribution', -550],
    ]);
  });
});

describe('the ledger under changes', () => {
  beforeEach(async () => {
    await touch({ item: 'cola' }, { item: 'cake' });
    await send();
    expect(await nets()).toEqual({ 'o1 2 cola': [2, 600], 'o1 3 cake': [1, 550] });
  });

  it('books a refund as an entry of its own', async () => {
    const refund = { id: 'r1', line: 2, quantity: 1, amount_minor: 300 };
    await refundOrder(services.context, store, { externalId: 'o1', refund });
    expect(await booked()).toEqual([
      ['sale', 600],
      ['sale', 550],
      ['refund', -300],
    ]);
    expect(await nets()).toEqual({ 'o1 2 cola': [1, 300], 'o1 3 cake': [1, 550] });
    const rest = { id: 'r2', line: 2, quantity: 1, amount_minor: 300 };
    await refundOrder(services.context, store, { externalId: 'o1', refund: rest });
    expect(await nets()).toEqual({ 'o1 3 cake': [1, 550] });
    expect(await reasons()).toMatchObject({ cola: 'given_back' });
  });

  it('takes a cancelled order back, and books it again when it comes back', async () => {
    await patchOrder(services.context, store, { externalId: 'o1', patch: { status: 'cancelled' } });
    expect(await nets()).toEqual({});
    expect(await reasons()).toEqual({ burger: 'cancelled', cola: 'cancelled', cake: 'cancelled' });
    await patchOrder(services.context, store, { externalId: 'o1', patch: { status: 'completed' } });
    expect(await booked()).toEqual([
      ['sale', 600],
      ['sale', 550],
      ['cancel', -600],
      ['cancel', -550],
      ['sale', 600],
      ['sale', 550],
    ]);
  });

  it('takes a refunded order back', async () => {
    await patchOrder(services.context, store, { externalId: 'o1', patch: { status: 'refunded' } });
    expect(await nets()).toEqual({});
  });

  it('takes a deleted order back', async () => {
    await deleteOrder(services.context, store, 'o1');
    expect(await nets()).toEqual({});
    expect((await booked()).slice(2)).toEqual([
      ['cancel', -600],
      ['cancel', -550],
    ]);
    expect(await verifyLedger(services.context, store.id)).toEqual([]);
  });

  it('follows an edit to another quantity and another item', async () => {
    await send({ lines: [line('cake', 3), line('cola', 1)] });
    expect(await nets()).toEqual({ 'o1 1 cake': [3, 1650], 'o1 2 cola': [1, 300] });
    await send({ lines: [line('burger')] });
    expect(await nets()).toEqual({});
  });

  it('follows an order to another session and to another day', async () => {
    await send({ ordered_at: '2026-03-03T02:00:00Z' });
    const days = async () => {
      const sums = new Map<string, number>();
      for (const entry of await entries()) {
        sums.set(entry.order_day, (sums.get(entry.order_day) ?? 0) + entry.amount_minor);
      }
      return Object.fromEntries(sums);
    };
    // 02:00 is before the cut-off of 04:00: still Monday.
    expect(await days()).toEqual({ '2026-03-02': 1150 });
    await send({ ordered_at: '2026-03-03T05:00:00Z' });
    expect(await days()).toEqual({ '2026-03-02': 0, '2026-03-03': 1150 });
    await send({ session: 's2' });
    expect(await nets()).toEqual({});
  });

  it('books nothing twice, whatever is worked out again', async () => {
    const before = await entries();
    await send({ rating: 5 });
    await rebuildAttribution(services, store.id);
    expect(await entries()).toEqual(before);
  });

  it('says in verify what was changed behind its back, and mends it with a rebuild', async () => {
    await asAdmin(`UPDATE attribution_entry SET amount_minor = 1 WHERE store_id = ${store.id} AND line_no = 3`);
    const report = await verifyStore(services.context, services.models, store.id);
    expect(report.differences).toEqual([expect.stringMatching(/^ledger: order \d+ line 3 lacks a .* for 549$/)]);
    expect(await rebuildAttribution(services, store.id)).toMatchObject({ entries: 1 });
    expect((await verifyStore(services.context, services.models, store.id)).clean).toBe(true);
  });

  it('may not be changed by the application', async () => {
    const tamper = (text: string) =>
      services.context.database.forStore(store.id, ({ tx }) => sql.raw(text).execute(tx));
    await expect(tamper('UPDATE attribution_entry SET amount_minor = 1')).rejects.toThrow(/permission denied/);
    await expect(tamper('DELETE FROM attribution_entry')).rejects.toThrow(/permission denied/);
  });

  it('leaves orders alone that are older than the events that are kept', async () => {
    services.setClock(new Date('2027-06-01T12:00:00Z'));
    try {
      await asAdmin(`DELETE FROM event WHERE store_id = ${store.id}`);
      await rebuildAttribution(services, store.id);
      expect(await nets()).toEqual({ 'o1 2 cola': [2, 600], 'o1 3 cake': [1, 550] });
      expect(await verifyLedger(services.context, store.id)).toEqual([]);
    } finally {
      services.setClock(TEST_NOW);
    }
  });
});

async function asAdmin(text: string): Promise<void> {
  const admin = await connectClient(services.test.admin, 'pairwell test');
  try {
    expect((await admin.query(text)).rowCount).toBeGreaterThan(0);
  } finally {
    await admin.end();
  }
}
