import fc from 'fast-check';
import type { Store } from '../../src/contract/catalog.ts';
import { AppError } from '../../src/contract/error-registry.ts';
import type { OrderRequest, OrderStatus } from '../../src/contract/order.ts';
import type { StoreModel } from '../../src/engine/model/store-model.ts';
import { deleteOrder, patchOrder, refundOrder } from '../../src/services/orders/change-order.ts';
import { sendOrders, TEST_NOW, type TestServices } from '../support/test-app.ts';

/** The menu of the random sequences: five items are few enough for every pair to come up. */
export const MENU = ['a', 'b', 'c', 'd', 'e'] as const;
const ORDER_IDS = ['o1', 'o2', 'o3', 'o4'] as const;
const STATUSES: readonly OrderStatus[] = ['pending', 'delivered', 'completed', 'cancelled', 'refunded'];
const HOUR_MS = 3_600_000;

interface PlainLine {
  readonly item: string;
  readonly quantity: number;
}

/** One thing that may happen to an order. `version` null = sent without one. */
export type Move =
  | {
      readonly kind: 'send';
      readonly id: string;
      readonly lines: readonly PlainLine[];
      readonly status: OrderStatus;
      /** Added to the last version that was sent: 0 repeats it, -1 is older, 1 newer. */
      readonly versionStep: number | null;
      /** Hours before the clock; null = no time. */
      readonly hoursAgo: number | null;
      readonly customer: string | null;
    }
  | { readonly kind: 'resend'; readonly id: string }
  | { readonly kind: 'status'; readonly id: string; readonly status: OrderStatus }
  | {
      readonly kind: 'refund';
      readonly id: string;
      readonly refund: string;
      readonly line: number;
      readonly quantity: number;
    }
  | { readonly kind: 'delete'; readonly id: string };

const orderId = fc.constantFrom(...ORDER_IDS);
const status = fc.constantFrom(...STATUSES);
const lines = fc.array(fc.record({ item: fc.constantFrom(...MENU), quantity: fc.constantFrom(1, 2, 0.5) }), {
  minLength: 1,
  maxLength: 4,
});

/** Any move, sendings the most often. */
export const moveArbitrary: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      id: orderId,
      lines,
      status,
      versionStep: fc.constantFrom(null, null, -1, 0, 1, 2),
      // In each of the windows, outside all of them, and ahead of the clock.
      hoursAgo: fc.constantFrom(null, 1, 30, 24 * 20, 24 * 60, 24 * 200, -5),
      customer: fc.constantFrom(null, 'anna', 'bruno'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('resend' as const), id: orderId }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('status' as const), id: orderId, status }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('refund' as const),
      id: orderId,
      refund: fc.constantFrom('r1', 'r2', 'r3'),
      line: fc.integer({ min: 1, max: 4 }),
      quantity: fc.constantFrom(0.5, 1, 2),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), id: orderId }) },
);

/** What should be in force of one order, in plain words. */
interface PlainOrder {
  lines: readonly PlainLine[];
  status: OrderStatus;
  version: number | null;
  deleted: boolean;
  refunds: Map<string, { line: number; quantity: number }>;
  lastSent: OrderRequest;
}

/** The whole store in plain words: the reference that the real one is held against. */
export class PlainStore {
  readonly orders = new Map<string, PlainOrder>();

  /** Takes a sent order by the published rules; false when it should be refused. */
  send(order: OrderRequest): boolean {
    const known = this.orders.get(order.id);
    if (known?.deleted) return true;
    const version = order.version ?? null;
    // An older version is stale, and so is the same one with other content; with the same content it changes nothing.
    if (known && version !== null && known.version !== null && version <= known.version) return true;
    if (known && [...known.refunds.values()].some((refund) => refund.line > order.lines.length)) return false;
    this.orders.set(order.id, {
      lines: order.lines.map((line) => ({ item: line.item, quantity: line.quantity ?? 1 })),
      status: order.status ?? 'completed',
      version: version ?? known?.version ?? null,
      deleted: false,
      refunds: known?.refunds ?? new Map(),
      lastSent: order,
    });
    return true;
  }

  /** Items that an order still teaches: those with a line that was not wholly given back. */
  basketOf(order: PlainOrder): Set<string> {
    const kept = order.lines.filter((line, index) => {
      const back = [...order.refunds.values()].filter((refund) => refund.line === index + 1);
      return back.reduce((sum, refund) => sum + refund.quantity, 0) < line.quantity;
    });
    return new Set(kept.map((line) => line.item));
  }

  /** The recount: orders, orders with each item, and orders with each pair, of what is in force. */
  recount() {
    const counts = { learned: 0, completed: 0, items: new Map<string, number>(), pairs: new Map<string, number>() };
    for (const order of this.orders.values()) {
      const basket = [...this.basketOf(order)].sort();
      if (order.deleted || order.status === 'cancelled' || order.status === 'refunded' || basket.length === 0) continue;
      counts.learned++;
      if (order.status !== 'completed' && order.status !== 'delivered') continue;
      counts.completed++;
      for (const item of basket) counts.items.set(item, (counts.items.get(item) ?? 0) + 1);
      for (const a of basket) {
        for (const b of basket) if (a < b) counts.pairs.set(`${a}+${b}`, (counts.pairs.get(`${a}+${b}`) ?? 0) + 1);
      }
    }
    return { ...counts, items: sortedEntries(counts.items), pairs: sortedEntries(counts.pairs) };
  }
}

/** The engine's own counts in the same shape. */
export function countModel(
  model: StoreModel,
  externalIdOf: (itemId: number) => string,
): ReturnType<PlainStore['recount']> {
  const nameOf = (index: number) => externalIdOf(model.items.idAt(index));
  const items = new Map<string, number>();
  for (let index = 0; index < model.items.size; index++) {
    const orders = model.pairs.ordersWith(index);
    if (orders > 0) items.set(nameOf(index), orders);
  }
  const pairs = new Map<string, number>();
  model.pairs.forEachPair((i, j, together) => {
    if (together > 0) pairs.set([nameOf(i), nameOf(j)].sort().join('+'), together);
  });
  const { log } = model;
  return { learned: log.size, completed: model.pairs.orders, items: sortedEntries(items), pairs: sortedEntries(pairs) };
}

/** Makes one move on the real store and on the plain one. A refusal must come exactly where it is due. */
export async function makeMove(services: TestServices, store: Store, plain: PlainStore, move: Move): Promise<void> {
  const known = plain.orders.get(move.id);
  if (move.kind === 'resend') {
    if (known) await sendBoth(services, store, plain, known.lastSent);
    return;
  }
  if (move.kind === 'send') return sendBoth(services, store, plain, toRequest(move, known));
  const due = known === undefined ? 'unknown_order' : known.deleted ? 'order_deleted' : refusalOf(move, known);
  const answer = await answerOf(() => changeReal(services, store, move));
  if (answer !== due) throw new RangeError(`${JSON.stringify(move)} was answered with ${answer}, not ${due}.`);
  if (due === null && known) changePlain(known, move);
}

function refusalOf(move: Move, known: PlainOrder): string | null {
  if (move.kind !== 'refund') return null;
  const sent = known.refunds.get(move.refund);
  const isAnother = sent !== undefined && (sent.line !== move.line || sent.quantity !== move.quantity);
  return isAnother || move.line > known.lines.length ? 'invalid_order' : null;
}

function toRequest(move: Extract<Move, { kind: 'send' }>, known: PlainOrder | undefined): OrderRequest {
  const { versionStep, hoursAgo } = move;
  const orderedAt = hoursAgo === null ? null : new Date(TEST_NOW.getTime() - hoursAgo * HOUR_MS).toISOString();
  return {
    id: move.id,
    status: move.status,
    customer: move.customer,
    lines: move.lines.map((line) => ({ ...line })),
    ...(orderedAt === null ? {} : { ordered_at: orderedAt }),
    ...(versionStep === null ? {} : { version: Math.max(0, (known?.version ?? 5) + versionStep) }),
  };
}

async function sendBoth(services: TestServices, store: Store, plain: PlainStore, order: OrderRequest): Promise<void> {
  const taken = plain.send(order);
  const [result] = await sendOrders(services, store, [order]);
  if ((result?.result !== 'rejected') !== taken) {
    throw new RangeError(
      `${JSON.stringify(order)} was ${result?.result}, expected ${taken ? 'to be taken' : 'rejected'}.`,
    );
  }
}

async function changeReal({ context }: TestServices, store: Store, move: Move): Promise<unknown> {
  const externalId = move.id;
  if (move.kind === 'status') return patchOrder(context, store, { externalId, patch: { status: move.status } });
  if (move.kind === 'delete') return deleteOrder(context, store, externalId);
  if (move.kind !== 'refund') return null;
  const refund = { id: move.refund, line: move.line, quantity: move.quantity, amount_minor: 100 };
  return refundOrder(context, store, { externalId, refund });
}

function changePlain(order: PlainOrder, move: Move): void {
  if (move.kind === 'status') order.status = move.status;
  if (move.kind === 'delete') order.deleted = true;
  if (move.kind !== 'refund' || order.refunds.has(move.refund)) return;
  order.refunds.set(move.refund, { line: move.line, quantity: move.quantity });
}

async function answerOf(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

function sortedEntries(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
