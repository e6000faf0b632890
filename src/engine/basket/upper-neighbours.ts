/** A share of the list may come after it was made; beyond that it is made anew when next asked for. */
const MOST_ADDED = 0.25;
const FEW = 1000;
const NOTHING = new Int32Array(0);

/** Visits every pair i < j, by j. */
export type VisitPairs = (visit: (i: number, j: number) => void) => void;

/**
 * For each item i the items j > i that it has a pair with, ascending: the columns of a triangle whose rows are kept
 * elsewhere. Made in one go when first asked for; pairs that come later are kept beside it.
 */
export class UpperNeighbours {
  #starts: Int32Array | null = null;
  #others = NOTHING;
  readonly #later = new Map<number, number[]>();
  #added = 0;

  /** Forgets the list until it is prepared again. */
  clear(): void {
    this.#starts = null;
    this.#others = NOTHING;
    this.#later.clear();
    this.#added = 0;
  }

  /** Tells a new pair, i < j. Costs next to nothing while nobody has asked. */
  add(i: number, j: number): void {
    if (this.#starts === null) return;
    if (++this.#added > Math.max(FEW, this.#others.length * MOST_ADDED)) {
      this.clear();
      return;
    }
    const later = this.#later.get(i);
    if (later) later.push(j);
    else this.#later.set(i, [j]);
  }

  /** Makes the list unless it is there. */
  prepare(itemCount: number, forEachPair: VisitPairs): void {
    if (this.#starts !== null) return;
    const starts = new Int32Array(itemCount + 1);
    forEachPair((i) => starts[i + 1]++);
    for (let item = 0; item < itemCount; item++) (starts[item + 1] as number) += starts[item] as number;
    const others = new Int32Array(starts[itemCount] as number);
    const next = starts.slice();
    forEachPair((i, j) => {
      others[next[i]++] = j;
    });
    this.#starts = starts;
    this.#others = others;
  }

  /** The items above this one that it has a pair with, ascending, each once. */
  of(item: number): Int32Array {
    if (this.#starts === null) return NOTHING;
    const known = this.#others.subarray(this.#starts[item], this.#starts[item + 1]);
    const later = this.#later.get(item);
    return later ? Int32Array.from(new Set([...known, ...later])).sort() : known;
  }
}
