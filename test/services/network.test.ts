import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import type { OrderRequest } from '../../src/contract/order.ts';
import { recommendationQuerySchema } from '../../src/contract/recommendation.ts';
import { changeStore } from '../../src/services/catalog/stores.ts';
import { gatherNetwork } from '../../src/services/network/gather-network.ts';
import { deleteOrder } from '../../src/services/orders/change-order.ts';
import { recommendItems } from '../../src/services/recommend/recommend.ts';
import { connectClient } from '../../src/storage/database.ts';
import { readContribution } from '../../src/storage/queries/network.ts';
import { makeStore, openTestServices, sendOrders, type TestServices } from '../support/test-app.ts';

let services: TestServices;
let number = 0;
const shops: Store[] = [];

beforeAll(async () => {
  services = await openTestServices();
});

afterAll(() => services.close());

beforeEach(() => {
  shops.length = 0;
});

/** Whoever gave in one test gives nothing in the next. */
afterEach(async () => {
  for (const shop of shops) await set(shop, { share_statistics: false });
  await gatherNetwork(services);
});

const set = (shop: Store, patch: object) => changeStore(services.context, shop.id, patch);
const line = (name: string) => ({ item: name, name });

/** `count` orders; the first of them hold each name as often as it is said. */
function ordersWith(count: number, times: Readonly<Record<string, number>>): OrderRequest[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `o${index}`,
    lines: [line('Water'), ...Object.entries(times).flatMap(([name, n]) => (index < n ? [line(name)] : []))],
  }));
}

async function openShop(orders: readonly OrderRequest[], settings: object = { share_statistics: true }) {
  const shop = await makeStore(services, `shop-${++number}`);
  shops.push(shop);
  await sendOrders(services, shop, orders);
  return set(shop, settings);
}

/** Donors of a shop as it is served now, by item name. */
async function donorsOf(shop: Store): Promise<Record<string, number>> {
  const { catalog } = await services.models.getFresh(shop.id);
  const named = [...catalog.donors].map(([id, share]) => [catalog.rowById.get(id)?.name, share]);
  return Object.fromEntries(named);
}

async function asRole(role: 'app' | 'network', text: string) {
  const client = await connectClient({ ...services.test.admin, user: `pairwell_${role}` }, 'pairwell test');
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('what stores tell each other', () => {
  it('is the mean share of orders over at least three stores, told to stores that do not give themselves', async () => {
    await openShop(ordersWith(100, { 'Pizza Margherita': 50, 'House Special': 30 }));
    await openShop(ordersWith(50, { 'PIZZA MARGHERITA (large)': 10 }));
    await openShop(ordersWith(80, { 'pizza margherita 30cm': 8 }));
    const taker = await openShop([{ id: '1', lines: [line('Pizza Margherita'), line('House Special')] }], {});
    expect(await donorsOf(taker)).toEqual({});
    await gatherNetwork(services);
    // (50/100 + 10/50 + 8/80) / 3 = .8 / 3; only one store has a house special; the taker has no water.
    expect(await donorsOf(taker)).toEqual({ 'Pizza Margherita': expect.closeTo(0.8 / 3, 9) });
  });

  it('is nothing from two stores', async () => {
    for (let shop = 0; shop < 2; shop++) await openShop(ordersWith(60, { Pizza: 30 }));
    const taker = await openShop([{ id: '1', lines: [line('Pizza')] }], {});
    await gatherNetwork(services);
    expect(await donorsOf(taker)).toEqual({});
    expect(await asRole('network', 'SELECT * FROM network_item')).toEqual([]);
  });

  it('never comes from the store that asks: it needs three others, whose mean it hears', async () => {
    const giver = await openShop(ordersWith(100, { Pizza: 90 }));
    await openShop(ordersWith(100, { Pizza: 10 }));
    await openShop(ordersWith(100, { Pizza: 20 }));
    await gatherNetwork(services);
    expect(await donorsOf(giver)).toEqual({});
    await openShop(ordersWith(100, { Pizza: 30 }));
    await gatherNetwork(services);
    // Of the other three: (.1 + .2 + .3) / 3, and water in every order.
    expect(await donorsOf(giver)).toEqual({ Pizza: expect.closeTo(0.2, 9), Water: expect.closeTo(1, 9) });
  });

  it('is divided among items of one name, and an order with two of them counts once', async () => {
    for (let shop = 0; shop < 3; shop++) await openShop(ordersWith(100, { 'Cola 0.3 l': 40, 'Cola 1 l': 40 }));
    const taker = await openShop([{ id: '1', lines: [line('Cola small'), line('Cola large')] }], {});
    await gatherNetwork(services);
    const half = expect.closeTo(0.2, 9);
    expect(await donorsOf(taker)).toEqual({ 'Cola small': half, 'Cola large': half });
  });

  it('leaves out stores with fewer than 50 orders, test orders, cancelled and deleted ones', async () => {
    const [first] = [await openShop(ordersWith(49, { Pizza: 20 }))];
    for (let shop = 0; shop < 2; shop++) await openShop(ordersWith(60, { Pizza: 30 }));
    const taker = await openShop([{ id: '1', lines: [line('Pizza')] }], {});
    await sendOrders(services, first as Store, [
      { id: 'test', test: true, lines: [line('Pizza')] },
      { id: 'cancelled', status: 'cancelled', lines: [line('Pizza')] },
    ]);
    await gatherNetwork(services);
    expect(await donorsOf(taker)).toEqual({});
    await sendOrders(services, first as Store, [{ id: 'fiftieth', lines: [line('Tea')] }]);
    await gatherNetwork(services);
    expect(await donorsOf(taker)).toEqual({ Pizza: expect.closeTo((20 / 50 + 0.5 + 0.5) / 3, 9) });
    await deleteOrder(services.context, first as Store, 'fiftieth');
    await gatherNetwork(services);
    expect(await donorsOf(taker)).toEqual({});
  });

  it('ends with consent, at the next run', async () => {
    for (let shop = 0; shop < 3; shop++) await openShop(ordersWith(60, { Pizza: 30 }));
    const taker = await openShop([{ id: '1', lines: [line('Pizza')] }], {});
    await gatherNetwork(services);
    expect(await donorsOf(taker)).toHaveProperty('Pizza');
    const leaver = shops[1] as Store;
    await set(leaver, { share_statistics: false });
    await gatherNetwork(services);
    expect(await services.context.database.forStore(leaver.id, readContribution)).toEqual([]);
    expect(await asRole('network', 'SELECT * FROM network_item')).toEqual([]);
    expect(await donorsOf(taker)).toEqual({});
  });

  it('is not taken by a store that does not want it, and is again when it does', async () => {
    for (let shop = 0; shop < 3; shop++) await openShop(ordersWith(60, { Pizza: 30 }));
    const taker = await openShop([{ id: '1', lines: [line('Pizza')] }], { use_network_priors: false });
    await gatherNetwork(services);
    expect(await donorsOf(taker)).toEqual({});
    await set(taker, { use_network_priors: true });
    expect(await donorsOf(taker)).toHaveProperty('Pizza');
    await set(taker, { use_network_priors: false });
    expect(await donorsOf(taker)).toEqual({});
  });

  it('is heard by loaded models in other processes, and a run that finds nothing new tells nobody', async () => {
    for (let shop = 0; shop < 3; shop++) await openShop(ordersWith(60, { Pizza: 30 }));
    const taker = await openShop([{ id: '1', lines: [line('Pizza')] }], {});
    const before = (await services.models.getFresh(taker.id)).changeNo;
    await gatherNetwork({ context: services.secondProcess().context });
    await services.models.refresh(taker.id);
    const after = await services.models.get(taker.id);
    expect([...after.catalog.donors.values()]).toEqual([expect.closeTo(0.5, 9)]);
    expect(after.changeNo).toBe(before + 1);
    await gatherNetwork(services);
    expect((await services.models.getFresh(taker.id)).changeNo).toBe(before + 1);
  });

  it('is the reason for an item that has few orders of its own', async () => {
    for (let shop = 0; shop < 3; shop++) await openShop(ordersWith(60, { Pizza: 30 }));
    const taker = await openShop(
      [
        { id: '1', lines: [line('Pizza'), line('Bread')] },
        { id: '2', lines: [line('Soup')] },
      ],
      {},
    );
    const ask = async () => {
      const answer = await recommendItems(services, taker.id, {
        query: recommendationQuerySchema.parse({ cart: 'Soup' }),
        options: { mayNameCustomer: true, log: false },
      });
      return answer.slots.find((slot) => slot.item.id === 'Pizza');
    };
    await services.models.getFresh(taker.id);
    expect((await ask())?.reason).not.toMatch('similar restaurants');
    await gatherNetwork(services);
    await services.models.refresh(taker.id);
    expect(await ask()).toMatchObject({ reason: 'Popular in similar restaurants', level: 'category' });
  });
});

describe('the walls', () => {
  it('show the network’s login the aggregates and nothing else', async () => {
    for (let shop = 0; shop < 3; shop++) await openShop(ordersWith(60, { Pizza: 30 }));
    await gatherNetwork(services);
    expect(await asRole('network', 'SELECT * FROM network_item ORDER BY 1')).toEqual([
      { canonical_name: 'pizza', stores: 3, share: 0.5 },
      { canonical_name: 'water', stores: 3, share: 1 },
    ]);
    const shop = `SET pairwell.store_id = ${shops[0]?.id};`;
    for (const table of ['network_contribution', 'store', 'item', 'order_line']) {
      await expect(asRole('network', `${shop} SELECT * FROM ${table}`)).rejects.toThrow('permission denied');
    }
    await expect(asRole('network', 'DELETE FROM network_item')).rejects.toThrow(/permission denied|cannot delete/);
  });

  it('show a store its own contribution only, and no store without a name for it', async () => {
    for (let shop = 0; shop < 3; shop++) await openShop(ordersWith(60, { Pizza: 30 }));
    await gatherNetwork(services);
    const { database } = services.context;
    const seen = await database.forStore(shops[0]?.id ?? 0, ({ tx }) =>
      tx.selectFrom('network_contribution').select('store_id').distinct().execute(),
    );
    expect(seen).toEqual([{ store_id: shops[0]?.id }]);
    await expect(asRole('app', 'SELECT * FROM network_contribution')).rejects.toThrow(/pairwell.store_id/);
    const intrude = database.forStore(shops[0]?.id ?? 0, ({ tx }) =>
      sql`INSERT INTO network_contribution VALUES (${shops[1]?.id}::bigint, 'planted', 1, 1)`.execute(tx),
    );
    await expect(intrude).rejects.toThrow('row-level security');
  });
});
