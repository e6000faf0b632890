/** Lower and upper end, in the units of what is estimated. */
export type Interval = readonly [low: number, high: number];

/**
 * The interval estimate - halfWidth .. estimate + halfWidth.
 *
 * @example
 * intervalAround(2, 0.5) // => [1.5, 2.5]
 */
export function intervalAround(estimate: number, halfWidth: number): Interval {
  return [estimate - halfWidth, estimate + halfWidth];
}
