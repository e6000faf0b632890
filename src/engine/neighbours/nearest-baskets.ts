import { type BasketMemory, MAX_SIZE } from './basket-memory.ts';

/** Of each item of the cart the latest baskets are looked at, at most this many. */
export const POSTINGS_PER_ITEM = 500;
/** Neighbours that speak: the most similar baskets. */
export const NEIGHBOURS = 100;

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
 * each cart item the 100 most similar, in steps of an eighth of a doubling of cos^2; within a step those found
 * first, which is by cart item, then the latest.
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
  #overlapOf = new Uint8Array(1024);
  #touched = new Int32Array(1024);
  #steps = new Uint8Array(1024);
  readonly #histogram = new Int32Array(STEPS);
  readonly #slots = new Int32Array(NEIGHBOURS);
  readonly #overlaps = new Int32Array(NEIGHBOURS);

  /** The nearest baskets of a cart of item indices; valid until the next question. */
  find(memory: BasketMemory, cart: readonly number[]): NearestBaskets {
    const touched = this.#touch(memory, cart);
    const threshold = this.#threshold(memory, touched);
    const count = this.#choose(touched, threshold);
    return { count, slots: this.#slots, overlaps: this.#overlaps };
  }

  /** Counts the overlaps of all baskets looked at. Gives their number. */
  #touch(memory: BasketMemory, cart: readonly number[]): number {
    this.#growTo(memory.slots, cart.length * POSTINGS_PER_ITEM);
    const [overlapOf, touchedSlots] = [this.#overlapOf, this.#touched];
    let touched = 0;
    for (const item of cart) {
      const slots = memory.slotsOf(item);
      const first = Math.max(0, slots.length - POSTINGS_PER_ITEM);
      for (let place = slots.length - 1; place >= first; place--) {
        const slot = slots[place] as number;
        const overlap = overlapOf[slot] as number;
        if (overlap === 0) touchedSlots[touched++] = slot;
        if (overlap < MAX_OVERLAP) overlapOf[slot] = overlap + 1;
      }
    }
    return touched;
  }

  /** The lowest step of similarity that is still taken, and how many of that step. */
  #threshold(memory: BasketMemory, touched: number): { step: number; room: number } {
    const { sizes } = memory;
    const [histogram, overlapOf, slots] = [this.#histogram, this.#overlapOf, this.#touched];
    histogram.fill(0);
    const steps = this.#steps;
    for (let n = 0; n < touched; n++) {
      const slot = slots[n] as number;
      const step = stepOf(overlapOf[slot] as number, sizes[slot] as number);
      steps[n] = step;
      histogram[step] = (histogram[step] as number) + 1;
    }
    let room = NEIGHBOURS;
    for (let step = STEPS - 1; step >= 0; step--) {
      const here = histogram[step] as number;
      if (here > room) return { step, room };
      room -= here;
    }
    return { step: -1, room: 0 };
  }

  /** Collects the chosen baskets, and leaves every overlap at 0 for the next question. */
  #choose(touched: number, threshold: { readonly step: number; readonly room: number }): number {
    const [overlapOf, steps, touchedSlots] = [this.#overlapOf, this.#steps, this.#touched];
    let { room } = threshold;
    let count = 0;
    for (let n = 0; n < touched; n++) {
      const slot = touchedSlots[n] as number;
      const step = steps[n] as number;
      if (step > threshold.step || (step === threshold.step && room-- > 0)) {
        this.#slots[count] = slot;
        this.#overlaps[count++] = overlapOf[slot] as number;
      }
      overlapOf[slot] = 0;
    }
    return count;
  }

  #growTo(slots: number, touched: number): void {
    if (slots > this.#overlapOf.length) this.#overlapOf = new Uint8Array(slots * 2);
    if (touched <= this.#touched.length) return;
    this.#touched = new Int32Array(touched * 2);
    this.#steps = new Uint8Array(touched * 2);
  }
}

function stepOf(overlap: number, size: number): number {
  return STEP_OF[overlap * (MAX_SIZE + 1) + size] as number;
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
