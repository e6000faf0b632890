import type { PairCounts } from '../basket/pair-counts.ts';
import { invertGram } from './invert-gram.ts';

/** Ridge of EASE when a store has not chosen its own: lambda, in orders. */
export const DEFAULT_RIDGE = 100;

/** Above this many items only the most ordered ones take part. */
export const EASE_ITEM_LIMIT = 1000;

/** What an EASE model is made for. */
export interface EaseOptions {
  /** lambda, above 0: each item's own count is raised by it before the matrix is inverted. */
  readonly ridge: number;
  /** Item indices that take part, in the order of the matrix. */
  readonly items: readonly number[];
}

/**
 * EASE: a linear item-item model with a closed form. With X the orders (rows) by items (0 or 1) and
 * P = (X'X + lambda I)^-1,
 *
 *   score of item j beside a cart S = sum over i in S of B_ij,   B_ij = -P_ij / P_jj,   B_jj = 0
 *
 * An order more or less changes P by a matrix of rank one, so it is learned and forgotten exactly, up to rounding (below
 * 1e-6 after 10,000 changes): P' = P -+ (P x)(P x)' / (1 +- x'P x).
 *
 * Source: H. Steck (2019), Embarrassingly Shallow Autoencoders for Sparse Data, WWW; J. Sherman and W. J. Morrison (1950).
 *
 * @example
 * const pairs = new PairCounts();
 * for (const basket of [[0, 1], [0, 1], [2]]) pairs.add(basket);
 * const ease = EaseModel.fromCounts(pairs, { ridge: 1, items: [0, 1, 2] });
 * ease.weight(0, 1) // => 0.66667
 * ease.weight(0, 2) // => 0
 */
export class EaseModel {
  readonly ridge: number;
  readonly items: readonly number[];
  readonly #placeOf: Int32Array;
  readonly #inverse: Float64Array<ArrayBuffer>;
  readonly #product: Float64Array;
  /** 1 / P_jj by place: read one after the other, where the matrix itself would be read a row apart. */
  readonly #scales: Float64Array;

  private constructor(options: EaseOptions, inverse: Float64Array<ArrayBuffer>) {
    this.ridge = options.ridge;
    this.items = options.items;
    this.#inverse = inverse;
    this.#product = new Float64Array(options.items.length);
    this.#scales = new Float64Array(options.items.length);
    this.#readScales();
    const highest = options.items.reduce((most, item) => Math.max(most, item), -1);
    this.#placeOf = new Int32Array(highest + 1).fill(-1);
    for (const [place, item] of options.items.entries()) this.#placeOf[item] = place;
  }

  /** The model of the orders that are counted. About n^3 multiplications: 15 ms at 250 items, a second at 1000. */
  static fromCounts(pairs: PairCounts, options: EaseOptions): EaseModel {
    return new EaseModel(options, invertGram(gramOf(pairs, options), options.items.length));
  }

  /** The model from an inverse that was computed elsewhere, from `gramOf` the same counts. */
  static fromInverse(inverse: Float64Array<ArrayBuffer>, options: EaseOptions): EaseModel {
    return new EaseModel(options, inverse);
  }

  /** Whether an item takes part. */
  has(item: number): boolean {
    return (this.#placeOf[item] ?? -1) >= 0;
  }

  /** B_ij: what item i in the cart says for item j; 0 when one of them takes no part. */
  weight(i: number, j: number): number {
    const [a, b] = [this.#placeOf[i] ?? -1, this.#placeOf[j] ?? -1];
    if (a < 0 || b < 0 || a === b) return 0;
    const size = this.items.length;
    return -(this.#inverse[a * size + b] as number) * (this.#scales[b] as number);
  }

  /** Adds the scores beside a cart to `scores`, by item index: the sum of B_ij over the cart's items i. */
  addScores(cart: readonly number[], scores: Float64Array): void {
    const [items, size] = [this.items, this.items.length];
    const rows: number[] = [];
    for (const item of cart) if (this.has(item)) rows.push(this.#placeOf[item] as number);
    if (rows.length === 0) return;
    const product = this.#product;
    product.fill(0);
    let next = 0;
    for (; next + 4 <= rows.length; next += 4) this.#subtractFour(rows, next);
    for (; next < rows.length; next++) this.#subtract(rows[next] as number);
    for (const row of rows) product[row] = 0;
    const scales = this.#scales;
    for (let b = 0; b < size; b++) {
      const item = items[b] as number;
      scores[item] = (scores[item] as number) + (product[b] as number) * (scales[b] as number);
    }
  }

  /** Takes a row of the inverse from the product. */
  #subtract(row: number): void {
    const [inverse, product, size] = [this.#inverse, this.#product, this.items.length];
    const start = row * size;
    for (let b = 0; b < size; b++) product[b] = (product[b] as number) - (inverse[start + b] as number);
  }

  /** The same of four rows, from the next one on, in one pass. */
  #subtractFour(rows: readonly number[], next: number): void {
    const [inverse, product, size] = [this.#inverse, this.#product, this.items.length];
    const i = (rows[next] as number) * size;
    const j = (rows[next + 1] as number) * size;
    const k = (rows[next + 2] as number) * size;
    const l = (rows[next + 3] as number) * size;
    for (let b = 0; b < size; b++) {
      const first = (product[b] as number) - (inverse[i + b] as number) - (inverse[j + b] as number);
      product[b] = first - (inverse[k + b] as number) - (inverse[l + b] as number);
    }
  }

  /** Learns an order. */
  add(basket: readonly number[]): void {
    this.#change(basket, 1);
  }

  /** Forgets an order that was learned. */
  remove(basket: readonly number[]): void {
    this.#change(basket, -1);
  }

  #readScales(): void {
    const [inverse, size] = [this.#inverse, this.items.length];
    for (let b = 0; b < size; b++) this.#scales[b] = 1 / (inverse[b * size + b] as number);
  }

  /** Sherman-Morrison: P -= step (P x)(P x)' / (1 + step x'P x). */
  #change(basket: readonly number[], step: 1 | -1): void {
    const [inverse, product, size] = [this.#inverse, this.#product, this.items.length];
    const places = basket.map((item) => this.#placeOf[item] ?? -1).filter((place) => place >= 0);
    if (places.length === 0) return;
    product.fill(0);
    for (const place of places) {
      const start = place * size;
      for (let b = 0; b < size; b++) product[b] = (product[b] as number) + (inverse[start + b] as number);
    }
    const quadratic = places.reduce((sum, place) => sum + (product[place] as number), 0);
    const factor = step / (1 + step * quadratic);
    for (let a = 0; a < size; a++) {
      const scaled = factor * (product[a] as number);
      const start = a * size;
      for (let b = 0; b < size; b++)
        inverse[start + b] = (inverse[start + b] as number) - scaled * (product[b] as number);
    }
    this.#readScales();
  }
}

/**
 * X'X + lambda I of the items that take part, row by row: what `invertGram` wants.
 *
 * @example
 * const pairs = new PairCounts();
 * pairs.add([0, 1]);
 * [...gramOf(pairs, { ridge: 2, items: [0, 1] })] // => [3, 1, 1, 3]
 */
export function gramOf(pairs: PairCounts, { ridge, items }: EaseOptions): Float64Array<ArrayBuffer> {
  const size = items.length;
  const gram = new Float64Array(size * size);
  for (const [a, i] of items.entries()) {
    gram[a * size + a] = pairs.ordersWith(i) + ridge;
    for (let b = 0; b < a; b++) {
      const together = pairs.together(i, items[b] as number);
      gram[a * size + b] = together;
      gram[b * size + a] = together;
    }
  }
  return gram;
}

/**
 * The items that take part: all of them, or above the limit the most ordered ones, in ascending order.
 *
 * @example
 * const pairs = new PairCounts();
 * for (const basket of [[0, 2], [2]]) pairs.add(basket);
 * easeItems(pairs, { itemCount: 3, limit: 2 }) // => [0, 2]
 */
export function easeItems(
  pairs: PairCounts,
  { itemCount, limit = EASE_ITEM_LIMIT }: { itemCount: number; limit?: number },
): number[] {
  const items = Array.from({ length: itemCount }, (_, item) => item);
  if (itemCount <= limit) return items;
  items.sort((a, b) => pairs.ordersWith(b) - pairs.ordersWith(a) || a - b);
  return items.slice(0, limit).sort((a, b) => a - b);
}
