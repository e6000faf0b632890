import type { OrderRequest } from '../contract/order.ts';
import { drawChance, drawInteger, drawWeighted } from './draws.ts';
import type { Random } from './random.ts';
import { RESTAURANT } from './restaurant-menu-table.ts';

/** What is known of an order before the waiter writes it down. */
export interface TicketDraft {
  readonly id: string;
  readonly orderedAtMs: number;
  /** End of the simulation: nothing happens after it. */
  readonly endMs: number;
  readonly channel: 'dine-in' | 'takeaway';
  /** Id of a known guest, else null. */
  readonly customer: string | null;
  /** Positions on the menu; a repeat means one more of it. */
  readonly picks: readonly number[];
}

type OrderLine = OrderRequest['lines'][number];

const TABLES = 20;
const CANCELLED = 0.015;
const REFUNDED = 0.005;
const RATED = 0.12;
/** Weights of 1 to 5 stars. */
const STARS = [2, 4, 12, 32, 50];
/** One more of the same is written on a line of its own. */
const REPEATED_LINE = 0.06;
const REFUND_AFTER_MS = 25 * 60_000;

/**
 * Writes an order of the demo restaurant down: lines at the menu's prices with quantities, the table, the status, now
 * and then a rating, a cancellation or the refund of one line.
 */
export function drawTicket(random: Random, draft: TicketDraft): OrderRequest {
  const lines = writeLines(random, draft.picks);
  const isCancelled = drawChance(random, CANCELLED);
  const isRefunded = drawChance(random, REFUNDED);
  const isRated = drawChance(random, RATED);
  return {
    id: draft.id,
    version: 1,
    status: isCancelled ? 'cancelled' : 'completed',
    ordered_at: new Date(draft.orderedAtMs).toISOString(),
    currency: RESTAURANT.store.currency,
    customer: draft.customer,
    table: draft.channel === 'dine-in' ? String(drawInteger(random, [1, TABLES])) : null,
    channel: draft.channel,
    rating: isRated && !isCancelled ? drawWeighted(random, STARS) + 1 : null,
    lines,
    refunds: isRefunded && !isCancelled ? [refundLine(random, draft, lines)] : [],
  };
}

function writeLines(random: Random, picks: readonly number[]): OrderLine[] {
  const lines: OrderLine[] = [];
  const lineOf = new Map<number, OrderLine>();
  for (const position of picks) {
    const line = lineOf.get(position);
    if (line !== undefined && !drawChance(random, REPEATED_LINE)) {
      line.quantity = (line.quantity ?? 1) + 1;
      continue;
    }
    const written = writeLine(position);
    lineOf.set(position, written);
    lines.push(written);
  }
  return lines;
}

function writeLine(position: number): OrderLine {
  const dish = RESTAURANT.items[position];
  if (dish === undefined) throw new RangeError(`Cannot order position ${position}: the menu has no such position`);
  return { item: dish.id, quantity: 1, unit_price_minor: dish.item.price_minor };
}

function refundLine(random: Random, { id, orderedAtMs, endMs }: TicketDraft, lines: readonly OrderLine[]) {
  const index = drawInteger(random, [0, lines.length - 1]);
  return {
    id: `${id}-refund`,
    line: index + 1,
    quantity: 1,
    amount_minor: lines[index]?.unit_price_minor ?? 0,
    refunded_at: new Date(Math.min(orderedAtMs + REFUND_AFTER_MS, endMs)).toISOString(),
  };
}
