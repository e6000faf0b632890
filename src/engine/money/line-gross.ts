/**
 * round(unit price x quantity): what a line costs before any discount. Half a minor unit rounds up; exact for every integer
 * that fits a double.
 *
 * @param quantityMilli thousandths
 * @returns minor units
 * @example
 * lineGross(333, 1500) // => 500
 */
export function lineGross(unitPriceMinor: number, quantityMilli: number): number {
  return Number((BigInt(unitPriceMinor) * BigInt(quantityMilli) + 500n) / 1000n);
}
