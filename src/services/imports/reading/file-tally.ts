import type { ImportedLine } from './order-row.ts';
import { type OrderTime, orderTimeRank } from './order-time.ts';

/** Sums over the rows of a file. */
export interface TallySummary {
  readonly rows: number;
  readonly kept: number;
  readonly rejected: number;
  readonly lines: number;
  readonly orders: number;
  readonly items: number;
  readonly firstOrderedAt: OrderTime | null;
  readonly lastOrderedAt: OrderTime | null;
}

/** Counts the rows, orders and items of a file and remembers its first and last order. */
export class FileTally {
  rejected = 0;
  #kept = 0;
  #lines = 0;
  readonly #orders = new Set<string>();
  readonly #items = new Set<string>();
  #lastOrderId = '';
  #lastTime: OrderTime | null = null;
  #first: { time: OrderTime; rank: number } | null = null;
  #last: { time: OrderTime; rank: number } | null = null;

  /** Rows so far, blank ones left out. */
  get rows(): number {
    return this.#kept + this.rejected;
  }

  /** Counts a good row with its lines. */
  keep(lines: readonly ImportedLine[]): void {
    this.#kept++;
    this.#lines += lines.length;
    for (const line of lines) {
      if (line.orderId !== this.#lastOrderId) {
        this.#lastOrderId = line.orderId;
        addCopy(this.#orders, line.orderId);
      }
      addCopy(this.#items, line.itemId);
      if (line.orderedAt !== null && line.orderedAt !== this.#lastTime) this.#meet(line.orderedAt);
    }
  }

  /** The sums so far. */
  summary(): TallySummary {
    return {
      rows: this.rows,
      kept: this.#kept,
      rejected: this.rejected,
      lines: this.#lines,
      orders: this.#orders.size,
      items: this.#items.size,
      firstOrderedAt: this.#first?.time ?? null,
      lastOrderedAt: this.#last?.time ?? null,
    };
  }

  #meet(time: OrderTime): void {
    this.#lastTime = time;
    const rank = orderTimeRank(time);
    if (this.#first === null || rank < this.#first.rank) this.#first = { time, rank };
    if (this.#last === null || rank > this.#last.rank) this.#last = { time, rank };
  }
}

/** A text cut out of a file keeps the whole piece of the file in memory; a copy keeps only itself. */
function addCopy(set: Set<string>, text: string): void {
  if (!set.has(text)) set.add(Buffer.from(text, 'utf8').toString('utf8'));
}
