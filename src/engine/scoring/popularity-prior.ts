/** Strength of the prior of an item's share, in orders with the item: a. */
const SHARE_PRIOR_ORDERS = 1;
/** Strength of the prior of a category's share of all lines, in lines. */
const CATEGORY_PRIOR_LINES = 10;
/** What the shares of other stores weigh in the prior of an item that they know: w. */
const DONOR_WEIGHT = 0.5;

/** What the shares are read from. */
export interface ShareCounts {
  /** Items of the store, ordered or not: shares have one place for each. */
  readonly itemCount: number;
  /** Orders: N. */
  readonly orders: number;
  /** Orders with an item: n_j. */
  readonly ordersWith: (item: number) => number;
  /** Category index of an item, -1 = none; items without one make a group of their own. */
  readonly categoryOf: (item: number) => number;
  /** Share of the orders of other stores that hold an item of this name, above 0; undefined where they do not know it. */
  readonly donorShareOf?: (item: number) => number | undefined;
}

/**
 * The share of orders that hold each item, shrunk to what its category lets expect:
 *
 *   p_j = (n_j + a) / (N + a / q_j)      a = 1 order
 *   q_j = m / |g| x (n_g + c |g| / I) / (T + c)     c = 10 lines, g the item's category
 *
 * with n_g the lines of the category's |g| items, T all lines, I the number of items and m = (T + 1) / (N + 1) the usual
 * size of a basket. Without orders every item has the same share; with few, an item of a category that sells is above one
 * of a category that does not; with many, its own orders decide. It is the posterior mean of a rate with a Gamma prior of
 * mean q_j and shape a: items of a category differ as much as their mean. Of a = 1/4, 1/2, 1, 2 the one that foretold
 * generated stores of 10 to 100 orders best.
 *
 * Of an item that other stores know under its name, with the share d_j of their orders that hold it, the prior mean is
 *
 *   q'_j = (1 - w) q_j + w s d_j       w = 1/2,  s = sum of q / sum of d, both over such items
 *
 * The scale s leaves those items together the mean that the store's own orders give them: other stores say which of them
 * sells best, and never push down an item that they do not have, however large their baskets are. The half of q_j keeps
 * an item that sells here though nowhere else from being held down for long.
 *
 * @returns a number above 0 for each item.
 * @example
 * const counts = { itemCount: 2, orders: 0, ordersWith: () => 0, categoryOf: () => -1 };
 * [...shrunkShares(counts)] // => [0.5, 0.5]
 */
export function shrunkShares(counts: ShareCounts): Float64Array {
  const { orders, ordersWith, donorShareOf } = counts;
  const priors = categoryPriors(counts);
  if (donorShareOf !== undefined) blendDonors(priors, donorShareOf);
  return priors.map((prior, item) => (ordersWith(item) + SHARE_PRIOR_ORDERS) / (orders + SHARE_PRIOR_ORDERS / prior));
}

/** q_j of every item. */
function categoryPriors({ itemCount, orders, ordersWith, categoryOf }: ShareCounts): Float64Array {
  const groups = new Map<number, { items: number; lines: number }>();
  let lines = 0;
  for (let item = 0; item < itemCount; item++) {
    const group = groups.get(categoryOf(item)) ?? { items: 0, lines: 0 };
    group.items++;
    group.lines += ordersWith(item);
    lines += ordersWith(item);
    groups.set(categoryOf(item), group);
  }
  const basketSize = (lines + 1) / (orders + 1);
  return Float64Array.from({ length: itemCount }, (_, item) => {
    const group = groups.get(categoryOf(item)) ?? { items: 1, lines: 0 };
    const priorLines = (CATEGORY_PRIOR_LINES * group.items) / itemCount;
    return ((group.lines + priorLines) / (lines + CATEGORY_PRIOR_LINES) / group.items) * basketSize;
  });
}

/** Puts q'_j in the place of q_j. */
function blendDonors(priors: Float64Array, donorShareOf: (item: number) => number | undefined): void {
  let own = 0;
  let donated = 0;
  for (const [item, prior] of priors.entries()) {
    const donor = donorShareOf(item);
    if (donor === undefined) continue;
    own += prior;
    donated += donor;
  }
  if (donated === 0) return;
  for (const [item, prior] of priors.entries()) {
    const donor = donorShareOf(item);
    if (donor !== undefined) priors[item] = (1 - DONOR_WEIGHT) * prior + (DONOR_WEIGHT * own * donor) / donated;
  }
}
