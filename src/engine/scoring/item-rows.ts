import { companionShare } from '../basket/expected-together.ts';
import type { PairCounts } from '../basket/pair-counts.ts';
import { shrunkLiftMean } from '../basket/shrunk-lift.ts';
import type { BasketMemory } from '../neighbours/basket-memory.ts';
import { topScores } from '../popularity/top-items.ts';
import { fillCompanionRow } from './companion-row.ts';

/** What an item in the cart says of every other item, by item index. */
export interface ItemRow {
  /** log lambda_ij, the shrunk lift. */
  readonly logLifts: Float32Array;
  /** r_ij, how much of the item's late baskets each other item is; see `fillCompanionRow`. */
  readonly companions: Float32Array;
}

/** What rows are made from. */
export interface RowSource {
  readonly pairs: PairCounts;
  readonly memory: BasketMemory;
  readonly itemCount: number;
  readonly halfLifeDays: number;
  /** Lift to expect of two items before their own orders are looked at. */
  priorLift(i: number, j: number): number;
}

/** The items that were beside one item lately. */
export interface LateCompanions {
  readonly items: Int32Array;
  /** r_ij of each of them, above 0. */
  readonly shares: Float32Array;
  /** The 200 of greatest r_ij, or fewer. */
  readonly strongest: readonly number[];
}

/** The items of a large menu that are judged: place of each one in `items`, -1 for all others. */
export interface JudgedItems {
  readonly items: readonly number[];
  readonly placeOf: Int32Array;
}

/** Companions of an item that are worth scoring beside it. */
const STRONGEST = 200;

/** Values kept at most, over all rows: 64 MB. */
const MAX_VALUES = 16_000_000;

/**
 * Rows of the items that carts hold, made when first asked for and kept until an order changes. Every row depends on all
 * orders (an order more anywhere moves what is to be expected everywhere), so none outlives a change.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' })]);
 * model.apply({ removed: null, added: createOrder({ orderId: 1, basket: [1, 2] }) });
 * [...new ItemRows().rowOf(0, model).companions] // => [0, 1]
 */
export class ItemRows {
  readonly #rows = new Map<number, ItemRow>();
  readonly #late = new Map<number, LateCompanions>();
  readonly #lifts = new Map<number, Float32Array>();
  #lateValues = 0;
  #scratch = new Float32Array(0);
  #shares: Float64Array | null = null;

  /** Forgets all rows. */
  clear(): void {
    this.#rows.clear();
    this.#late.clear();
    this.#lifts.clear();
    this.#shares = null;
  }

  /** The row of an item. */
  rowOf(item: number, source: RowSource): ItemRow {
    const kept = this.#rows.get(item);
    if (kept !== undefined) return kept;
    if (this.#rows.size * source.itemCount * 2 > MAX_VALUES) this.#rows.clear();
    const companions = new Float32Array(source.itemCount);
    fillCompanionRow(companions, source.memory, { item, halfLifeDays: source.halfLifeDays });
    const row = { companions, logLifts: this.#logLifts(item, source) };
    this.#rows.set(item, row);
    return row;
  }

  /**
   * What of a large menu was beside an item lately, kept as rows are: a row of all items would be made of what is never
   * asked for.
   */
  companionsOf(item: number, source: RowSource): LateCompanions {
    const kept = this.#late.get(item);
    if (kept !== undefined) return kept;
    if (this.#scratch.length !== source.itemCount) this.#scratch = new Float32Array(source.itemCount);
    fillCompanionRow(this.#scratch, source.memory, { item, halfLifeDays: source.halfLifeDays });
    const found = listCompanions(this.#scratch);
    if (this.#lateValues > MAX_VALUES) this.#late.clear();
    if (this.#late.size === 0) this.#lateValues = 0;
    this.#lateValues += found.items.length;
    this.#late.set(item, found);
    return found;
  }

  /** The part of an item's row that speaks of some items: what `rowOf` has for them, to the last bit. */
  partOf(item: number, source: RowSource, { items, placeOf }: JudgedItems): ItemRow {
    const part = { logLifts: new Float32Array(items.length), companions: new Float32Array(items.length) };
    const known = this.#knownLifts(item, source.itemCount);
    const liftTo = this.#liftsOf(item, source);
    for (let place = 0; place < items.length; place++) {
      const other = items[place] as number;
      if (Number.isNaN(known[other])) known[other] = other === item ? 0 : liftTo(other);
      part.logLifts[place] = known[other] as number;
    }
    const late = this.companionsOf(item, source);
    for (const [n, other] of late.items.entries()) {
      const place = placeOf[other] as number;
      if (place >= 0) part.companions[place] = late.shares[n] as number;
    }
    return part;
  }

  /** The lifts of an item that were asked for so far; NaN for the others. */
  #knownLifts(item: number, itemCount: number): Float32Array {
    const kept = this.#lifts.get(item);
    if (kept !== undefined) return kept;
    if (this.#lifts.size * itemCount > MAX_VALUES) this.#lifts.clear();
    const known = new Float32Array(itemCount).fill(Number.NaN);
    this.#lifts.set(item, known);
    return known;
  }

  #logLifts(item: number, source: RowSource): Float32Array {
    const row = new Float32Array(source.itemCount);
    const liftTo = this.#liftsOf(item, source);
    for (let other = 0; other < row.length; other++) if (other !== item) row[other] = liftTo(other);
    return row;
  }

  /** log lambda_ij of an item to others, computed for each one. */
  #liftsOf(item: number, source: RowSource): (other: number) => number {
    const { pairs, itemCount } = source;
    this.#shares ??= Float64Array.from({ length: itemCount }, (_, other) => companionShare(pairs, other));
    const shares = this.#shares;
    const [share, orders] = [shares[item] as number, pairs.ordersWith(item)];
    return (other) => {
      // expectedTogether with the shares at hand.
      const expected = (share * pairs.ordersWith(other) + (shares[other] as number) * orders) / 2;
      const together = pairs.together(item, other);
      return Math.log(shrunkLiftMean({ together, expected, priorLift: source.priorLift(item, other) }));
    };
  }
}

function listCompanions(row: Float32Array): LateCompanions {
  const items: number[] = [];
  for (let other = 0; other < row.length; other++) if ((row[other] as number) > 0) items.push(other);
  const shares = Float32Array.from(items, (other) => row[other] as number);
  const byPlace = topScores(Array.from(items.keys()), Float64Array.from(shares), { limit: STRONGEST });
  return { items: Int32Array.from(items), shares, strongest: byPlace.map((place) => items[place] as number) };
}
