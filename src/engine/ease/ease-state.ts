import type { PairCounts } from '../basket/pair-counts.ts';
import { DEFAULT_RIDGE, EASE_ITEM_LIMIT, EaseModel, easeItems, gramOf } from './ease-model.ts';

/** Up to this many items the inverse is made when it is first asked for (60 ms); above it somebody has to see to it. */
export const INLINE_ITEM_LIMIT = 400;

/** With more changes than this share of the items waiting, making the inverse anew is cheaper than following them. */
const REBUILD_SHARE = 0.5;

/** One basket that came (1) or went (-1). */
interface BasketChange {
  readonly basket: readonly number[];
  readonly step: 1 | -1;
}

/** What is needed to make the inverse somewhere else, and to take it over. */
export interface EaseWork {
  readonly gram: Float64Array<ArrayBuffer>;
  readonly items: readonly number[];
  readonly ridge: number;
  /** State of the counts that the work was taken from. */
  readonly upTo: number;
}

/**
 * Keeps an EASE model up with the orders. Changes wait until the model is asked for; then they are followed one by one, or
 * the inverse is made anew when that is cheaper. On a large menu it is made only by `settle`, or elsewhere: take `work`,
 * invert it, give it to `adopt`.
 *
 * @example
 * const pairs = new PairCounts();
 * const state = new EaseState(pairs);
 * state.setRidge(1);
 * for (const basket of [[0, 1], [0, 1], [2]]) {
 *   pairs.add(basket);
 *   state.note(basket, 1);
 * }
 * state.current(3).weight(0, 1) // => 0.66667
 */
export class EaseState {
  readonly #pairs: PairCounts;
  #model: EaseModel | null = null;
  #waiting: BasketChange[] = [];
  #changes = 0;
  /** Changes since somebody took work; null when nobody did, or too many came. */
  #sinceWork: { readonly upTo: number; readonly changes: BasketChange[] } | null = null;
  #ridge = DEFAULT_RIDGE;

  constructor(pairs: PairCounts) {
    this.#pairs = pairs;
  }

  /** lambda; another one makes the inverse anew. */
  setRidge(ridge: number): void {
    if (ridge === this.#ridge) return;
    this.#ridge = ridge;
    this.#forget();
  }

  /** Takes note of an order that the counts have learned (1) or forgotten (-1). */
  note(basket: readonly number[], step: 1 | -1): void {
    this.#changes++;
    if (this.#sinceWork !== null) this.#noteSinceWork({ basket, step });
    if (this.#model === null) return;
    this.#waiting.push({ basket, step });
    // A large menu's model may wait long for its work: what it cannot follow any more it need not keep.
    if (this.#waiting.length > Math.max(INLINE_ITEM_LIMIT, 2 * this.#model.items.length)) this.#forget();
  }

  /** The model as of now; null on a large menu whose inverse nobody has made yet. */
  current(itemCount: number): EaseModel | null {
    if (this.#mustRebuild(itemCount)) {
      if (itemCount > INLINE_ITEM_LIMIT) return this.#model;
      this.settle(itemCount);
    }
    this.#follow();
    return this.#model;
  }

  /** Whether a large menu's inverse has to be made, or made anew. */
  needsWork(itemCount: number): boolean {
    return itemCount > INLINE_ITEM_LIMIT && this.#mustRebuild(itemCount);
  }

  /** Makes the inverse here and now, whatever it takes. */
  settle(itemCount: number): void {
    if (!this.#mustRebuild(itemCount)) return;
    this.#waiting = [];
    const items = easeItems(this.#pairs, { itemCount });
    this.#model = items.length === 0 ? null : EaseModel.fromCounts(this.#pairs, { ridge: this.#ridge, items });
  }

  /** What somebody else needs to make the inverse. Orders that come meanwhile are followed when it is taken over. */
  work(itemCount: number): EaseWork {
    const options = { ridge: this.#ridge, items: easeItems(this.#pairs, { itemCount }) };
    this.#sinceWork = { upTo: this.#changes, changes: [] };
    return { ...options, gram: gramOf(this.#pairs, options), upTo: this.#changes };
  }

  /** Takes an inverse that was made elsewhere; false when too much has changed since: then it is to be made again. */
  adopt(inverse: Float64Array<ArrayBuffer>, work: EaseWork): boolean {
    const since = this.#sinceWork;
    if (since === null || since.upTo !== work.upTo || work.ridge !== this.#ridge) return false;
    this.#model = EaseModel.fromInverse(inverse, work);
    this.#waiting = since.changes;
    this.#sinceWork = null;
    return true;
  }

  #noteSinceWork(change: BasketChange): void {
    this.#sinceWork?.changes.push(change);
    if ((this.#sinceWork?.changes.length ?? 0) > INLINE_ITEM_LIMIT) this.#sinceWork = null;
  }

  #mustRebuild(itemCount: number): boolean {
    const model = this.#model;
    if (model === null) return itemCount > 0;
    if (model.items.length < Math.min(itemCount, EASE_ITEM_LIMIT)) return true;
    return this.#waiting.length > model.items.length * REBUILD_SHARE;
  }

  #follow(): void {
    if (this.#model === null) return;
    for (const { basket, step } of this.#waiting) {
      if (step > 0) this.#model.add(basket);
      else this.#model.remove(basket);
    }
    this.#waiting = [];
  }

  #forget(): void {
    this.#model = null;
    this.#waiting = [];
  }
}
