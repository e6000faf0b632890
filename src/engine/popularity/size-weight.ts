/** What an order of a single item counts for in `sizeUnits`. */
export const SIZE_UNITS = 64;
/** What an order of a single item counts for in `guestUnits`: a number that 1 to 10 divide. */
export const GUEST_UNITS = 2520;

/**
 * What an order counts for beside one of a single item: 1 / sqrt(|b|). A list is read by one guest at a time, and what ten
 * items were put together for is less of a word on each than what one was chosen for. Of the powers 0, 1/4, 1/2, 3/4 and
 * 1 of 1 / |b| the one with which lists found most of the ordered items on the learning parts of three stores.
 *
 * @example
 * sizeWeight([3, 5, 8, 9]) // => 0.5
 */
export function sizeWeight(basket: ArrayLike<number>): number {
  return 1 / Math.sqrt(Math.max(1, basket.length));
}

/**
 * `sizeWeight` as a whole number of 64ths: sums of them are the same in any sequence, and what was added can be taken back.
 *
 * @example
 * sizeUnits([3, 5]) // => 45
 */
export function sizeUnits(basket: ArrayLike<number>): number {
  return Math.max(1, Math.round(SIZE_UNITS * sizeWeight(basket)));
}

/**
 * 1 / |b| as a whole number of 2520ths: each order is one guest, whose word is divided among the items. Where there are
 * many orders this is the weight to take: what the list of a guest is worth is the part of the guest's order that it holds.
 *
 * @example
 * guestUnits([3, 5, 8]) // => 840
 */
export function guestUnits(basket: ArrayLike<number>): number {
  return Math.max(1, Math.round(GUEST_UNITS / Math.max(1, basket.length)));
}
