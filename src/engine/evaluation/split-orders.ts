/** Orders to learn from, and the orders after them to be asked about. */
export interface Split<T> {
  readonly learn: readonly T[];
  readonly test: readonly T[];
}

/** Share of the orders, the first ones, that models learn from; in percent, so that the cut is exact. */
export const LEARN_PERCENT = 80;

/** Where the four rolling origins lie, in percent of the orders; each is tested on the next 20 %. */
export const ORIGIN_PERCENTS: readonly number[] = [50, 60, 70, 80];

/** How many orders a store has at the points of a learning curve. */
export const LEARNING_CURVE_SIZES: readonly number[] = [0, 10, 50, 200, 1000, 5000];

/** As far ahead as the test part of the protocol lies: a habit of last week foretells less of next quarter. */
const FOLD_PERCENT = 20;

/**
 * The first 80 % of a row of orders to learn from, the last 20 % to test on; the cut is rounded down.
 *
 * @param orders - in order of time, as `sortOrders` gives them.
 *
 * @example
 * splitOrders([1, 2, 3, 4, 5, 6]).test // => [5, 6]
 */
export function splitOrders<T>(orders: readonly T[]): Split<T> {
  const cut = percentOf(orders, LEARN_PERCENT);
  return { learn: orders.slice(0, cut), test: orders.slice(cut) };
}

/**
 * Four folds inside a row of orders: learn from the first 50, 60, 70, 80 %, test on the 20 % after that. No fold ever
 * learns from an order later than one it is tested on.
 *
 * Source: L. J. Tashman (2000), Out-of-sample tests of forecasting accuracy.
 *
 * @example
 * rollingOrigins([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]).map((fold) => fold.test.join()) // => ['5,6', '6,7', '7,8', '8,9']
 */
export function rollingOrigins<T>(orders: readonly T[]): Split<T>[] {
  return ORIGIN_PERCENTS.map((percent) => {
    const cut = percentOf(orders, percent);
    return { learn: orders.slice(0, cut), test: orders.slice(cut, percentOf(orders, percent + FOLD_PERCENT)) };
  });
}

/**
 * The beginnings of a history from which a learning curve is drawn; sizes beyond the history are left out.
 *
 * @example
 * learningPrefixes([7, 8, 9], [0, 2, 50]) // => [[], [7, 8]]
 */
export function learningPrefixes<T>(orders: readonly T[], sizes: readonly number[] = LEARNING_CURVE_SIZES): T[][] {
  return sizes.filter((size) => size <= orders.length).map((size) => orders.slice(0, size));
}

/**
 * The ends of a history: what a store knows that opened so many orders ago. Sizes beyond the history are left out.
 *
 * @example
 * learningSuffixes([7, 8, 9], [0, 2, 50]) // => [[], [8, 9]]
 */
export function learningSuffixes<T>(orders: readonly T[], sizes: readonly number[] = LEARNING_CURVE_SIZES): T[][] {
  return sizes.filter((size) => size <= orders.length).map((size) => orders.slice(orders.length - size));
}

/**
 * So many of a list, spread evenly over it: one from the middle of each of `count` equal stretches. The whole list when it
 * is no longer than that.
 *
 * @example
 * sampleEvenly([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 2) // => [2, 7]
 */
export function sampleEvenly<T>(list: readonly T[], count: number): T[] {
  if (count >= list.length) return [...list];
  return Array.from({ length: count }, (_, place) => list[Math.floor(((place + 0.5) * list.length) / count)] as T);
}

function percentOf(orders: readonly unknown[], percent: number): number {
  return Math.floor((orders.length * percent) / 100);
}
