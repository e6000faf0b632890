const NORMAL_975 = 1.959964;

/**
 * 95 % interval of a share by Wilson's score: right also for few cases and for shares near 0 and 1.
 *
 *     centre = (p + z^2 / 2n) / (1 + z^2 / n)     half = z sqrt(p (1 - p) / n + z^2 / 4n^2) / (1 + z^2 / n)
 *
 * E. B. Wilson (1927), Probable Inference, the Law of Succession, and Statistical Inference.
 *
 * @returns lower and upper end, 0..1; the whole range when there is no case
 * @example
 * wilsonInterval(8, 10) // => [0.490162, 0.943318]
 */
export function wilsonInterval(successes: number, cases: number): [low: number, high: number] {
  if (cases === 0) return [0, 1];
  const share = successes / cases;
  const z2 = NORMAL_975 ** 2 / cases;
  const centre = (share + z2 / 2) / (1 + z2);
  const half = (NORMAL_975 * Math.sqrt((share * (1 - share)) / cases + z2 / (4 * cases))) / (1 + z2);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
