/**
 * A score rounded to six decimals. Scores are rounded before they are sorted, so that differences of floating-point
 * arithmetic cannot change the order of a list: equal scores fall back on the id.
 *
 * @example
 * roundScore(0.1 + 0.2) // => 0.3
 */
export function roundScore(score: number): number {
  return Math.round(score * 1e6) / 1e6;
}
