import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import { AppError } from '../../src/contract/error-registry.ts';
import type { OrderRequest, OrderStatus } from '../../src/contract/order.ts';
import { COMMAND_LINE } from '../../src/services/accounts/caller.ts';
import { patchItem } from '../../src/services/catalog/items.ts';
import { CustomerBooks } from '../../src/services/customers/customer-book.ts';
import { eraseCustomer } from '../../src/services/customers/erase-customer.ts';
import { settleProfiles } from '../../src/services/customers/settle-profiles.ts';
import { compareProfiles } from '../../src/services/customers/verify-profiles.ts';
import { deleteOrder, patchOrder, refundOrder } from '../../src/services/orders/change-order.ts';
import type { Services } from '../../src/services/services.ts';
import { markCustomersDue } from '../../src/storage/queries/customer-due.ts';
import { readCustomerHead } from '../../src/storage/queries/customers.ts';
import { findReferences } from '../../src/storage/queries/orders.ts';
import { openTestServices, sendOrders, TEST_NOW, type TestServices } from '../support/test-app.ts';
import { makeLadderShop, PACKS, type PackId } from './ladder-shop.ts';

const SEED = 20_261_121;
let services: TestServices;
let stores = 0;

beforeAll(async () => {
  services = await openTestServices();
});

afterAll(() => services.close());

type Move =
  | {
      kind: 'send';
      id: string;
      packs: readonly PackId[];
      customer: string | null;
      daysAgo: number | null;
      status: OrderStatus;
    }
  | { kind: 'status'; id: string; status: OrderStatus }
  | { kind: 'refund'; id: string; amount: number }
  | { kind: 'delete'; id: string }
  | { kind: 'erase'; customer: string }
  | { kind: 'tier'; pack: PackId; tier: number | null }
  | { kind: 'read' };

const id = fc.constantFrom('o1', 'o2', 'o3', 'o4', 'o5');
const status = fc.constantFrom<OrderStatus[]>(
  'pending',
  'delivered',
  'completed',
  'completed',
  'cancelled',
  'refunded',
);
const pack = fc.constantFrom<PackId[]>(...PACKS.map((entry) => entry.id));
const customer = fc.constantFrom('anna', 'bruno', 'chen');

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      id,
      packs: fc.array(pack, { minLength: 1, maxLength: 3 }),
      customer: fc.option(customer, { nil: null }),
      daysAgo: fc.option(fc.nat(300), { nil: null }),
      status,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('status' as const), id, status }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('refund' as const), id, amount: fc.nat(100_000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), id }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('erase' as const), customer }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('tier' as const),
      pack,
      tier: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('read' as const) }) },
);

async function make(process: Services, store: Store, next: Move): Promise<void> {
  const { context } = process;
  switch (next.kind) {
    case 'send': {
      const { packs, daysAgo } = next;
      const order: OrderRequest = {
        id: next.id,
        status: next.status,
        customer: next.customer,
        ...(daysAgo !== null && { ordered_at: new Date(TEST_NOW.getTime() - daysAgo * 86_400_000).toISOString() }),
        lines: packs.map((item) => ({ item, unit_price_minor: PACKS.find((entry) => entry.id === item)?.price ?? 0 })),
      };
      await sendOrders(process, store, [order]);
      return;
    }
    case 'status':
      await patchOrder(context, store, { externalId: next.id, patch: { status: next.status } });
      return;
    case 'refund': {
      const refund = { id: `refund of ${next.amount}`, line: 1, quantity: 1, amount_minor: next.amount };
      await refundOrder(context, store, { externalId: next.id, refund });
      return;
    }
    case 'delete':
      await deleteOrder(context, store, next.id);
      return;
    case 'erase':
      await eraseCustomer(process, store.id, { receipt: next.customer, actor: COMMAND_LINE });
      return;
    case 'tier':
      await patchItem(context, store.id, { externalId: next.pack, patch: { tier: next.tier } });
      return;
    case 'read':
      await process.customers.open(store.id);
  }
}

/** Orders and customers that are not there are refused: that changes nothing. */
async function tryMove(process: Services, store: Store, next: Move): Promise<void> {
  await make(process, store, next).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
  });
}

async function expectRebuilt(store: Store): Promise<void> {
  const followed = await services.customers.open(store.id);
  const differences = await services.context.database.forStore(store.id, compareProfiles, { frozen: true });
  expect(differences).toEqual([]);
  // What is in memory equals what another process reads from nothing.
  const fresh = await new CustomerBooks(services.context).open(store.id);
  expect(new Map(followed.customers)).toEqual(new Map(fresh.customers));
  expect(new Map(followed.byReceipt)).toEqual(new Map(fresh.byReceipt));
}

describe('profiles', () => {
  it('equal a rebuild after any sequence of orders, edits, cancellations, refunds, deletions, erasures and new tiers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 10, maxLength: 30 }), async (moves) => {
        const store = await makeLadderShop(services, `profiles-${++stores}`);
        for (const next of moves) await tryMove(services, store, next);
        await expectRebuilt(store);
      }),
      { seed: SEED, numRuns: 25 },
    );
  });

  it('equal a rebuild when two processes write and read at once', async () => {
    const other = services.secondProcess();
    const sequences = fc.tuple(
      fc.array(move, { minLength: 8, maxLength: 15 }),
      fc.array(move, { minLength: 8, maxLength: 15 }),
    );
    await fc.assert(
      fc.asyncProperty(sequences, async ([first, second]) => {
        const store = await makeLadderShop(services, `profiles-${++stores}`);
        const run = async (process: Services, moves: readonly Move[]) => {
          for (const next of moves) await tryMove(process, store, next);
        };
        await Promise.all([run(services, first), run(other, second)]);
        await expectRebuilt(store);
        expect(new Map((await other.customers.open(store.id)).customers)).toEqual(
          new Map((await services.customers.open(store.id)).customers),
        );
      }),
      { seed: SEED, numRuns: 12 },
    );
  });

  it('stay due when an order is being written while they are computed', async () => {
    const { database } = services.context;
    const store = await makeLadderShop(services, `profiles-${++stores}`);
    await sendOrders(services, store, [
      { id: 'o1', customer: 'anna', lines: [{ item: 'pro', unit_price_minor: 49_900 }] },
    ]);
    const isDue = () => database.forStore(store.id, async (scope) => (await readCustomerHead(scope)).isDue);
    expect(await isDue()).toBe(true);
    await database.forStore(store.id, async (scope) => {
      const found = await findReferences(scope, { table: 'customer', externalIds: ['anna'] });
      await markCustomersDue(scope, [...found.values()]);
      // What this transaction writes cannot be seen yet by whoever computes the profiles now.
      await settleProfiles(services.context, store.id);
      expect(await isDue()).toBe(false);
    });
    expect(await isDue()).toBe(true);
  });

  it('are found to differ when somebody changes them behind the application’s back', async () => {
    const store = await makeLadderShop(services, `profiles-${++stores}`);
    await sendOrders(services, store, [
      { id: 'o1', customer: 'anna', lines: [{ item: 'pro', unit_price_minor: 49_900 }] },
    ]);
    await settleProfiles(services.context, store.id);
    await services.context.database.forStore(store.id, ({ tx }) =>
      tx.updateTable('customer_profile').set({ ltv_minor: 1 }).where('store_id', '=', store.id).execute(),
    );
    const differences = await services.context.database.forStore(store.id, compareProfiles);
    expect(differences).toEqual([expect.stringContaining('profiles of 1 customers differ')]);
  });
});
