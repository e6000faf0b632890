import type { ShopWorld } from './shop-world.ts';

interface Touched {
  clicked: boolean;
  addedUnits: number;
}

/** A shopper's cart as it fills, and what of it came by way of suggestions. Items go by their position in the world. */
export class ShopperCart {
  readonly #wanted: ReadonlyMap<number, number>;
  readonly #extra = new Map<number, number>();
  readonly #touched = new Map<number, Touched>();
  #picked = new Set<number>();

  /** @param wanted - what they came for: units by item. */
  constructor(wanted: ReadonlyMap<number, number>) {
    this.#wanted = wanted;
  }

  /** Puts the first `count` of the wanted items in by hand. */
  pick(count: number): void {
    this.#picked = new Set([...this.#picked, ...[...this.#wanted.keys()].slice(0, count)]);
  }

  /** Units of a wanted item that are not in the cart yet. */
  missing(item: number): number {
    if (this.#picked.has(item)) return 0;
    return (this.#wanted.get(item) ?? 0) - (this.#touched.get(item)?.addedUnits ?? 0);
  }

  isTouched(item: number): boolean {
    return this.#touched.has(item) || this.#picked.has(item);
  }

  /** Notes that a suggestion was clicked, or added to the cart. */
  touch(item: number, { by, units }: { by: 'click' | 'add'; units: number }): void {
    const before = this.#touched.get(item) ?? { clicked: false, addedUnits: 0 };
    this.#touched.set(item, {
      clicked: before.clicked || by === 'click',
      addedUnits: before.addedUnits + (by === 'add' ? units : 0),
    });
  }

  /** Buys units that nobody came for. */
  buyExtra(item: number, units: number): void {
    this.#extra.set(item, (this.#extra.get(item) ?? 0) + units);
  }

  /** Items in the cart now. */
  get items(): readonly number[] {
    const added = [...this.#touched].filter(([, { addedUnits }]) => addedUnits > 0).map(([item]) => item);
    return [...new Set([...this.#picked, ...added, ...this.#extra.keys()])];
  }

  /** What is ordered in the end: units by item. */
  get order(): ReadonlyMap<number, number> {
    const units = new Map(this.#wanted);
    for (const [item, more] of this.#extra) units.set(item, (units.get(item) ?? 0) + more);
    return units;
  }

  /**
   * What the rule of attribution owes to suggestions for an order, in minor units: an item that was clicked counts whole,
   * one that was only added with the units that were added. No item is in the cart before it is touched.
   */
  attributedMinor(order: ReadonlyMap<number, number>, world: ShopWorld): number {
    let sum = 0;
    for (const [item, { clicked, addedUnits }] of this.#touched) {
      const ordered = order.get(item) ?? 0;
      sum += (clicked ? ordered : Math.min(ordered, addedUnits)) * (world.items[item]?.priceMinor ?? 0);
    }
    return sum;
  }
}

/**
 * What a basket costs, in minor units.
 *
 * @example
 * priceOf(new Map([[0, 2]]), { items: [{ id: 'tea', priceMinor: 250 }] }) // => 500
 */
export function priceOf(units: ReadonlyMap<number, number>, { items }: Pick<ShopWorld, 'items'>): number {
  let sum = 0;
  for (const [item, count] of units) sum += count * (items[item]?.priceMinor ?? 0);
  return sum;
}
