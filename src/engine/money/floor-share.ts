/**
 * floor(amount x part / whole), exact for every integer that fits a double: what a part of the units is worth. The parts
 * of a line never add up to more than the line.
 *
 * @returns minor units; 0 when there is no whole
 * @example
 * floorShare(550, { part: 1, whole: 3 }) // => 183
 */
export function floorShare(amount: number, { part, whole }: { part: number; whole: number }): number {
  if (whole <= 0 || part <= 0) return 0;
  return part >= whole ? amount : Number((BigInt(amount) * BigInt(part)) / BigInt(whole));
}
