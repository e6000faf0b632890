import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import type { OrderRequest } from '../../src/contract/order.ts';
import { ensureItems } from '../../src/services/catalog/ensure-items.ts';
import { ModelStore } from '../../src/services/learning/model-store.ts';
import { verifyStore } from '../../src/services/learning/verify.ts';
import { makeStore, openTestServices, sendOrders, TEST_NOW, type TestServices } from '../support/test-app.ts';
import { countModel, MENU, makeMove, moveArbitrary, PlainStore } from './order-moves.ts';

const SEED = 20_260_302;

let services: TestServices;
let stores = 0;

beforeAll(async () => {
  services = await openTestServices();
});

afterAll(() => services.close());

/** A new store with the small menu. */
async function freshStore(): Promise<Store> {
  const store = await makeStore(services, `store-${++stores}`);
  const items = MENU.map((externalId) => ({ externalId, name: externalId, category: null, priceMinor: null }));
  await services.context.database.forStore(store.id, (scope) => ensureItems(scope, { items, now: TEST_NOW }));
  return store;
}

async function countsOf(models: ModelStore, store: Store) {
  const { model, catalog } = await models.getFresh(store.id);
  return countModel(model, (id) => catalog.rowById.get(id)?.external_id ?? '');
}

describe('any sequence of new, edited, cancelled, refunded, deleted and repeated orders', () => {
  it('leaves the incremental state equal to a rebuild, and both equal to a recount in plain words', async () => {
    const sequences = fc.array(moveArbitrary, { minLength: 10, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(sequences, async (moves) => {
        const store = await freshStore();
        await services.models.get(store.id);
        const plain = new PlainStore();
        for (const [step, move] of moves.entries()) {
          await makeMove(services, store, plain, move);
          // Followed change by change at times, several at once at others.
          if (step % 3 === 0) await services.models.refresh(store.id);
        }
        const report = await verifyStore(services.context, services.models, store.id);
        expect(report.differences).toEqual([]);
        expect(report.clean).toBe(true);
        expect(await countsOf(services.models, store)).toEqual(plain.recount());
      }),
      { seed: SEED, numRuns: 30 },
    );
  });

  it('counts the same from a snapshot taken anywhere on the way', async () => {
    const sequences = fc.tuple(fc.array(moveArbitrary, { minLength: 6, maxLength: 15 }), fc.nat());
    await fc.assert(
      fc.asyncProperty(sequences, async ([moves, place]) => {
        const store = await freshStore();
        const plain = new PlainStore();
        const writer = new ModelStore(services.context);
        for (const [step, move] of moves.entries()) {
          await makeMove(services, store, plain, move);
          if (step !== place % moves.length) continue;
          await writer.getFresh(store.id);
          expect(await writer.snapshot(store.id, { force: true })).toBe(true);
        }
        const reader = new ModelStore(services.context);
        expect((await verifyStore(services.context, reader, store.id)).differences).toEqual([]);
        expect(await countsOf(reader, store)).toEqual(plain.recount());
      }),
      { seed: SEED, numRuns: 10 },
    );
  });
});

/** Orders with a version each, as an integration would send them. */
const versionedOrders = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('o1', 'o2', 'o3'),
    version: fc.integer({ min: 1, max: 6 }),
    status: fc.constantFrom('pending' as const, 'completed' as const, 'cancelled' as const),
    lines: fc.array(fc.record({ item: fc.constantFrom(...MENU) }), { minLength: 1, maxLength: 3 }),
  }),
  { selector: (order) => `${order.id}/${order.version}`, minLength: 2, maxLength: 10 },
);

describe('upserts', () => {
  it('change nothing when the same sequence is sent twice', async () => {
    await fc.assert(
      fc.asyncProperty(versionedOrders, async (orders) => {
        const store = await freshStore();
        const inOrder = [...orders].sort((a, b) => a.version - b.version);
        await sendOrders(services, store, inOrder);
        const before = await countsOf(services.models, store);
        const { changeNo } = await services.models.get(store.id);
        const again = await sendOrders(services, store, inOrder);
        expect(again.filter((result) => !['unchanged', 'stale'].includes(result.result))).toEqual([]);
        expect(await countsOf(services.models, store)).toEqual(before);
        expect((await services.models.get(store.id)).changeNo).toBe(changeNo);
      }),
      { seed: SEED, numRuns: 15 },
    );
  });

  it('end the same whatever the order of their arrival, one by one or all in one call', async () => {
    const shuffled = versionedOrders.chain((orders) =>
      fc.tuple(fc.constant(orders), fc.shuffledSubarray(orders, { minLength: orders.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, fc.boolean(), async ([orders, arrival], together) => {
        const [one, other] = [await freshStore(), await freshStore()];
        await sendOrders(
          services,
          one,
          [...orders].sort((a, b) => a.version - b.version),
        );
        const calls: OrderRequest[][] = together ? [arrival] : arrival.map((order) => [order]);
        for (const call of calls) await sendOrders(services, other, call);
        expect(await countsOf(services.models, other)).toEqual(await countsOf(services.models, one));
        expect((await verifyStore(services.context, services.models, other.id)).clean).toBe(true);
      }),
      { seed: SEED, numRuns: 15 },
    );
  });
});
