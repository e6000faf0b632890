import { DAY_MS } from '../calendar/civil-date.ts';
import { SlidingWindow } from './sliding-window.ts';

const HOUR_MS = 3_600_000;

/** Name of a sliding window. */
export type WindowName = 'twoHours' | 'sevenDays' | 'thirtyDays' | 'ninetyDays';

/** Length of every sliding window, in milliseconds. */
export const WINDOW_LENGTHS_MS: Readonly<Record<WindowName, number>> = {
  twoHours: 2 * HOUR_MS,
  sevenDays: 7 * DAY_MS,
  thirtyDays: 30 * DAY_MS,
  ninetyDays: 90 * DAY_MS,
};

/** What identifies an order on the timeline: its place in (time, id) order. */
export interface TimelineKey {
  readonly orderId: number;
  /** When it was ordered, in milliseconds since 1970-01-01T00:00Z. */
  readonly timeMs: number;
}

/** An order on the timeline. */
export interface TimelineOrder extends TimelineKey {
  /** Distinct dense item indices, ascending. The array is kept, not copied: do not change it. */
  readonly basket: readonly number[];
}

/** Settings of an {@link OrderTimeline}. */
export interface OrderTimelineOptions {
  /** For how many days orders are kept: at least 90, the longest window. Default 91. */
  readonly keepDays?: number;
}

/**
 * The recent orders in (time, id) order, and what was ordered in the last 2 hours and 7, 30 and 90 days.
 *
 * A window (now - length, now] holds the orders with now - length < time <= now. Orders may come late, out of order, or
 * ahead of the clock: those wait until the clock reaches them. As the clock moves forward each order enters and leaves
 * each window once. Moving the clock back recounts the windows from the orders still kept.
 *
 * The horizon is the latest `now` ever seen minus `keepDays`. Orders at or before it are dropped for good, and are not
 * taken in when they arrive; taking them out changes nothing.
 *
 * Law: the windows depend only on the kept orders and the clock, not on the way there.
 *
 * @example
 * const timeline = new OrderTimeline();
 * timeline.add({ orderId: 1, timeMs: 1_000, basket: [0, 3] });
 * timeline.advanceTo(2_000);
 * timeline.countIn('twoHours', 3) // => 1
 * timeline.advanceTo(7_201_000);
 * timeline.countIn('twoHours', 3) // => 0
 * timeline.countIn('sevenDays', 3) // => 1
 */
export class OrderTimeline {
  readonly #keepMs: number;
  readonly #windows: Readonly<Record<WindowName, SlidingWindow>>;
  readonly #namedWindows: readonly (readonly [WindowName, SlidingWindow])[];
  /** Index of the first order inside each window; the window ends before `#arrived`. */
  readonly #firstIn: Record<WindowName, number> = { twoHours: 0, sevenDays: 0, thirtyDays: 0, ninetyDays: 0 };
  #orders: TimelineOrder[] = [];
  /** Index of the first order that is ahead of the clock. */
  #arrived = 0;
  #nowMs = -Infinity;
  #horizonMs = -Infinity;

  constructor({ keepDays = 91 }: OrderTimelineOptions = {}) {
    if (!(keepDays >= 90)) {
      throw new RangeError(`Cannot keep orders for ${keepDays} days: expected at least 90, the longest window`);
    }
    this.#keepMs = keepDays * DAY_MS;
    this.#windows = {
      twoHours: new SlidingWindow(WINDOW_LENGTHS_MS.twoHours),
      sevenDays: new SlidingWindow(WINDOW_LENGTHS_MS.sevenDays),
      thirtyDays: new SlidingWindow(WINDOW_LENGTHS_MS.thirtyDays),
      ninetyDays: new SlidingWindow(WINDOW_LENGTHS_MS.ninetyDays),
    };
    this.#namedWindows = Object.entries(this.#windows) as [WindowName, SlidingWindow][];
  }

  /** Where the clock stands, in milliseconds since 1970-01-01T00:00Z; -Infinity before the first `advanceTo`. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** How many orders are kept, those ahead of the clock included. */
  get size(): number {
    return this.#orders.length - this.#firstKeptAfter(-Infinity);
  }

  /** Orders in a window. */
  ordersIn(window: WindowName): number {
    return this.#windows[window].orders;
  }

  /** Rises whenever the orders in a window change: while it is the same, so is every count of the window. */
  versionOf(window: WindowName): number {
    return this.#windows[window].version;
  }

  /** Orders in a window that hold the item; 0 for an item never seen. */
  countIn(window: WindowName, item: number): number {
    return this.#windows[window].countOf(item);
  }

  /** The orders in a window, the latest first; read at once: a change of the timeline moves them. */
  *latestFirst(window: WindowName): Generator<TimelineOrder> {
    for (let index = this.#arrived - 1; index >= this.#firstIn[window]; index -= 1) {
      yield this.#orders[index] as TimelineOrder;
    }
  }

  /**
   * Takes an order in, unless it lies at or before the horizon.
   *
   * @throws RangeError when its time is not a finite number or the same order is here already; nothing has changed then.
   */
  add(order: TimelineOrder): void {
    requireFiniteTime(order.timeMs);
    if (order.timeMs <= this.#horizonMs) return;
    const index = this.#indexOf(order);
    if (this.#holdsAt(index, order)) {
      throw new RangeError(`Cannot add order ${order.orderId} at ${order.timeMs} ms: it is on the timeline already`);
    }
    this.#orders.splice(index, 0, order);
    if (order.timeMs <= this.#nowMs) this.#countArrived(order, 1);
  }

  /**
   * Takes an order out again: the exact inverse of {@link OrderTimeline.add}. Of an order at or before the horizon
   * nothing is left to take out.
   *
   * @throws RangeError when the order should be here and is not; nothing has changed then.
   */
  remove(key: TimelineKey): void {
    requireFiniteTime(key.timeMs);
    if (key.timeMs <= this.#horizonMs) return;
    const index = this.#indexOf(key);
    const order = this.#orders[index];
    if (order === undefined || !this.#holdsAt(index, key)) {
      throw new RangeError(`Cannot remove order ${key.orderId} at ${key.timeMs} ms: it is not on the timeline`);
    }
    this.#orders.splice(index, 1);
    if (order.timeMs <= this.#nowMs) this.#countArrived(order, -1);
  }

  /**
   * Sets the clock, moves the windows with it, and drops the orders that have become older than `keepDays`.
   *
   * @param nowMs - milliseconds since 1970-01-01T00:00Z.
   * @throws RangeError when it is not a finite number.
   */
  advanceTo(nowMs: number): void {
    requireFiniteTime(nowMs);
    const goesBack = nowMs < this.#nowMs;
    this.#nowMs = nowMs;
    if (goesBack) this.#recount();
    else this.#moveForward();
    this.#horizonMs = Math.max(this.#horizonMs, nowMs - this.#keepMs);
    this.#dropOld();
  }

  #moveForward(): void {
    const arrivedBefore = this.#arrived;
    this.#arrived = this.#firstKeptAfter(this.#nowMs, arrivedBefore);
    for (const [name, window] of this.#namedWindows) {
      for (let index = arrivedBefore; index < this.#arrived; index += 1) window.enter(this.#basketAt(index));
      const firstBefore = this.#firstIn[name];
      const first = this.#firstKeptAfter(this.#nowMs - window.lengthMs, firstBefore);
      for (let index = firstBefore; index < first; index += 1) window.leave(this.#basketAt(index));
      this.#firstIn[name] = first;
    }
  }

  #recount(): void {
    this.#arrived = this.#firstKeptAfter(this.#nowMs);
    for (const [name, window] of this.#namedWindows) {
      const first = this.#firstKeptAfter(this.#nowMs - window.lengthMs);
      window.clear();
      for (let index = first; index < this.#arrived; index += 1) window.enter(this.#basketAt(index));
      this.#firstIn[name] = first;
    }
  }

  /** Moving all orders down costs time: the dropped ones stay, unseen, until they are an eighth of the array. */
  #dropOld(): void {
    const dropped = this.#firstKeptAfter(-Infinity);
    if (dropped * 8 <= this.#orders.length) return;
    this.#orders.splice(0, dropped);
    this.#arrived = Math.max(0, this.#arrived - dropped);
    for (const [name] of this.#namedWindows) this.#firstIn[name] = Math.max(0, this.#firstIn[name] - dropped);
  }

  /** Accounts for an order that came (1) or went (-1) behind the clock: it is in a window, or shifts its first index. */
  #countArrived({ timeMs, basket }: TimelineOrder, step: 1 | -1): void {
    this.#arrived += step;
    for (const [name, window] of this.#namedWindows) {
      if (timeMs <= this.#nowMs - window.lengthMs) this.#firstIn[name] += step;
      else if (step === 1) window.enter(basket);
      else window.leave(basket);
    }
  }

  #basketAt(index: number): readonly number[] {
    return this.#orders[index]?.basket ?? [];
  }

  #holdsAt(index: number, { orderId, timeMs }: TimelineKey): boolean {
    const order = this.#orders[index];
    return order?.orderId === orderId && order.timeMs === timeMs;
  }

  /** Index of the first order after a time that is also after the horizon; none before `known` is. */
  #firstKeptAfter(timeMs: number, known = 0): number {
    const afterMs = Math.max(timeMs, this.#horizonMs);
    // Between two questions most often no order comes or goes.
    const next = this.#orders[known];
    if (next === undefined || next.timeMs > afterMs) return known;
    return this.#indexOf({ timeMs: afterMs, orderId: Infinity });
  }

  /** First index whose order does not come before the key: where the key's order is, or would be. */
  #indexOf({ orderId, timeMs }: TimelineKey): number {
    let low = 0;
    let high = this.#orders.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = this.#orders[middle] as TimelineOrder;
      const isBefore = order.timeMs < timeMs || (order.timeMs === timeMs && order.orderId < orderId);
      if (isBefore) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function requireFiniteTime(timeMs: number): void {
  if (Number.isFinite(timeMs)) return;
  throw new RangeError(`Cannot use time ${timeMs}: expected milliseconds since 1970-01-01T00:00Z`);
}
