import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import type { OrderRequest } from '../../src/contract/order.ts';
import { FEATURE_COUNT } from '../../src/engine/next-order/next-order-features.ts';
import { rankNextOrder } from '../../src/engine/next-order/rank-next-order.ts';
import { changeStore } from '../../src/services/catalog/stores.ts';
import { describeRanking } from '../../src/services/learning/describe-ranking.ts';
import { ModelStore } from '../../src/services/learning/model-store.ts';
import { useRanking } from '../../src/services/learning/use-ranking.ts';
import { verifyStore } from '../../src/services/learning/verify.ts';
import type { Services } from '../../src/services/services.ts';
import { taughtOrders } from '../support/taught-orders.ts';
import { makeStore, openTestServices, sendOrders, type TestServices } from '../support/test-app.ts';

const CUSTOMERS = 6;
const DISHES = 12;
const ORDERS_BEFORE_CHANGE = 12;

let services: TestServices;

beforeAll(async () => {
  services = await openTestServices();
});

afterAll(() => services.close());

/** Six customers who order one dish twelve times and then another: their own history is behind for as long again. */
function fickleOrders(count: number): OrderRequest[] {
  return Array.from({ length: count }, (_, number) => {
    const [round, customer] = [Math.floor(number / CUSTOMERS), number % CUSTOMERS];
    const item = `dish-${(Math.floor(round / ORDERS_BEFORE_CHANGE) + customer) % DISHES}`;
    return {
      id: `fickle-${number}`,
      customer: `guest-${customer}`,
      ordered_at: new Date(Date.UTC(2026, 0, 1) + number * 3_600_000).toISOString(),
      lines: [{ item, name: item }],
    };
  });
}

/** Customers who order the same dish every time: nothing finds it better than their own history. */
function faithfulOrders(count: number): OrderRequest[] {
  return fickleOrders(count).map((order) => ({ ...order, lines: [{ item: `${order.customer}`, name: 'The usual' }] }));
}

async function chooseFor(slug: string, orders: OrderRequest[]): Promise<Store> {
  const store = await makeStore(services, slug);
  await sendOrders(services, store, orders);
  await services.rankings.choose(store.id, { chosenBy: 'owner' });
  return store;
}

async function weightsOf(store: Store, models: ModelStore = services.models) {
  const { model, ranking } = await models.get(store.id);
  expect(model.nextOrder.weights).toEqual(ranking.nextOrder);
  return ranking.nextOrder;
}

const wordsOf = async (store: Store) => (await describeRanking(services, store.id)).versions[0]?.next_order;

/** The dish that a guest is offered first, by what the store was taught or by these weights. */
async function firstFor(store: Store, weights?: null) {
  const { model, catalog } = await services.models.get(store.id);
  const customerId = [...model.orders()].find((order) => order.orderId === lastOrderOf(model))?.customerId ?? null;
  const question = { customerId, nowMs: model.popularity.nowMs, limit: 1, ...(weights === null && { weights }) };
  const [first] = rankNextOrder(model.nextOrder, question);
  return first === undefined ? null : catalog.rowById.get(model.items.idAt(first.item))?.external_id;
}

function lastOrderOf(model: { orders(): Iterable<{ orderId: number }> }): number {
  return [...model.orders()].reduce((last, { orderId }) => Math.max(last, orderId), 0);
}

describe('what known customers order next', () => {
  let store: Store;
  let other: Services;
  let taught: readonly number[] | null;
  beforeAll(async () => {
    other = services.secondProcess();
    store = await makeStore(services, 'fickle');
    await sendOrders(services, store, fickleOrders(600));
    await other.models.get(store.id);
    expect(await weightsOf(store)).toBeNull();
    await services.rankings.choose(store.id, { chosenBy: 'owner' });
    taught = await weightsOf(store);
  });

  it('is ranked by what their orders taught, where that found more', async () => {
    expect(taught).toHaveLength(FEATURE_COUNT);
    // Single dishes tell nothing of what goes together: the other part of the choice stays with the fleet.
    expect(await describeRanking(services, store.id)).toMatchObject({ version: 1, model: 'fleet' });
    expect(await wordsOf(store)).toMatch(
      /^Known customers get what their orders taught: .* \(NDCG@10 \+0\.\d{3} ± 0\.\d{3}, 120 baskets\)\.$/,
    );
  });

  it('is followed by another process, with and without a snapshot, and in another time zone', async () => {
    await other.models.refresh(store.id);
    expect(await weightsOf(store, other.models)).toEqual(taught);
    await services.models.snapshot(store.id, { force: true });
    expect(await weightsOf(store, new ModelStore(services.context))).toEqual(taught);
    await services.models.rebuild(store.id);
    expect(await weightsOf(store)).toEqual(taught);
    await changeStore(services.context, store.id, { time_zone: 'Asia/Kolkata' });
    await other.models.refresh(store.id);
    expect(await weightsOf(store, other.models)).toEqual(taught);
  });

  it('goes back and forth with the version', async () => {
    await services.models.refresh(store.id);
    const fresh = await firstFor(store);
    expect(fresh).not.toBe(await firstFor(store, null));
    await useRanking(services, store.id, { version: 0 });
    expect(await weightsOf(store)).toBeNull();
    expect(await firstFor(store)).toBe(await firstFor(store, null));
    await useRanking(services, store.id, { version: 1 });
    expect(await weightsOf(store)).toEqual(taught);
    expect(await firstFor(store)).toBe(fresh);
  });

  it('is part of what verify compares', async () => {
    expect(await verifyStore(services.context, services.models, store.id)).toMatchObject({ clean: true });
    const { model } = await services.models.get(store.id);
    model.nextOrder.teach(null);
    const { differences } = await verifyStore(services.context, services.models, store.id);
    expect(differences[0]).toMatch(/^weights of next orders: null, rebuilt \[/);
    model.nextOrder.teach(taught);
    expect(await verifyStore(services.context, services.models, store.id)).toMatchObject({ clean: true });
  });

  it('stays with own history, then popularity, where nothing is to be gained', async () => {
    const faithful = await chooseFor('faithful', faithfulOrders(300));
    expect(await weightsOf(faithful)).toBeNull();
    expect(await wordsOf(faithful)).toContain(
      'not better by more than one standard error (NDCG@10 +0.000 ± 0.000, 60 ',
    );
  });

  it('stays there where nobody comes back', async () => {
    const strangers = await chooseFor('strangers', taughtOrders(200));
    expect(await weightsOf(strangers)).toBeNull();
    expect(await wordsOf(strangers)).toContain('none has come back');
  });
});
