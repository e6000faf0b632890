/**
 * Minor units of a currency in one major unit: 100 for EUR, 1 for JPY, 1000 for KWD.
 *
 * @example
 * minorPerMajor('JPY') // => 1
 */
export function minorPerMajor(currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return 10 ** maximumFractionDigits;
}

/**
 * An amount in major units, as the routes of customers show LTV: 27778 -> 277.78.
 *
 * @param minor whole or broken minor units; rounded to whole ones
 * @example
 * toMajor(27_778.4, 'EUR') // => 277.78
 */
export function toMajor(minor: number, currency: string): number {
  return Math.round(minor) / minorPerMajor(currency);
}
