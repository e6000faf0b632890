/**
 * Decimals of a currency by ISO 4217.
 *
 * @example
 * currencyExponent('JPY') // => 0
 */
export function currencyExponent(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
