import { GrowableInt32 } from './growable-int32.ts';

/** One learned order, in dense item indices. */
export interface BasketEntry {
  readonly orderId: number;
  /** Milliseconds since 1970-01-01T00:00Z, or null when unknown. */
  readonly timeMs: number | null;
  readonly customerId: number | null;
  readonly completed: boolean;
  /** 1 to 5; left out when the guest gave none. */
  readonly rating?: number;
  /** Distinct item indices, ascending. */
  readonly basket: readonly number[];
}

/** Dead slots beyond this share are worth a compaction. */
const DEAD_SHARE = 0.5;
const MIN_SLOTS_TO_COMPACT = 1024;

/** In the place of a customer: a guest whom nobody knows, and an order that does not count. */
const UNKNOWN = -1;
const NOBODY = -2;

/**
 * The store's current orders in memory, with two ways in: by item and by customer.
 *
 * Every count of the model is a view of this log, and a snapshot of the model is this log written down. Removing an
 * order marks its slot dead; when more than half of the slots are dead the log is packed again.
 */
export class BasketLog {
  #entries: (BasketEntry | null)[] = [];
  #slotByOrder = new Map<number, number>();
  #slotsByItem: GrowableInt32[] = [];
  #slotsByCustomer = new Map<number, number[]>();
  /** Who ordered, by slot: the customer's first slot stands for the customer. Read without looking at the entries. */
  #whoBySlot = new GrowableInt32();

  /** Number of orders. */
  get size(): number {
    return this.#slotByOrder.size;
  }

  has(orderId: number): boolean {
    return this.#slotByOrder.has(orderId);
  }

  get(orderId: number): BasketEntry | null {
    const slot = this.#slotByOrder.get(orderId);
    return slot === undefined ? null : (this.#entries[slot] ?? null);
  }

  /** Adds an order. @throws RangeError when the order is there already: remove it first. */
  add(entry: BasketEntry): void {
    if (this.#slotByOrder.has(entry.orderId)) {
      throw new RangeError(`Order ${entry.orderId} is in the log already; remove it before adding it again.`);
    }
    const slot = this.#entries.length;
    this.#entries.push(entry);
    this.#slotByOrder.set(entry.orderId, slot);
    for (const item of entry.basket) this.#postingsOf(item).push(slot);
    const customer = entry.customerId === null ? UNKNOWN : this.#noteCustomer(entry.customerId, slot);
    this.#whoBySlot.push(entry.completed ? customer : NOBODY);
  }

  #noteCustomer(customerId: number, slot: number): number {
    const slots = this.#slotsByCustomer.get(customerId);
    if (slots) slots.push(slot);
    else this.#slotsByCustomer.set(customerId, [slot]);
    return slots?.[0] ?? slot;
  }

  /** Takes an order out and gives it back, or null when it is not there. */
  remove(orderId: number): BasketEntry | null {
    const slot = this.#slotByOrder.get(orderId);
    if (slot === undefined) return null;
    const entry = this.#entries[slot] ?? null;
    this.#entries[slot] = null;
    this.#whoBySlot.values[slot] = NOBODY;
    this.#slotByOrder.delete(orderId);
    if (this.#entries.length > MIN_SLOTS_TO_COMPACT && this.size < this.#entries.length * DEAD_SHARE) this.#compact();
    return entry;
  }

  /** Every order, by order id. */
  *entries(): Generator<BasketEntry> {
    for (const orderId of [...this.#slotByOrder.keys()].sort((a, b) => a - b)) {
      const entry = this.get(orderId);
      if (entry) yield entry;
    }
  }

  /** The orders of a customer, oldest first; orders without a time come first. */
  ofCustomer(customerId: number): BasketEntry[] {
    const slots = this.#slotsByCustomer.get(customerId) ?? [];
    return slots.flatMap((slot) => this.#entries[slot] ?? []).sort(byTime);
  }

  /** The orders that hold both items. Reads the shorter of the two items' lists. */
  withBoth(a: number, b: number): BasketEntry[] {
    const [rare, other] = this.#postingsOf(a).length <= this.#postingsOf(b).length ? [a, b] : [b, a];
    const found: BasketEntry[] = [];
    for (const slot of this.#postingsOf(rare).view()) {
      const entry = this.#entries[slot];
      if (entry?.basket.includes(other)) found.push(entry);
    }
    return found;
  }

  /** How many customers completed an order with both items; null when a guest whom nobody knows did. */
  customersWithBoth([a, b]: readonly [number, number]): number | null {
    const [first, second] = [this.#postingsOf(a), this.#postingsOf(b)];
    const [slots, others, who] = [first.values, second.values, this.#whoBySlot.values];
    const customers = new Set<number>();
    let place = 0;
    for (let n = 0; n < first.length; n++) {
      const slot = slots[n] as number;
      while (place < second.length && (others[place] as number) < slot) place++;
      if (place === second.length) break;
      if (others[place] !== slot || who[slot] === NOBODY) continue;
      if (who[slot] === UNKNOWN) return null;
      customers.add(who[slot] as number);
    }
    return customers.size;
  }

  #postingsOf(item: number): GrowableInt32 {
    let postings = this.#slotsByItem[item];
    if (!postings) {
      for (let index = this.#slotsByItem.length; index <= item; index++) this.#slotsByItem[index] = new GrowableInt32();
      postings = this.#slotsByItem[item] as GrowableInt32;
    }
    return postings;
  }

  #compact(): void {
    const survivors = [...this.entries()];
    this.#entries = [];
    this.#slotByOrder = new Map();
    this.#slotsByItem = [];
    this.#slotsByCustomer = new Map();
    this.#whoBySlot = new GrowableInt32();
    for (const entry of survivors) this.add(entry);
  }
}

function byTime(a: BasketEntry, b: BasketEntry): number {
  const difference = (a.timeMs ?? Number.NEGATIVE_INFINITY) - (b.timeMs ?? Number.NEGATIVE_INFINITY);
  return difference || a.orderId - b.orderId;
}
