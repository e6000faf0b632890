import { companionShare } from '../basket/expected-together.ts';
import type { PairCounts } from '../basket/pair-counts.ts';
import { shrunkLiftMean } from '../basket/shrunk-lift.ts';
import type { BasketMemory } from '../neighbours/basket-memory.ts';
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
  #shares: Float64Array | null = null;

  /** Forgets all rows. */
  clear(): void {
    this.#rows.clear();
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

  #logLifts(item: number, source: RowSource): Float32Array {
    const { pairs, itemCount } = source;
    this.#shares ??= Float64Array.from({ length: itemCount }, (_, other) => companionShare(pairs, other));
    const shares = this.#shares;
    const [share, orders] = [shares[item] as number, pairs.ordersWith(item)];
    const row = new Float32Array(itemCount);
    for (let other = 0; other < itemCount; other++) {
      if (other === item) continue;
      // expectedTogether with the shares at hand.
      const expected = (share * pairs.ordersWith(other) + (shares[other] as number) * orders) / 2;
      const together = pairs.together(item, other);
      row[other] = Math.log(shrunkLiftMean({ together, expected, priorLift: source.priorLift(item, other) }));
    }
    return row;
  }
}
