import { netLines } from '../../engine/attribution/net-value.ts';
import type { MeasuredOrder } from '../../engine/experiment/incremental/visitor-weeks.ts';
import type { StoreScope } from '../../storage/database.ts';
import { loadMeasuredOrders } from '../../storage/queries/attribution-facts.ts';
import { findCountedOrders, type PersonOrderRow, type TimeRange } from '../../storage/queries/visitor-weeks.ts';
import { toOrder } from '../attribution/gather-facts.ts';

/** A counted order with what the tests' guardrails ask. */
export interface PersonOrder extends MeasuredOrder {
  readonly id: number;
  readonly rating: number | null;
  readonly refunded: boolean;
}

const ORDERS_PER_READ = 2000;

/** The counted orders of a time with their net value; `named` leaves out those that name nobody. */
export async function readPersonOrders(
  scope: StoreScope,
  { range, named = true }: { range: TimeRange; named?: boolean },
): Promise<PersonOrder[]> {
  const rows = await findCountedOrders(scope, { range, named });
  const orders: PersonOrder[] = [];
  for (let start = 0; start < rows.length; start += ORDERS_PER_READ) {
    orders.push(...(await addValues(scope, rows.slice(start, start + ORDERS_PER_READ))));
  }
  return orders;
}

async function addValues(scope: StoreScope, rows: readonly PersonOrderRow[]): Promise<PersonOrder[]> {
  const loaded = await loadMeasuredOrders(
    scope,
    rows.map(({ id }) => id),
  );
  const heads = new Map(loaded.orders.map((order) => [order.id, order]));
  const linesOf = Map.groupBy(loaded.lines, (line) => line.order_id);
  return rows.flatMap((row) => {
    const head = heads.get(row.id);
    return head === undefined ? [] : [toPersonOrder(row, toOrder(head, linesOf.get(row.id) ?? []))];
  });
}

function toPersonOrder(row: PersonOrderRow, order: ReturnType<typeof toOrder>): PersonOrder {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    id: row.id,
    visitor: row.visitor,
    customer: row.customer_id,
    session: row.session,
    atMs: row.at.getTime(),
    revenueMinor: sum(netLines(order).map(({ keptMinor }) => keptMinor)),
    itemsMilli: sum(order.lines.map(({ quantityMilli, refundedMilli }) => quantityMilli - refundedMilli)),
    attributedMinor: row.attributed_minor,
    rating: row.rating,
    refunded: row.refunded,
  };
}
