import type { BasketArrays } from './basket-arrays.ts';

/** A triangle as plain arrays. */
export interface PackedTriangle {
  readonly kind: 'triangle';
  readonly size: number;
  readonly counts: Int32Array<ArrayBuffer>;
}

/** Counts of unordered pairs of indices in one Int32 triangle: fast and compact for small menus. */
export class TriangleCounts {
  #size = 0;
  #counts = new Int32Array(0);

  /** The counts as {@link TriangleCounts.pack} gave them, without a copy. */
  static unpack({ size, counts }: PackedTriangle): TriangleCounts {
    const triangle = new TriangleCounts();
    triangle.#size = size;
    triangle.#counts = counts;
    return triangle;
  }

  /** A copy for indices below `size`, as plain arrays. */
  pack(size: number): PackedTriangle {
    return { kind: 'triangle', size, counts: this.#counts.slice(0, (size * (size - 1)) / 2) };
  }

  /** Indices below this have a place. */
  get size(): number {
    return this.#size;
  }

  /** Makes room for indices below `size`. Row j holds the pairs (0, j) .. (j - 1, j), so growing keeps every place. */
  growTo(size: number): void {
    if (size <= this.#size) return;
    const larger = new Int32Array((size * (size - 1)) / 2);
    larger.set(this.#counts);
    this.#counts = larger;
    this.#size = size;
  }

  /** Adds `step` to every pair of an ascending basket. The inner loop of counting order by order. */
  addBasket(basket: ArrayLike<number>, step: number): void {
    const counts = this.#counts;
    for (let b = 1; b < basket.length; b++) {
      const j = basket[b] as number;
      const row = (j * (j - 1)) / 2;
      for (let a = 0; a < b; a++) counts[row + (basket[a] as number)] += step;
    }
  }

  /** Adds 1 for every pair of every basket. */
  addAll({ indptr, indices }: BasketArrays): void {
    const counts = this.#counts;
    for (let basket = 1; basket < indptr.length; basket++) {
      const start = indptr[basket - 1] as number;
      for (let line = start + 1; line < (indptr[basket] as number); line++) {
        const j = indices[line] as number;
        const row = (j * (j - 1)) / 2;
        for (let other = start; other < line; other++) counts[row + (indices[other] as number)]++;
      }
    }
  }

  /** Visits the pairs that have a count, row by row as they lie in memory. */
  forEachPair(visit: (i: number, j: number, count: number) => void): void {
    let place = 0;
    for (let j = 1; j < this.#size; j++) {
      for (let i = 0; i < j; i++) {
        const count = this.#counts[place++] as number;
        if (count !== 0) visit(i, j, count);
      }
    }
  }

  /** Visits the items with a pair with this one, ascending: its row, then its column. */
  forEachNeighbour(item: number, visit: (other: number, count: number) => void): void {
    if (item >= this.#size) return;
    const row = (item * (item - 1)) / 2;
    for (let i = 0; i < item; i++) {
      const count = this.#counts[row + i] as number;
      if (count !== 0) visit(i, count);
    }
    for (let j = item + 1; j < this.#size; j++) {
      const count = this.#counts[(j * (j - 1)) / 2 + item] as number;
      if (count !== 0) visit(j, count);
    }
  }

  /** Count of the pair; i < j. 0 outside. */
  get(i: number, j: number): number {
    return j < this.#size ? (this.#counts[(j * (j - 1)) / 2 + i] as number) : 0;
  }
}
