import { GrowableInt32 } from '../model/growable-int32.ts';

/** A basket to remember. */
export interface RememberedBasket {
  readonly orderId: number;
  /** Milliseconds since 1970-01-01T00:00Z, or null when unknown: such a basket counts as older than all others. */
  readonly timeMs: number | null;
  /** Distinct item indices, ascending. */
  readonly basket: readonly number[];
}

/** Of each item the latest baskets are looked at for what is like a cart, at most this many. */
export const POSTINGS_PER_ITEM = 500;

/** Slots sorted by the size of their baskets, of one size the latest first. */
export interface SlotsBySize {
  readonly slots: Int32Array;
  /** Where those of each size end, by size up to the largest: size s lies from `ends[s - 1]` to before `ends[s]`. */
  readonly ends: Int32Array;
}

/** Longest basket that `sizes` tells apart. */
export const MAX_SIZE = 127;

const DAY_MS = 86_400_000;
const INITIAL_SLOTS = 256;
/** Any fixed moment: only ratios are used. */
const EPOCH_MS = Date.UTC(2020, 0, 1);
/** Half-life of a basket's weight, in days. */
const FRESHNESS_HALF_LIFE_DAYS = 180;
/** Beyond this many half-lives from the epoch (490 years) all baskets are of the same age. */
const MOST_HALF_LIVES = 1000;

const DEAD_SHARE = 0.5;
const MIN_SLOTS_TO_COMPACT = 1024;

/**
 * The store's baskets, findable by item from the latest to the oldest: the memory that neighbours are looked up in.
 *
 * Baskets lie one behind the other in one typed array; every item has the list of its baskets in (time, order id)
 * order. Law: what is read depends only on the baskets now in, not on the way there.
 *
 * @example
 * const memory = new BasketMemory();
 * memory.add({ orderId: 1, timeMs: 2_000, basket: [0, 3] });
 * memory.add({ orderId: 2, timeMs: 1_000, basket: [3] });
 * [...memory.slotsOf(3)].map((slot) => memory.orderIdOf(slot)) // => [2, 1]
 */
export class BasketMemory {
  #pool = new GrowableInt32();
  #starts = emptyStarts();
  #times = new Float64Array(INITIAL_SLOTS);
  #freshness = new Float64Array(INITIAL_SLOTS);
  #sizes = new Uint8Array(INITIAL_SLOTS);
  #orderIds: number[] = [];
  #slotByOrder = new Map<number, number>();
  #slotsByItem: SortedSlots[] = [];

  /** Number of baskets. */
  get size(): number {
    return this.#slotByOrder.size;
  }

  /** One more than the highest slot in use. */
  get slots(): number {
    return this.#orderIds.length;
  }

  /** All baskets' items, one basket behind the other; `starts` says where a slot's items lie. */
  get items(): Int32Array {
    return this.#pool.values;
  }

  /** Where the items of a slot begin, by slot; they end where those of the next one begin. */
  get starts(): Int32Array {
    return this.#starts.values;
  }

  /** Slots of the baskets with an item, the oldest first: valid until the next change. */
  slotsOf(item: number): Int32Array {
    return this.#slotsByItem[item]?.view() ?? NO_SLOTS;
  }

  /** The latest 500 baskets with an item by size, kept until a basket with the item comes or goes. */
  latestBySize(item: number): SlotsBySize {
    return this.#slotsByItem[item]?.bySize(this.#sizes) ?? NO_SLOTS_BY_SIZE;
  }

  /** How many items a slot's basket has, in one byte each, 127 for anything longer: quick to look up for thousands. */
  get sizes(): Uint8Array {
    return this.#sizes;
  }

  /** Time of a slot's basket in milliseconds; -Infinity when unknown. */
  timeOf(slot: number): number {
    return this.#times[slot] ?? Number.NEGATIVE_INFINITY;
  }

  /**
   * Forward-decayed weight of each slot's basket, 2^((time - epoch) / 180 days): the ratio of two of them is how much less
   * the older one weighs. NaN where the time is unknown.
   */
  get freshness(): Float64Array {
    return this.#freshness;
  }

  orderIdOf(slot: number): number {
    return this.#orderIds[slot] ?? 0;
  }

  /** Remembers a basket. @throws RangeError when the order is here already. */
  add({ orderId, timeMs, basket }: RememberedBasket): void {
    if (this.#slotByOrder.has(orderId)) throw new RangeError(`Order ${orderId} is remembered already.`);
    const slot = this.#orderIds.length;
    this.#slotByOrder.set(orderId, slot);
    this.#orderIds.push(orderId);
    this.#growTo(slot + 1);
    this.#times[slot] = timeMs ?? Number.NEGATIVE_INFINITY;
    this.#freshness[slot] = freshnessOf(timeMs);
    this.#sizes[slot] = Math.min(MAX_SIZE, basket.length);
    for (const item of basket) {
      this.#pool.push(item);
      while (this.#slotsByItem.length <= item) this.#slotsByItem.push(new SortedSlots());
      const slots = this.#slotsByItem[item] as SortedSlots;
      slots.insert(this.#placeOf(slots, slot), slot);
    }
    this.#starts.push(this.#pool.length);
  }

  /** Forgets a basket; an order that is not here changes nothing. */
  remove(orderId: number): void {
    const slot = this.#slotByOrder.get(orderId);
    if (slot === undefined) return;
    for (const item of this.#basketAt(slot)) {
      const slots = this.#slotsByItem[item] as SortedSlots;
      slots.removeAt(this.#placeOf(slots, slot));
    }
    this.#slotByOrder.delete(orderId);
    if (this.slots > MIN_SLOTS_TO_COMPACT && this.size < this.slots * DEAD_SHARE) this.#compact();
  }

  #basketAt(slot: number): Int32Array {
    return this.items.slice(this.starts[slot], this.starts[slot + 1]);
  }

  /** First place whose basket does not come before this slot's, in (time, order id) order; mostly the end. */
  #placeOf(slots: SortedSlots, slot: number): number {
    const list = slots.view();
    let low = 0;
    let high = list.length;
    if (high > 0 && this.#isBefore(list[high - 1] as number, slot)) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#isBefore(list[middle] as number, slot)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #isBefore(a: number, b: number): boolean {
    const [timeA, timeB] = [this.timeOf(a), this.timeOf(b)];
    return timeA < timeB || (timeA === timeB && this.orderIdOf(a) < this.orderIdOf(b));
  }

  #growTo(slots: number): void {
    if (slots <= this.#times.length) return;
    this.#times = lengthen(this.#times);
    this.#freshness = lengthen(this.#freshness);
    const sizes = new Uint8Array(this.#times.length);
    sizes.set(this.#sizes);
    this.#sizes = sizes;
  }

  #compact(): void {
    const kept = [...this.#slotByOrder.values()].map((slot) => ({
      orderId: this.orderIdOf(slot),
      timeMs: this.timeOf(slot),
      basket: [...this.#basketAt(slot)],
    }));
    this.#pool = new GrowableInt32();
    this.#starts = emptyStarts();
    this.#times = new Float64Array(INITIAL_SLOTS);
    this.#freshness = new Float64Array(INITIAL_SLOTS);
    this.#sizes = new Uint8Array(INITIAL_SLOTS);
    this.#orderIds = [];
    this.#slotByOrder = new Map();
    this.#slotsByItem = [];
    for (const basket of kept) this.add(basket);
  }
}

/** Where the first basket will begin. */
function emptyStarts(): GrowableInt32 {
  const starts = new GrowableInt32();
  starts.push(0);
  return starts;
}

/** 2^((time - epoch) / 180 days), within the range of floating point numbers; NaN for an unknown time. */
function freshnessOf(timeMs: number | null): number {
  if (timeMs === null || timeMs === Number.NEGATIVE_INFINITY) return Number.NaN;
  const halfLives = (timeMs - EPOCH_MS) / (FRESHNESS_HALF_LIFE_DAYS * DAY_MS);
  return 2 ** Math.min(MOST_HALF_LIVES, Math.max(-MOST_HALF_LIVES, halfLives));
}

function lengthen(values: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(values.length * 2);
  longer.set(values);
  return longer;
}

const NO_SLOTS = new Int32Array(0);
const NO_SLOTS_BY_SIZE: SlotsBySize = { slots: NO_SLOTS, ends: new Int32Array(1) };

/** A list of slots that is kept in an order that its owner knows. */
class SortedSlots {
  #values = new Int32Array(4);
  #length = 0;
  #view: Int32Array | null = null;
  #bySize: SlotsBySize | null = null;

  view(): Int32Array {
    this.#view ??= this.#values.subarray(0, this.#length);
    return this.#view;
  }

  bySize(sizes: Uint8Array): SlotsBySize {
    this.#bySize ??= sortBySize(this.view().subarray(-POSTINGS_PER_ITEM), sizes);
    return this.#bySize;
  }

  insert(place: number, slot: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values.copyWithin(place + 1, place, this.#length);
    this.#values[place] = slot;
    this.#changeLength(1);
  }

  removeAt(place: number): void {
    this.#values.copyWithin(place, place + 1, this.#length);
    this.#changeLength(-1);
  }

  #changeLength(by: 1 | -1): void {
    this.#length += by;
    this.#view = null;
    this.#bySize = null;
  }
}

/** Counting sort of slots, the oldest first, by size; of one size the latest comes first. */
function sortBySize(slots: Int32Array, sizes: Uint8Array): SlotsBySize {
  let largest = 0;
  for (const slot of slots) largest = Math.max(largest, sizes[slot] as number);
  const ends = new Int32Array(largest + 1);
  for (const slot of slots) ends[sizes[slot] as number]++;
  for (let size = 1; size <= largest; size++) ends[size] += ends[size - 1] as number;
  const places = ends.slice();
  const sorted = new Int32Array(slots.length);
  for (const slot of slots) sorted[--places[sizes[slot] as number]] = slot;
  return { slots: sorted, ends };
}
