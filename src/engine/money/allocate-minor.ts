/**
 * Divides an amount of minor units in proportion to weights so that the parts are whole and add up to it: each part rounded down, and
 * what is left over goes, one by one, to the largest remainders; ties to the lowest index. A negative amount is divided
 * as its opposite.
 *
 * Source: the largest-remainder method (T. Hare, 1857).
 *
 * @param totalMinor - a whole number of minor units
 * @param weights - at least 0, whole (prices, quantities); all 0 = equal parts
 * @returns one part for each weight
 * @throws RangeError when the total is not whole, a weight is below 0, or there is a total and no weight.
 * @example
 * allocateMinor(501, [1299, 450, 250]) // => [325, 113, 63]
 */
export function allocateMinor(totalMinor: number, weights: readonly number[]): number[] {
  requireDivisible(totalMinor, weights);
  if (totalMinor < 0) return allocateMinor(-totalMinor, weights).map((part) => (part === 0 ? 0 : -part));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = whole === 0 ? weights.map(() => 1) : weights;
  const divisor = whole === 0 ? weights.length : whole;
  // Products of money and weights can be larger than a double holds exactly.
  const [total, parted] = [BigInt(totalMinor), BigInt(divisor)];
  const products = shares.map((weight) => total * BigInt(weight));
  const parts = products.map((product) => Number(product / parted));
  const left = totalMinor - parts.reduce((sum, part) => sum + part, 0);
  const remainders = products.map((product) => Number(product % parted));
  const order = shares.map((_, index) => index).sort((a, b) => remainders[b] - remainders[a] || a - b);
  for (const index of order.slice(0, left)) parts[index] += 1;
  return parts;
}

function requireDivisible(totalMinor: number, weights: readonly number[]): void {
  const fits = weights.every((weight) => weight >= 0 && Number.isSafeInteger(weight));
  if (Number.isSafeInteger(totalMinor) && fits && (weights.length > 0 || totalMinor === 0)) return;
  throw new RangeError(
    `Cannot divide ${totalMinor} by the weights ${weights.join(', ')}: expected whole minor units and whole weights of at least 0`,
  );
}
