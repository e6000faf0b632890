import { type BasketArrays, groupByItem } from './basket-arrays.ts';
import type { TriangleCounts } from './triangle-counts.ts';
import { UpperNeighbours } from './upper-neighbours.ts';

const SMALLEST_BITS = 2;
const INITIAL_SLOTS = 1 << 10;
const ARENA_GROWTH = 1.5;
const MOST_LOAD = 0.75;
/** A row that moves leaves room for a quarter as many pairs again. */
const SPARE = 1.25;
/** 2^32 / golden ratio: spreads neighbouring keys over the whole table (Fibonacci hashing). */
const SPREAD = 0x9e3779b1 | 0;

/** Sparse counts as plain arrays. */
export interface PackedSparse {
  readonly kind: 'sparse';
  readonly slots: Int32Array<ArrayBuffer>;
  readonly rowStarts: Int32Array<ArrayBuffer>;
  readonly rowBits: Uint8Array<ArrayBuffer>;
  readonly rowUsed: Int32Array<ArrayBuffer>;
}

/**
 * Counts of unordered pairs of indices: row j is a small hash table of the items i < j that it occurs with (open
 * addressing, linear probing, a power of two of slots). All rows lie in one array, so memory grows with the pairs that
 * occur, and the pairs of a basket meet in a few rows instead of all over memory.
 *
 * A slot is two numbers: i + 1 (0 = empty) and the count. A pair whose count falls to 0 keeps its slot until its row
 * grows; it is never visited.
 */
export class SparseCounts {
  #slots = new Int32Array(2 * INITIAL_SLOTS);
  /** Slots of the array that have been given to rows. */
  #given = 0;
  /** Blocks that rows have grown out of, by their number of bits. */
  readonly #freeBlocks: number[][] = Array.from({ length: 32 }, () => []);
  #rowStarts = new Int32Array(0);
  /** Row j has 2^bits slots; 0 = it has none yet. */
  #rowBits = new Uint8Array(0);
  #rowUsed = new Int32Array(0);
  readonly #upper = new UpperNeighbours();

  /** The same counts as a triangle's. */
  static from(triangle: TriangleCounts): SparseCounts {
    const sparse = new SparseCounts();
    sparse.growTo(triangle.size);
    triangle.forEachPair((i, j, count) => {
      sparse.#reserve(j, 1);
      const at = sparse.#slotOf(i, j);
      sparse.#claim(at, i, j);
      sparse.#slots[at + 1] = count;
    });
    return sparse;
  }

  /** The counts as {@link SparseCounts.pack} gave them, without a copy. */
  static unpack({ slots, rowStarts, rowBits, rowUsed }: PackedSparse): SparseCounts {
    const sparse = new SparseCounts();
    sparse.#slots = slots;
    sparse.#given = slots.length / 2;
    [sparse.#rowStarts, sparse.#rowBits, sparse.#rowUsed] = [rowStarts, rowBits, rowUsed];
    return sparse;
  }

  /** A copy as plain arrays. */
  pack(): PackedSparse {
    return {
      kind: 'sparse',
      slots: this.#slots.slice(0, 2 * this.#given),
      rowStarts: this.#rowStarts.slice(),
      rowBits: this.#rowBits.slice(),
      rowUsed: this.#rowUsed.slice(),
    };
  }

  /** Makes room for indices below `size`. */
  growTo(size: number): void {
    if (size <= this.#rowBits.length) return;
    const [starts, bits, used] = [new Int32Array(size), new Uint8Array(size), new Int32Array(size)];
    starts.set(this.#rowStarts);
    bits.set(this.#rowBits);
    used.set(this.#rowUsed);
    [this.#rowStarts, this.#rowBits, this.#rowUsed] = [starts, bits, used];
    this.#upper.clear();
  }

  /** Adds `step` to every pair of an ascending basket. */
  addBasket(basket: ArrayLike<number>, step: number): void {
    for (let b = 1; b < basket.length; b++) {
      this.#reserve(basket[b] as number, b);
      this.#addToRow(basket, b, step);
    }
  }

  /** Adds `step` to the pairs of the item at place b with those before it. Its row has room for all of them. */
  #addToRow(basket: ArrayLike<number>, b: number, step: number): void {
    const j = basket[b] as number;
    const slots = this.#slots;
    const start = this.#rowStarts[j] as number;
    const bits = this.#rowBits[j] as number;
    const mask = (1 << bits) - 1;
    for (let a = 0; a < b; a++) {
      const key = (basket[a] as number) + 1;
      let slot = Math.imul(key, SPREAD) >>> (32 - bits);
      let found = slots[2 * (start + slot)] as number;
      while (found !== key && found !== 0) {
        slot = (slot + 1) & mask;
        found = slots[2 * (start + slot)] as number;
      }
      if (found === 0) this.#claim(2 * (start + slot), key - 1, j);
      (slots[2 * (start + slot) + 1] as number) += step;
    }
  }

  #claim(at: number, i: number, j: number): void {
    this.#slots[at] = i + 1;
    this.#rowUsed[j]++;
    this.#upper.add(i, j);
  }

  /**
   * Adds 1 for every pair of every basket, row by row: a row is summed in an array with a place for every item, and
   * goes to its table when it is finished.
   */
  addAll(baskets: BasketArrays): void {
    const size = this.#rowBits.length;
    const { lineStarts, lines, basketStarts } = groupByItem(baskets, size);
    const sums: RowSums = { counts: new Int32Array(size), met: new Int32Array(size), length: 0 };
    for (let j = 1; j < size; j++) {
      for (let place = lineStarts[j] as number; place < (lineStarts[j + 1] as number); place++) {
        sumLines(sums, baskets.indices, { start: basketStarts[place] as number, end: lines[place] as number });
      }
      this.#addRow(j, sums);
    }
  }

  /** Moves the sums of the items that j met to its row, and leaves none. */
  #addRow(j: number, sums: RowSums): void {
    this.#reserve(j, sums.length);
    for (let place = 0; place < sums.length; place++) {
      const i = sums.met[place] as number;
      const at = this.#slotOf(i, j);
      if (this.#slots[at] === 0) this.#claim(at, i, j);
      (this.#slots[at + 1] as number) += sums.counts[i] as number;
      sums.counts[i] = 0;
    }
    sums.length = 0;
  }

  /** Count of the pair; i < j. 0 outside. */
  get(i: number, j: number): number {
    const at = this.#slotOf(i, j);
    return at < 0 ? 0 : (this.#slots[at + 1] as number);
  }

  /** Visits the pairs that have a count, by j, then by i. */
  forEachPair(visit: (i: number, j: number, count: number) => void): void {
    for (let j = 1; j < this.#rowBits.length; j++) this.#forEachLower(j, (i, count) => visit(i, j, count));
  }

  /** Visits the items with a pair with this one, ascending. */
  forEachNeighbour(item: number, visit: (other: number, count: number) => void): void {
    if (item >= this.#rowBits.length) return;
    this.#forEachLower(item, visit);
    this.#upper.prepare(this.#rowBits.length, (pair) => this.#forEachSlot(pair));
    for (const j of this.#upper.of(item)) {
      const count = this.get(item, j);
      if (count !== 0) visit(j, count);
    }
  }

  /** The items of a row that have a count, ascending. */
  #forEachLower(j: number, visit: (i: number, count: number) => void): void {
    for (const i of this.#itemsOfRow(j)) {
      const count = this.get(i, j);
      if (count !== 0) visit(i, count);
    }
  }

  #itemsOfRow(j: number): Int32Array {
    const items = new Int32Array(this.#rowUsed[j] as number);
    const [start, end] = this.#rangeOf(j);
    let found = 0;
    for (let at = start; at < end; at += 2) {
      const key = this.#slots[at] as number;
      if (key !== 0) items[found++] = key - 1;
    }
    return items.sort();
  }

  /** Visits every pair that has a slot, by j; its count may be 0. */
  #forEachSlot(visit: (i: number, j: number) => void): void {
    for (let j = 1; j < this.#rowBits.length; j++) {
      const [start, end] = this.#rangeOf(j);
      for (let at = start; at < end; at += 2) {
        const key = this.#slots[at] as number;
        if (key !== 0) visit(key - 1, j);
      }
    }
  }

  #rangeOf(j: number): [start: number, end: number] {
    const bits = this.#rowBits[j] as number;
    const start = 2 * (this.#rowStarts[j] as number);
    return [start, bits === 0 ? start : start + 2 * 2 ** bits];
  }

  /** Where the pair's slot is in the array, or the empty one where it belongs; -1 when its row has no slots. */
  #slotOf(i: number, j: number): number {
    if (j >= this.#rowBits.length) return -1;
    const bits = this.#rowBits[j] as number;
    if (bits === 0) return -1;
    const slots = this.#slots;
    const start = this.#rowStarts[j] as number;
    const mask = (1 << bits) - 1;
    const key = i + 1;
    let slot = Math.imul(key, SPREAD) >>> (32 - bits);
    for (;;) {
      const at = 2 * (start + slot);
      const found = slots[at] as number;
      if (found === key || found === 0) return at;
      slot = (slot + 1) & mask;
    }
  }

  /** Makes room for so many more pairs in a row, even if all of them are new. */
  #reserve(j: number, pairs: number): void {
    const slots = this.#rowBits[j] === 0 ? 0 : 2 ** (this.#rowBits[j] as number);
    if ((this.#rowUsed[j] as number) + pairs > MOST_LOAD * slots) this.#growRow(j, pairs);
  }

  /** Moves a row to a block with room for more pairs, and some to spare, without the pairs that fell to 0. */
  #growRow(j: number, pairs: number): void {
    const [start, end] = this.#rangeOf(j);
    const oldBits = this.#rowBits[j] as number;
    let alive = 0;
    for (let at = start; at < end; at += 2) if (this.#slots[at + 1] !== 0) alive++;
    let bits = SMALLEST_BITS;
    while (alive * SPARE + pairs > MOST_LOAD * 2 ** bits) bits++;
    this.#rowStarts[j] = this.#takeBlock(bits);
    this.#rowBits[j] = bits;
    this.#rowUsed[j] = alive;
    for (let at = start; at < end; at += 2) {
      if (this.#slots[at + 1] === 0) continue;
      const to = this.#slotOf((this.#slots[at] as number) - 1, j);
      this.#slots[to] = this.#slots[at] as number;
      this.#slots[to + 1] = this.#slots[at + 1] as number;
    }
    if (oldBits > 0) this.#freeBlocks[oldBits]?.push(start / 2);
  }

  /** First slot of an empty block of 2^bits slots. */
  #takeBlock(bits: number): number {
    const size = 2 ** bits;
    const free = this.#freeBlocks[bits]?.pop();
    if (free !== undefined) {
      this.#slots.fill(0, 2 * free, 2 * (free + size));
      return free;
    }
    const start = this.#given;
    this.#given += size;
    if (2 * this.#given > this.#slots.length) {
      const larger = new Int32Array(2 * Math.ceil(this.#given * ARENA_GROWTH));
      larger.set(this.#slots);
      this.#slots = larger;
    }
    return start;
  }
}

/** Counts of one row by item, with the list of the items that have one. */
interface RowSums {
  readonly counts: Int32Array;
  readonly met: Int32Array;
  length: number;
}

function sumLines(sums: RowSums, indices: Int32Array, { start, end }: { start: number; end: number }): void {
  for (let line = start; line < end; line++) {
    const i = indices[line] as number;
    if (sums.counts[i]++ === 0) sums.met[sums.length++] = i;
  }
}
