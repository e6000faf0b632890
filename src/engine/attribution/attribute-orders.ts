import { floorShare } from '../money/floor-share.ts';
import { creditItem, type ItemCredit, type TouchOutcome } from './credit-item.ts';
import type { CreditableLine, CreditableOrder, OrderExclusion, Touch } from './facts.ts';
import { type LineValue, netLines } from './net-value.ts';
import { assignTouches, type Facts, ownerKey, type TouchOwners } from './touch-owners.ts';

/** Why a line earned credit or not, as far as the touches that belong to its order tell. */
export type LineOutcome =
  | 'credited'
  | OrderExclusion
  | 'given_back'
  | 'already_in_cart'
  | 'no_units_left'
  | 'taken_back'
  | 'seen_only'
  | 'no_touch';

/** What one order line owes to a touch. Minor units and thousandths of a unit. */
export interface AttributedLine {
  readonly lineNo: number;
  readonly item: number;
  /** Net value of the line after refunds. */
  readonly netMinor: number;
  /** Credited when it was sold, before refunds. */
  readonly soldMilli: number;
  readonly soldMinor: number;
  /** Credited now. */
  readonly quantityMilli: number;
  readonly amountMinor: number;
  /** The touch that takes the credit; null when nothing was ever credited. */
  readonly touch: Touch | null;
  /** Net value of a line whose item was seen and neither clicked nor added; never part of the credit. */
  readonly assistedMinor: number;
  readonly outcome: LineOutcome;
  /** What became of each touch of the item that belongs to the order, by the event's id. */
  readonly outcomes: ReadonlyMap<string, TouchOutcome>;
}

/** What every order of some facts owes to touches. */
export interface Attribution {
  readonly owners: TouchOwners;
  /** Lines of each order in the order of their numbers, by the order's id. */
  readonly lines: ReadonlyMap<number, readonly AttributedLine[]>;
}

/**
 * The attribution rule: a unit of an order line is credited to the last click or add of the same item, in the same
 * session, before the order, from a slot that we can prove we showed; units that were in the cart before are not, and
 * refunds are given back. A pure function of the facts: neither their order nor repetitions make a difference.
 *
 * Lines of the same item share its units in the order of their numbers: first those that were in the cart before, then
 * ours, then the others. A refund of a line takes back credited units first.
 *
 * @example
 * const touch = { eventId: 'e1', type: 'add', item: 3, recId: 'r', session: 's1', visitor: null, atMs: 60, quantityMilli: 1000, inCartBeforeMilli: 1000, verified: true, bot: false, staff: false, withheld: false };
 * const line = { lineNo: 1, item: 3, quantityMilli: 2000, unitPriceMinor: 300, discountMinor: 0, includedTaxMinor: 0, refundedMilli: 0, refundedMinor: 0, recId: null };
 * const order = { orderId: 7, key: 'A', orderedAtMs: 100, session: 's1', visitor: null, exclusion: null, discountMinor: 0, lines: [line] };
 * attributeOrders({ touches: [touch], orders: [order], window: 'session' }).lines.get(7)[0].amountMinor // => 300
 */
export function attributeOrders(facts: Facts): Attribution {
  const owners = assignTouches(facts);
  return { owners, lines: new Map(facts.orders.map((order) => [order.orderId, attributeOrder(order, owners)])) };
}

function attributeOrder(order: CreditableOrder, { owned }: TouchOwners): AttributedLine[] {
  const values = netLines(order);
  const sorted = order.lines
    .map((line, index) => ({ line, value: values[index] ?? { soldMinor: 0, keptMinor: 0 } }))
    .sort((a, b) => a.line.lineNo - b.line.lineNo);
  const pools = new Map<number, Pool>();
  return sorted.map(({ line, value }) => {
    let pool = pools.get(line.item);
    if (!pool) {
      pool = openPool(order, line.item, owned.get(ownerKey(order.orderId, line.item)) ?? []);
      pools.set(line.item, pool);
    }
    return attributeLine(line, { value, pool, exclusion: order.exclusion });
  });
}

/** The units of one item in one order, handed out to its lines. */
interface Pool {
  readonly credit: ItemCredit;
  readonly touches: readonly Touch[];
  /** Units that come before ours. */
  skipMilli: number;
  leftMilli: number;
}

function openPool(order: CreditableOrder, item: number, touches: readonly Touch[]): Pool {
  const orderedMilli = order.lines.reduce((sum, line) => sum + (line.item === item ? line.quantityMilli : 0), 0);
  const credit = creditItem(touches, orderedMilli);
  return { credit, touches, skipMilli: credit.inCartBeforeMilli, leftMilli: credit.quantityMilli };
}

function attributeLine(
  line: CreditableLine,
  { value, pool, exclusion }: { value: LineValue; pool: Pool; exclusion: OrderExclusion | null },
): AttributedLine {
  const soldMilli = takeUnits(pool, line.quantityMilli);
  const soldMinor = floorShare(value.soldMinor, { part: soldMilli, whole: line.quantityMilli });
  const quantityMilli = Math.max(0, soldMilli - line.refundedMilli);
  const amountMinor = Math.min(floorShare(soldMinor, { part: quantityMilli, whole: soldMilli }), value.keptMinor);
  const outcome = exclusion ?? tellOutcome(pool, { soldMilli, quantityMilli });
  return {
    lineNo: line.lineNo,
    item: line.item,
    netMinor: exclusion === null ? value.keptMinor : 0,
    soldMilli,
    soldMinor,
    quantityMilli,
    amountMinor,
    touch: soldMilli > 0 ? pool.credit.touch : null,
    assistedMinor: outcome === 'seen_only' ? value.keptMinor : 0,
    outcome,
    outcomes: pool.credit.outcomes,
  };
}

function takeUnits(pool: Pool, quantityMilli: number): number {
  const skipped = Math.min(pool.skipMilli, quantityMilli);
  pool.skipMilli -= skipped;
  const taken = Math.min(pool.leftMilli, quantityMilli - skipped);
  pool.leftMilli -= taken;
  return taken;
}

function tellOutcome(
  { credit, touches }: Pool,
  { soldMilli, quantityMilli }: { soldMilli: number; quantityMilli: number },
): LineOutcome {
  if (quantityMilli > 0) return 'credited';
  if (soldMilli > 0) return 'given_back';
  const outcomes = new Set(credit.outcomes.values());
  if (outcomes.has('credited')) return 'no_units_left';
  if (outcomes.has('already_in_cart')) return 'already_in_cart';
  if (outcomes.has('taken_back')) return 'taken_back';
  return touches.some((touch) => touch.type === 'impression') ? 'seen_only' : 'no_touch';
}
