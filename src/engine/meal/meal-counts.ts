import { shrunkLiftMean } from '../basket/shrunk-lift.ts';
import { ROLES } from '../items.ts';

/** Roles, and the place of the one that items without a role have. */
const ROLE_COUNT = ROLES.length;
const OTHER = ROLES.indexOf('other');
/** Items of a role are counted up to this: of three mains or of four, the same is missing. */
const MOST_OF_A_ROLE = 2;
const AMOUNTS = (MOST_OF_A_ROLE + 1) ** ROLE_COUNT;
const KINDS = 2 ** ROLE_COUNT;

/**
 * What completes a meal: how often the last item of an order was a starter, main, side, dessert, drink or other beside
 * the roles of the rest. Every item of every order with at least two is one case. Two descriptions of the rest are
 * counted: how many of each role it has (none, one, more), and which roles it has at all.
 *
 * Counts are integers: adding and removing the same orders in any sequence gives the same counts. Their number does not
 * grow with the menu, nor with the orders.
 *
 * @example
 * // Item 0 is a main (place 1 of `ROLES`), item 1 a drink (place 4).
 * const counts = new MealCounts(Uint8Array.of(1, 4));
 * counts.add([0, 1]);
 * // Beside a main a drink once, expected 1/2: (1 + 3) / (1/2 + 3), and on that once more: (1 + 3 x 8/7) / (1/2 + 3).
 * counts.logLifts([0])[4] // => 0.235315
 */
export class MealCounts {
  readonly #roleOf: Uint8Array;
  /** Cases by the amounts of each role in the rest, and the role of the item. */
  readonly #byAmounts = new Int32Array(AMOUNTS * ROLE_COUNT);
  /** Cases by the roles in the rest, and the role of the item. */
  readonly #byKinds = new Int32Array(KINDS * ROLE_COUNT);
  readonly #all = new Int32Array(ROLE_COUNT);
  readonly #inBasket = new Int32Array(ROLE_COUNT);
  /** What was read from the counts, by the amounts in the cart, until they change. */
  readonly #known = new Map<number, Readonly<Float64Array>>();

  /** @param roleOf - place of each item's role in `ROLES`; an item beyond its end is `other`. */
  constructor(roleOf: Uint8Array) {
    this.#roleOf = roleOf;
  }

  add(basket: ArrayLike<number>): void {
    this.#change(basket, 1);
  }

  remove(basket: ArrayLike<number>): void {
    this.#change(basket, -1);
  }

  /** Cases of a role: items with it in orders of two or more. */
  casesOf(role: number): number {
    return this.#all[role] ?? 0;
  }

  /**
   * By the place of a role in `ROLES`: the logarithm of how many times more often than usual the next item has it, beside
   * this cart. The lift of the roles at hand, shrunk to 1, is the prior of that of their amounts (see `shrunkLiftMean`).
   */
  logLifts(cart: ArrayLike<number>): Readonly<Float64Array> {
    this.#countRoles(cart);
    const key = amountsKey(this.#inBasket);
    let lifts = this.#known.get(key);
    if (lifts === undefined) {
      lifts = this.#readLifts(key, kindsKey(this.#inBasket));
      this.#known.set(key, lifts);
    }
    return lifts;
  }

  #readLifts(amountsAt: number, kindsAt: number): Float64Array {
    const kinds = this.#byKinds.subarray(...this.#rowOf(kindsAt));
    const amounts = this.#byAmounts.subarray(...this.#rowOf(amountsAt));
    const [cases, ofKinds, ofAmounts] = [total(this.#all), total(kinds), total(amounts)];
    return Float64Array.from(this.#all, (count, role) => {
      const share = cases === 0 ? 0 : count / cases;
      const together = kinds[role] as number;
      const priorLift = shrunkLiftMean({ together, expected: ofKinds * share, priorLift: 1 });
      const exact = { together: amounts[role] as number, expected: ofAmounts * share, priorLift };
      return Math.log(shrunkLiftMean(exact));
    });
  }

  #rowOf(key: number): [number, number] {
    return [key * ROLE_COUNT, (key + 1) * ROLE_COUNT];
  }

  #change(basket: ArrayLike<number>, step: 1 | -1): void {
    if (basket.length < 2) return;
    this.#known.clear();
    const counts = this.#inBasket;
    this.#countRoles(basket);
    for (let role = 0; role < ROLE_COUNT; role++) {
      const cases = step * (counts[role] as number);
      if (cases === 0) continue;
      counts[role] = (counts[role] as number) - 1;
      increase(this.#byAmounts, amountsKey(counts) * ROLE_COUNT + role, cases);
      increase(this.#byKinds, kindsKey(counts) * ROLE_COUNT + role, cases);
      increase(this.#all, role, cases);
      counts[role] = (counts[role] as number) + 1;
    }
  }

  #countRoles(basket: ArrayLike<number>): void {
    this.#inBasket.fill(0);
    for (let n = 0; n < basket.length; n++) increase(this.#inBasket, this.#roleOf[basket[n] as number] ?? OTHER, 1);
  }
}

function increase(counts: Int32Array, place: number, by: number): void {
  counts[place] = (counts[place] as number) + by;
}

function amountsKey(counts: Int32Array): number {
  let key = 0;
  for (const count of counts) key = key * (MOST_OF_A_ROLE + 1) + Math.min(count, MOST_OF_A_ROLE);
  return key;
}

function kindsKey(counts: Int32Array): number {
  let key = 0;
  for (const count of counts) key = key * 2 + Math.min(count, 1);
  return key;
}

function total(counts: Int32Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
