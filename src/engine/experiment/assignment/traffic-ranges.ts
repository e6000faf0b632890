/** One arm of a test and the share of the traffic that it is to get. */
export interface ArmShare {
  readonly arm: string;
  /** At least 0; the shares of a test sum to 1. */
  readonly share: number;
}

/** The part of [0, 1) that belongs to an arm: from <= u < to. */
export interface TrafficRange {
  readonly arm: string;
  readonly from: number;
  readonly to: number;
}

/** Shares given with three decimals, such as .333 three times, still pass. */
const SUM_WITHIN = 0.005;

/**
 * Cuts [0, 1) into one range for each arm, in the order given. The last range ends at exactly 1.
 *
 * @throws RangeError when there is no arm, an arm is named twice, a share is below 0, or they do not sum to 1.
 * @example
 * trafficRanges([{ arm: 'control', share: 0.5 }, { arm: 'new', share: 0.5 }])[1] // => { arm: 'new', from: 0.5, to: 1 }
 */
export function trafficRanges(shares: readonly ArmShare[]): TrafficRange[] {
  requireWholeTraffic(shares);
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  let before = 0;
  return shares.map(({ arm, share }, index) => {
    const from = before;
    before = index === shares.length - 1 ? 1 : from + share / total;
    return { arm, from, to: before };
  });
}

function requireWholeTraffic(shares: readonly ArmShare[]): void {
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  const isDistinct = new Set(shares.map(({ arm }) => arm)).size === shares.length;
  if (isDistinct && shares.every(({ share }) => share >= 0) && Math.abs(total - 1) <= SUM_WITHIN) return;
  const told = shares.map(({ arm, share }) => `${arm}=${share}`).join(', ');
  throw new RangeError(
    `Cannot divide traffic by "${told}": expected different arms with shares of at least 0 that sum to 1`,
  );
}

/**
 * The arm of a unit whose hash fell on u, or null when no range holds it.
 *
 * @param u - uniform on [0, 1): the hash of the test's salt and the unit
 * @example
 * armAt(0.3, [{ arm: 'control', from: 0, to: 0.5 }, { arm: 'new', from: 0.5, to: 1 }]) // => 'control'
 */
export function armAt(u: number, ranges: readonly TrafficRange[]): string | null {
  return ranges.find(({ from, to }) => u >= from && u < to)?.arm ?? null;
}
