/** Counts of unordered pairs of indices in one Int32 triangle: fast and compact for small menus. */
export class TriangleCounts {
  #size = 0;
  #counts = new Int32Array(0);

  /** Makes room for indices below `size`. Row j holds the pairs (0, j) .. (j - 1, j), so growing keeps every place. */
  growTo(size: number): void {
    if (size <= this.#size) return;
    const larger = new Int32Array((size * (size - 1)) / 2);
    larger.set(this.#counts);
    this.#counts = larger;
    this.#size = size;
  }

  /** Adds `step` to every pair of an ascending basket. The inner loop of all counting. */
  addBasket(basket: ArrayLike<number>, step: number): void {
    const counts = this.#counts;
    for (let b = 1; b < basket.length; b++) {
      const j = basket[b] as number;
      const row = (j * (j - 1)) / 2;
      for (let a = 0; a < b; a++) counts[row + (basket[a] as number)] += step;
    }
  }

  /** Visits the pairs below `size` that have a count, row by row as they lie in memory. */
  forEachPair(size: number, visit: (i: number, j: number, count: number) => void): void {
    let place = 0;
    for (let j = 1; j < Math.min(size, this.#size); j++) {
      for (let i = 0; i < j; i++) {
        const count = this.#counts[place++] as number;
        if (count !== 0) visit(i, j, count);
      }
    }
  }

  /** Count of the pair; i < j. 0 outside. */
  get(i: number, j: number): number {
    return j < this.#size ? (this.#counts[(j * (j - 1)) / 2 + i] as number) : 0;
  }
}
