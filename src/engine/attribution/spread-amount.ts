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

/**
 * Spreads an amount over parts in proportion to their weights by the largest remainder: each part gets the floor of its
 * share, and what is left goes, one minor unit each, to the largest remainders, the earlier part first. The parts add up
 * to the amount exactly. (Hamilton's method; Balinski & Young, Fair Representation, 1982.)
 *
 * @param weights integers of 0 or more; when all are 0 nothing is spread
 * @returns one amount for each weight
 * @example
 * spreadAmount(201, [1200, 600, 550]) // => [103, 51, 47]
 */
export function spreadAmount(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  const shares = weights.map((weight, index) => {
    const product = BigInt(amount) * BigInt(weight);
    return { index, floor: Number(product / BigInt(total)), remainder: product % BigInt(total) };
  });
  const parts = shares.map((share) => share.floor);
  const left = amount - parts.reduce((sum, part) => sum + part, 0);
  const largest = shares.sort((a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder));
  for (const { index } of largest.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
