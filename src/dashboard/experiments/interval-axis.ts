/** An estimate with the interval in which the truth likely lies. */
export interface PlottedInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The axis on which several intervals can be compared: as far to one side of 0 as to the other, so that 0 stands in the middle.
 *
 * @example
 * axisOf([{ estimate: 1, low: -2, high: 4 }]) // => 4
 */
export function axisOf(intervals: readonly PlottedInterval[]): number {
  const furthest = Math.max(0, ...intervals.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
  return furthest > 0 && Number.isFinite(furthest) ? furthest : 1;
}
