/** What the lifts of categories are read from. */
export interface CategoryLiftSource {
  /** Category index of each item, -1 = none. */
  readonly categoryIndexes: Int32Array;
  categoryLift(g: number, h: number): number;
}

/**
 * Logarithms of the lifts between the categories of a menu, each taken when it is first asked for.
 *
 * @example
 * const source = { categoryIndexes: Int32Array.of(0, 1, -1), categoryLift: (g, h) => (g === h ? 2 : 1) };
 * const lifts = new CategoryLogLifts(source);
 * lifts.count // => 2
 * lifts.between(1, 1) // => 0.693147
 */
export class CategoryLogLifts {
  /** One more than the highest category index of an item. */
  readonly count: number;
  readonly #source: CategoryLiftSource;
  readonly #known: Float64Array;
  /** One number for each category, and one before them for items without: a place to work in. */
  readonly workspace: Float64Array;

  constructor(source: CategoryLiftSource) {
    this.#source = source;
    this.count = source.categoryIndexes.reduce((highest, category) => Math.max(highest, category), -1) + 1;
    this.#known = new Float64Array(this.count * this.count).fill(Number.NaN);
    this.workspace = new Float64Array(this.count + 1);
  }

  /** log lambda of two categories, by indices below `count`. */
  between(g: number, h: number): number {
    const place = g * this.count + h;
    const known = this.#known[place] as number;
    if (!Number.isNaN(known)) return known;
    const logLift = Math.log(this.#source.categoryLift(g, h));
    this.#known[place] = logLift;
    return logLift;
  }
}
