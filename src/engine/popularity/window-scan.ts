import { gammaQuantileWilsonHilferty } from '../statistics/gamma-distribution.ts';

/** Strength of the Gamma prior of a window's lift, in expected orders: k, as for the lift of an hour. */
export const WINDOW_PRIOR_ORDERS = 5;
/** A window's lift must surely be above this. */
export const WINDOW_LIFT = 1.2;
/** Orders that a window needs. */
export const WINDOW_ORDERS = 5;
/** Longest window, in hours. */
export const WINDOW_HOURS = 12;
/** Standard normal score of the 1 % quantile: hundreds of windows are looked at, so each must be surer than 95 %. */
const NORMAL_SCORE_1 = -2.3263478740408408;

/** Hours in a circle (of a day or of a week), each with what was ordered in it and what it is held against. */
export interface HourCircle {
  /** Orders in each hour; as many hours as the circle has. */
  readonly observed: readonly number[];
  /** Orders to expect in each hour. */
  readonly expected: readonly number[];
  /** Hours that a window may hold. */
  readonly open: readonly boolean[];
}

/** Hours in a row, on a circle of hours. */
export interface HourSpan {
  /** First hour. */
  readonly start: number;
  /** Number of hours. */
  readonly hours: number;
}

/** A window found on a circle of hours. */
export interface ScannedWindow extends HourSpan {
  /** Poisson log-likelihood ratio against the expected rate: how much evidence the window is. */
  readonly evidence: number;
}

/**
 * The lower bound of a lift, with probability 99 %: the 1 % quantile of Gamma(C + k, E + k), k = 5 (Wilson-Hilferty).
 *
 * @example
 * windowLiftLower(20, 5) // => 1.48423
 */
export function windowLiftLower(observed: number, expected: number): number {
  const posterior = { shape: observed + WINDOW_PRIOR_ORDERS, rate: expected + WINDOW_PRIOR_ORDERS };
  return gammaQuantileWilsonHilferty(posterior, NORMAL_SCORE_1);
}

/**
 * The windows of 1 to 12 open hours in a row that hold more orders than expected, the strongest first. A window counts
 * when it has at least 5 orders, its lift is above 1.2 with probability 99 %, and `isBorne` agrees. Of all that count the
 * one with the highest Poisson log-likelihood ratio, C ln(C / E) - (C - E), is taken (of equal ones the shorter, then the
 * earlier); then the strongest that neither overlaps nor touches one that was taken, and so on. The circle has no seam:
 * a window may run across midnight, or from Sunday into Monday.
 *
 * Source: M. Kulldorff (1997), A spatial scan statistic, Communications in Statistics 26; the shrinkage is ours.
 *
 * @example
 * const circle = { observed: [1, 1, 9, 9, 1, 1], expected: [4, 4, 4, 4, 3, 3], open: Array(6).fill(true) };
 * scanWindows(circle).map(({ start, hours }) => [start, hours]) // => []
 * const busy = { ...circle, observed: [1, 1, 18, 18, 1, 1] };
 * scanWindows(busy).map(({ start, hours }) => [start, hours]) // => [[2, 2]]
 */
export function scanWindows(circle: HourCircle, isBorne: (span: HourSpan) => boolean = () => true): ScannedWindow[] {
  const found: ScannedWindow[] = [];
  for (let start = 0; start < circle.open.length; start += 1) found.push(...windowsFrom(circle, start));
  found.sort((a, b) => b.evidence - a.evidence || a.hours - b.hours || a.start - b.start);
  const taken: ScannedWindow[] = [];
  const barred = new Set<number>();
  for (const window of found) {
    if (hoursOf(window, circle.open.length).some((hour) => barred.has(hour)) || !isBorne(window)) continue;
    taken.push(window);
    const withEdges = { start: window.start - 1 + circle.open.length, hours: window.hours + 2 };
    for (const hour of hoursOf(withEdges, circle.open.length)) barred.add(hour);
  }
  return taken;
}

/** The windows that begin at an hour and count. */
function windowsFrom({ observed, expected, open }: HourCircle, start: number): ScannedWindow[] {
  const found: ScannedWindow[] = [];
  let orders = 0;
  let usual = 0;
  for (let hours = 1; hours <= Math.min(WINDOW_HOURS, open.length); hours += 1) {
    const hour = (start + hours - 1) % open.length;
    if (!open[hour]) break;
    orders += observed[hour] ?? 0;
    usual += expected[hour] ?? 0;
    if (orders < WINDOW_ORDERS || windowLiftLower(orders, usual) <= WINDOW_LIFT) continue;
    // Where nothing at all was expected, half an order keeps the logarithm finite.
    const against = Math.max(usual, 0.5);
    found.push({ start, hours, evidence: orders * Math.log(orders / against) - (orders - against) });
  }
  return found;
}

/**
 * The hours of a span, in order, on a circle of so many hours.
 *
 * @example
 * hoursOf({ start: 22, hours: 4 }, 24) // => [22, 23, 0, 1]
 */
export function hoursOf({ start, hours }: HourSpan, circleHours: number): number[] {
  return Array.from({ length: hours }, (_, step) => (start + step) % circleHours);
}
