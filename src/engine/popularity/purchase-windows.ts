import { HOURS_PER_WEEK } from '../calendar/hour-of-week.ts';
import type { HourCounts } from './hour-counts.ts';
import { openHours } from './open-hours.ts';
import { labelWindow } from './window-label.ts';
import {
  type HourCircle,
  type HourSpan,
  hoursOf,
  type ScannedWindow,
  scanWindows,
  WINDOW_LIFT,
  WINDOW_PRIOR_ORDERS,
  windowLiftLower,
} from './window-scan.ts';

const HOURS_PER_DAY = 24;
const DAYS_PER_WEEK = 7;

/** Orders with a known hour that a store needs before anything is said of hours. */
export const STORE_ORDERS = 50;
/** Orders with a known hour that an item or a customer needs. */
export const SUBJECT_ORDERS = 10;

/** Why there is no window: too little is known, or what is known is no pattern. */
export type NoWindowReason = 'no-times' | 'too-few-store-orders' | 'too-few-orders' | 'no-pattern';

/** Hours that hold unusually many orders. */
export interface PurchaseWindow {
  /** `daily`: the same hours on every weekday; `weekly`: on one weekday, beyond what its other days show. */
  readonly pattern: 'daily' | 'weekly';
  /** First hour: of the week (0 = Monday 00 .. 167 = Sunday 23) for `weekly`, of the day (0-23) for `daily`. */
  readonly start: number;
  /** Number of hours in a row, 1 to 12. */
  readonly hours: number;
  /** "Friday 18-21": by the store's clocks, the last hour being the one it ends at. */
  readonly label: string;
  /** Orders in the window: C. */
  readonly orders: number;
  /** Orders that the window would hold without a pattern: E. */
  readonly expected: number;
  /** Share of all orders of the subject, 0 to 1. */
  readonly share: number;
  /** Shrunk lift: (C + k) / (E + k), k = 5. */
  readonly lift: number;
  /** The lift is above this with probability 99 %; always above 1.2. */
  readonly liftLower: number;
}

/** The purchase windows of a store, an item or a customer. */
export interface PurchaseWindows {
  /** Orders whose hour is known. */
  readonly orders: number;
  /** The strongest evidence first. */
  readonly windows: readonly PurchaseWindow[];
  /** Why there is none; null when there is one. */
  readonly reason: NoWindowReason | null;
}

/** Whose hours are looked at: orders in each hour of the week, where weekdays are told apart, and of the day. */
export interface SubjectHours {
  readonly byWeek: readonly number[] | null;
  readonly byDay: readonly number[];
}

/**
 * When a store's own orders peak, against a flat day: every open hour of the week the same (see `openHours`).
 *
 * @example
 * const counts = new HourCounts(0);
 * for (let n = 0; n < 20; n++) for (const day of [0, 24, 48]) for (const hour of [12, 13, 14, 18, 18, 18, 18]) counts.add([], day + hour);
 * findStoreWindows(counts).windows.map(({ label, orders, expected }) => [label, orders, expected]) // => [['Every day 18-19', 240, 105]]
 */
export function findStoreWindows(counts: HourCounts): PurchaseWindows {
  const orders = storeOrders(counts);
  const open = openHours(orders);
  return findWindows({ base: open.map(Number), open, storeOrders: sum(orders) }, subjectOf(orders));
}

/**
 * When an item sells above the store's own rhythm: its usual share of the orders in every hour.
 *
 * @param item - dense item index.
 *
 * @example
 * const counts = new HourCounts(1);
 * for (let n = 0; n < 20; n++) for (const day of [0, 24, 48]) for (const hour of [9, 12, 18]) counts.add(hour === 9 ? [0] : [], day + hour);
 * findItemWindows(counts, 0).windows.map(({ label, orders, expected }) => [label, orders, expected]) // => [['Every day 9-10', 60, 20]]
 */
export function findItemWindows(counts: HourCounts, item: number): PurchaseWindows {
  const week = Array.from({ length: HOURS_PER_WEEK }, (_, hour) => counts.inHourOfWeek(item, hour));
  const byDay = Array.from({ length: HOURS_PER_DAY }, (_, hour) => counts.inHourOfDay(item, hour));
  return findWindows(rhythmOf(counts), { byWeek: counts.hasWeekdays ? week : null, byDay });
}

/**
 * When a customer orders, against the store's own rhythm.
 *
 * @param byWeek - the customer's orders in each hour of the week; see `countCustomerHours`.
 *
 * @example
 * const counts = new HourCounts(0);
 * for (let n = 0; n < 20; n++) for (const day of [0, 24, 48]) for (const hour of [9, 12, 18]) counts.add([], day + hour);
 * const fridayNights = Array.from({ length: 168 }, (_, hour) => (hour === 48 + 18 ? 12 : 0));
 * findCustomerWindows(counts, fridayNights).windows.map(({ label, orders }) => [label, orders]) // => [['Wednesday 18-19', 12]]
 */
export function findCustomerWindows(counts: HourCounts, byWeek: readonly number[]): PurchaseWindows {
  return findWindows(rhythmOf(counts), subjectOf(byWeek));
}

/** What a subject's hours are held against. */
interface Rhythm {
  /** Weight of each hour of the week. */
  readonly base: readonly number[];
  readonly open: readonly boolean[];
  readonly storeOrders: number;
}

function rhythmOf(counts: HourCounts): Rhythm {
  const base = storeOrders(counts);
  return { base, open: openHours(base), storeOrders: sum(base) };
}

function storeOrders(counts: HourCounts): number[] {
  return Array.from({ length: HOURS_PER_WEEK }, (_, hour) => counts.ordersInHourOfWeek(hour));
}

function subjectOf(byWeek: readonly number[]): SubjectHours {
  return { byWeek, byDay: foldToDay(byWeek) };
}

function findWindows(rhythm: Rhythm, subject: SubjectHours): PurchaseWindows {
  const orders = sum(subject.byDay);
  const none = (reason: NoWindowReason) => ({ orders, windows: [], reason });
  if (rhythm.storeOrders === 0) return none('no-times');
  if (rhythm.storeOrders < STORE_ORDERS) return none('too-few-store-orders');
  if (orders < SUBJECT_ORDERS) return none('too-few-orders');
  const scale = orders / sum(rhythm.base);
  const expectedByWeek = rhythm.base.map((weight) => weight * scale);
  const daily = scanDaily(rhythm, { subject, expectedByWeek });
  const weekly = scanWeekly(rhythm, { subject, expectedByWeek });
  const windows = [...daily, ...weekly].sort((a, b) => b.evidence - a.evidence).map(({ window }) => window);
  return windows.length === 0 ? none('no-pattern') : { orders, windows, reason: null };
}

interface Expectation {
  readonly subject: SubjectHours;
  readonly expectedByWeek: readonly number[];
}

interface WeighedWindow {
  readonly window: PurchaseWindow;
  readonly evidence: number;
}

/** Hours of the day, all weekdays together; they must stand out without the weekday that does most for them, too. */
function scanDaily({ open }: Rhythm, { subject, expectedByWeek }: Expectation): WeighedWindow[] {
  const circle = {
    observed: subject.byDay,
    expected: foldToDay(expectedByWeek),
    open: foldToDay(open.map(Number)).map((days) => days > 0),
  };
  const { byWeek } = subject;
  const isBorne = (span: HourSpan) => byWeek === null || holdsOnOtherDays({ byWeek, expectedByWeek }, span);
  return scanWindows(circle, isBorne).map((found) => describeWindow('daily', found, circle));
}

/** Hours of the week, against what the same hours of the other days lead one to expect. */
function scanWeekly({ open }: Rhythm, { subject, expectedByWeek }: Expectation): WeighedWindow[] {
  const { byWeek, byDay } = subject;
  if (byWeek === null) return [];
  const expectedByDay = foldToDay(expectedByWeek);
  const habitual = byWeek.map((orders, hour) => {
    const expected = expectedByWeek[hour] ?? 0;
    const otherOrders = (byDay[hour % HOURS_PER_DAY] ?? 0) - orders;
    const otherExpected = (expectedByDay[hour % HOURS_PER_DAY] ?? 0) - expected;
    const otherDays = (otherOrders + WINDOW_PRIOR_ORDERS) / (otherExpected + WINDOW_PRIOR_ORDERS);
    return expected * Math.max(1, otherDays);
  });
  const circle = { observed: byWeek, expected: expectedByWeek };
  return scanWindows({ observed: byWeek, expected: habitual, open }).map((found) =>
    describeWindow('weekly', found, { ...circle, open }),
  );
}

function holdsOnOtherDays(
  { byWeek, expectedByWeek }: { readonly byWeek: readonly number[]; readonly expectedByWeek: readonly number[] },
  span: HourSpan,
): boolean {
  const days = Array.from({ length: DAYS_PER_WEEK }, (_, day) => {
    const hours = hoursOf({ ...span, start: span.start + day * HOURS_PER_DAY }, HOURS_PER_WEEK);
    return { orders: sumOver(byWeek, hours), expected: sumOver(expectedByWeek, hours) };
  });
  const strongest = days.reduce((a, b) => (b.orders - b.expected > a.orders - a.expected ? b : a));
  const orders = sum(days.map((day) => day.orders)) - strongest.orders;
  const expected = sum(days.map((day) => day.expected)) - strongest.expected;
  return windowLiftLower(orders, expected) > WINDOW_LIFT;
}

function describeWindow(
  pattern: PurchaseWindow['pattern'],
  { start, hours, evidence }: ScannedWindow,
  circle: HourCircle,
): WeighedWindow {
  const inside = hoursOf({ start, hours }, circle.observed.length);
  const orders = sumOver(circle.observed, inside);
  const expected = sumOver(circle.expected, inside);
  const window: PurchaseWindow = {
    pattern,
    start,
    hours,
    label: labelWindow(pattern, { start, hours }),
    orders,
    expected,
    share: orders / sum(circle.observed),
    lift: (orders + WINDOW_PRIOR_ORDERS) / (expected + WINDOW_PRIOR_ORDERS),
    liftLower: windowLiftLower(orders, expected),
  };
  return { window, evidence };
}

function foldToDay(byWeek: readonly number[]): number[] {
  const byDay = new Array<number>(HOURS_PER_DAY).fill(0);
  for (const [hour, orders] of byWeek.entries()) {
    byDay[hour % HOURS_PER_DAY] = (byDay[hour % HOURS_PER_DAY] ?? 0) + orders;
  }
  return byDay;
}

function sumOver(values: readonly number[], hours: readonly number[]): number {
  return hours.reduce((total, hour) => total + (values[hour] ?? 0), 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
