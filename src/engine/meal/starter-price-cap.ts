import type { CatalogItem } from '../items.ts';

/** Cap in the currencies in which 15.00 is the price of a dear starter, in minor units. */
export const FIXED_STARTER_CAP_MINOR = 1500;

const FIXED_CAP_CURRENCIES: ReadonlySet<string> = new Set(['USD', 'EUR', 'GBP']);

/**
 * Highest price at which a starter is offered to complete a meal, in minor units of the store's currency.
 *
 * 15.00 in USD, EUR and GBP; in any other currency the median price of the store's starters whose price is known (mean of
 * the two middle ones, rounded down, when their number is even). Null, no cap, when none is known.
 *
 * @param options.currency ISO 4217 code, any case
 * @param options.items the store's catalogue
 *
 * @example
 * starterPriceCap({ currency: 'EUR', items: [] }) // => 1500
 * starterPriceCap({ currency: 'INR', items: [] }) // => null
 */
export function starterPriceCap(options: { currency: string; items: readonly CatalogItem[] }): number | null {
  if (FIXED_CAP_CURRENCIES.has(options.currency.toUpperCase())) return FIXED_STARTER_CAP_MINOR;
  const starters = options.items.filter((item) => item.role === 'starter');
  const prices = starters.flatMap((item) => (item.priceMinor === null ? [] : [item.priceMinor]));
  prices.sort((a, b) => a - b);
  const lower = prices[Math.floor((prices.length - 1) / 2)];
  const upper = prices[Math.floor(prices.length / 2)];
  return lower === undefined || upper === undefined ? null : Math.floor((lower + upper) / 2);
}
