import { type BasketMemory, MAX_SIZE, POSTINGS_PER_ITEM, type SlotsBySize } from './basket-memory.ts';

/** Neighbours that speak: the most similar baskets. */
export const NEIGHBOURS = 100;

/** Items of a cart that are looked at: an overlap fits into a byte. */
const MOST_ITEMS = 255;
/** A higher overlap is treated as this one when neighbours are chosen. */
const MAX_OVERLAP = 63;
/** Steps of similarity when neighbours are chosen: eight for each doubling of c^2 / |b|. */
const STEPS_PER_DOUBLING = 8;
const STEP_OFFSET = 7 * STEPS_PER_DOUBLING;
const STEPS = 20 * STEPS_PER_DOUBLING;
const STEP_OF = similaritySteps();

/** The baskets most like a cart: slots of the memory, and how many items each shares with the cart. */
export interface NearestBaskets {
  readonly count: number;
  readonly slots: Int32Array;
  readonly overlaps: Int32Array;
}

/**
 * Finds the past baskets that are most like a cart, by the cosine |S n b| / sqrt(|S| |b|): of the latest 500 baskets of
 * each cart item the 100 most similar, in steps of an eighth of a doubling of cos^2. Within a step those that share two
 * items or more come first, by the cart item with which that shows and the latest first; then those that share one, the
 * smaller first, by cart item, the latest first.
 *
 * Most of the baskets looked at share one item. How similar those are is known from their size alone, so they lie sorted
 * by it for each item (`latestBySize`), and only those that are chosen are looked at again.
 *
 * One finder is kept and used again: it needs no memory of its own for a question.
 *
 * @example
 * const memory = new BasketMemory();
 * memory.add({ orderId: 1, timeMs: 1, basket: [0, 1, 2] });
 * memory.add({ orderId: 2, timeMs: 2, basket: [0, 1] });
 * const { slots, overlaps, count } = new NearestBasketFinder().find(memory, [0, 1]);
 * [count, memory.orderIdOf(slots[0]), overlaps[0]] // => [2, 2, 2]
 */
export class NearestBasketFinder {
  /** Items shared with the cart, by slot; all 0 between two questions. */
  #overlapOf = new Uint8Array(1024);
  /** Slots that share two items or more. */
  #shared = new Int32Array(1024);
  /** Step of similarity of each of those. */
  #sharedSteps = new Uint8Array(1024);
  readonly #histogram = new Int32Array(STEPS);
  readonly #slots = new Int32Array(NEIGHBOURS);
  readonly #overlaps = new Int32Array(NEIGHBOURS);

  /** The nearest baskets of a cart of item indices, of which the first 255 count; valid until the next question. */
  find(memory: BasketMemory, cart: readonly number[]): NearestBaskets {
    const items = cart.length > MOST_ITEMS ? cart.slice(0, MOST_ITEMS) : cart;
    this.#growTo(memory.slots, items.length * POSTINGS_PER_ITEM);
    const shared = this.#touch(memory, items);
    const lists = items.map((item) => memory.latestBySize(item));
    this.#countSteps(memory, { lists, shared });
    const chosen = this.#chooseShared(shared, this.#threshold());
    const count = this.#chooseSingle(lists, chosen);
    this.#overlapOf.fill(0, 0, memory.slots);
    return { count, slots: this.#slots, overlaps: this.#overlaps };
  }

  /** Counts the overlaps of all baskets looked at. Gives how many share two items or more. */
  #touch(memory: BasketMemory, items: readonly number[]): number {
    const [overlapOf, sharedSlots] = [this.#overlapOf, this.#shared];
    let shared = 0;
    for (const item of items) {
      const slots = memory.slotsOf(item);
      const first = Math.max(0, slots.length - POSTINGS_PER_ITEM);
      for (let place = slots.length - 1; place >= first; place--) {
        const slot = slots[place] as number;
        const overlap = (overlapOf[slot] as number) + 1;
        overlapOf[slot] = overlap;
        if (overlap === 2) sharedSlots[shared++] = slot;
      }
    }
    return shared;
  }

  /** How many baskets are of each step: those of one shared item by what is known of their sizes, the few others each. */
  #countSteps({ sizes }: BasketMemory, { lists, shared }: { lists: readonly SlotsBySize[]; shared: number }): void {
    const [histogram, overlapOf, slots, steps] = [this.#histogram, this.#overlapOf, this.#shared, this.#sharedSteps];
    histogram.fill(0);
    for (const { ends } of lists) {
      for (let size = 1; size < ends.length; size++) {
        addTo(histogram, stepOf(1, size), (ends[size] as number) - (ends[size - 1] as number));
      }
    }
    for (let n = 0; n < shared; n++) {
      const slot = slots[n] as number;
      const [overlap, size] = [overlapOf[slot] as number, sizes[slot] as number];
      const step = stepOf(overlap, size);
      steps[n] = step;
      addTo(histogram, stepOf(1, size), -overlap);
      addTo(histogram, step, 1);
    }
  }

  /** The lowest step of similarity that is still taken, and how many of that step. */
  #threshold(): Threshold {
    const histogram = this.#histogram;
    let room = NEIGHBOURS;
    for (let step = STEPS - 1; step >= 0; step--) {
      const here = histogram[step] as number;
      if (here > room) return { step, room };
      room -= here;
    }
    return { step: -1, room: 0 };
  }

  /** Takes the chosen ones of the baskets that share two items or more. Gives their number. */
  #chooseShared(shared: number, threshold: Threshold): number {
    const [overlapOf, sharedSlots, steps] = [this.#overlapOf, this.#shared, this.#sharedSteps];
    const [slots, overlaps] = [this.#slots, this.#overlaps];
    let { room } = threshold;
    let count = 0;
    for (let n = 0; n < shared; n++) {
      const step = steps[n] as number;
      if (step < threshold.step || (step === threshold.step && room-- <= 0)) continue;
      const slot = sharedSlots[n] as number;
      slots[count] = slot;
      overlaps[count++] = Math.min(overlapOf[slot] as number, MAX_OVERLAP);
    }
    return count;
  }

  /** Fills the places that are left with baskets that share one item, the smallest first. Gives the number of all. */
  #chooseSingle(lists: readonly SlotsBySize[], chosen: number): number {
    let largest = 0;
    for (const { ends } of lists) largest = Math.max(largest, ends.length - 1);
    let count = chosen;
    for (let size = 1; size <= largest && count < NEIGHBOURS; size++) {
      for (const list of lists) if (size < list.ends.length) count = this.#chooseOfSize(list, size, count);
    }
    return count;
  }

  #chooseOfSize({ slots, ends }: SlotsBySize, size: number, chosen: number): number {
    const [overlapOf, overlaps, chosenSlots] = [this.#overlapOf, this.#overlaps, this.#slots];
    const end = ends[size] as number;
    let count = chosen;
    for (let place = ends[size - 1] as number; place < end && count < NEIGHBOURS; place++) {
      const slot = slots[place] as number;
      if (overlapOf[slot] !== 1) continue;
      chosenSlots[count] = slot;
      overlaps[count++] = 1;
    }
    return count;
  }

  #growTo(slots: number, touched: number): void {
    if (slots > this.#overlapOf.length) this.#overlapOf = new Uint8Array(slots * 2);
    if (touched <= this.#shared.length) return;
    this.#shared = new Int32Array(touched * 2);
    this.#sharedSteps = new Uint8Array(touched * 2);
  }
}

/** Where the choice of neighbours ends. */
interface Threshold {
  readonly step: number;
  /** How many of that step are taken; all above it are. */
  readonly room: number;
}

function addTo(histogram: Int32Array, step: number, count: number): void {
  histogram[step] = (histogram[step] as number) + count;
}

function stepOf(overlap: number, size: number): number {
  return STEP_OF[Math.min(overlap, MAX_OVERLAP) * (MAX_SIZE + 1) + size] as number;
}

/** Step of each pair of overlap and basket size. */
function similaritySteps(): Uint8Array {
  const steps = new Uint8Array((MAX_OVERLAP + 1) * (MAX_SIZE + 1));
  for (let overlap = 1; overlap <= MAX_OVERLAP; overlap++) {
    for (let size = 1; size <= MAX_SIZE; size++) {
      const step = Math.floor(STEPS_PER_DOUBLING * Math.log2(overlap ** 2 / size)) + STEP_OFFSET;
      steps[overlap * (MAX_SIZE + 1) + size] = Math.min(STEPS - 1, Math.max(0, step));
    }
  }
  return steps;
}
