import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderTimeline, type TimelineOrder, WINDOW_LENGTHS_MS, type WindowName } from './order-timeline.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ITEMS = 4;
const WINDOW_NAMES = Object.keys(WINDOW_LENGTHS_MS) as WindowName[];

type Counts = Record<string, { orders: number; items: number[] }>;

function countsOf(timeline: OrderTimeline): Counts {
  return Object.fromEntries(
    WINDOW_NAMES.map((name) => {
      const items = Array.from({ length: ITEMS }, (_, item) => timeline.countIn(name, item));
      return [name, { orders: timeline.ordersIn(name), items }];
    }),
  );
}

/** The definition: which of the orders lie in (now - length, now], counted one by one. */
function countFromScratch(orders: readonly TimelineOrder[], nowMs: number): Counts {
  return Object.fromEntries(
    WINDOW_NAMES.map((name) => {
      const inside = orders.filter(({ timeMs }) => timeMs > nowMs - WINDOW_LENGTHS_MS[name] && timeMs <= nowMs);
      const items = Array.from({ length: ITEMS }, (_, item) => inside.filter((o) => o.basket.includes(item)).length);
      return [name, { orders: inside.length, items }];
    }),
  );
}

/** A plain list with the same promises: what is at or before the horizon is gone for good. */
class PlainTimeline {
  nowMs = -Infinity;
  horizonMs = -Infinity;
  orders: TimelineOrder[] = [];

  add(order: TimelineOrder): void {
    if (order.timeMs > this.horizonMs) this.orders.push(order);
  }

  remove(order: TimelineOrder): void {
    this.orders = this.orders.filter(({ orderId }) => orderId !== order.orderId);
  }

  advanceTo(nowMs: number): void {
    this.nowMs = nowMs;
    this.horizonMs = Math.max(this.horizonMs, nowMs - 91 * DAY_MS);
    this.orders = this.orders.filter(({ timeMs }) => timeMs > this.horizonMs);
  }
}

const basket = fc.uniqueArray(fc.nat(ITEMS - 1)).map((items) => items.sort((a, b) => a - b));
// Whole half hours and exact window lengths, so that orders fall on the edges of windows and on each other.
const distanceMs = fc.oneof(
  fc.integer({ min: 0, max: 8 }).map((n) => n * (HOUR_MS / 2)),
  fc.constantFrom(...Object.values(WINDOW_LENGTHS_MS), 91 * DAY_MS),
  fc.integer({ min: 0, max: 100 }).map((n) => n * DAY_MS),
);
const timeMs = distanceMs.map((ms) => 200 * DAY_MS - ms);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('add' as const), timeMs, basket }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), pick: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('forward' as const), byMs: distanceMs }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('setTo' as const), timeMs }) },
);

describe('OrderTimeline', () => {
  it('counts the same as a count from scratch after any sequence of steps', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const timeline = new OrderTimeline();
        const plain = new PlainTimeline();
        const added: TimelineOrder[] = [];
        let nextId = 1000;
        for (const move of steps) {
          if (move.kind === 'add') {
            // Ids that fall and rise: the order within one moment is by id, not by arrival.
            nextId += nextId % 3 === 0 ? 7 : -2;
            const order = { orderId: nextId, timeMs: move.timeMs, basket: move.basket };
            if (added.some(({ orderId }) => orderId === nextId)) continue;
            timeline.add(order);
            plain.add(order);
            added.push(order);
          } else if (move.kind === 'remove') {
            const [order] = added.splice(move.pick % Math.max(1, added.length), 1);
            if (order === undefined) continue;
            timeline.remove({ orderId: order.orderId, timeMs: order.timeMs });
            plain.remove(order);
          } else {
            const start = Number.isFinite(plain.nowMs) ? plain.nowMs : 100 * DAY_MS;
            const nowMs = move.kind === 'forward' ? start + move.byMs : move.timeMs;
            timeline.advanceTo(nowMs);
            plain.advanceTo(nowMs);
          }
          expect(countsOf(timeline)).toEqual(countFromScratch(plain.orders, plain.nowMs));
          expect(timeline.size).toBe(plain.orders.length);
        }
      }),
      { seed: 21, numRuns: 400 },
    );
  });

  it('holds the moment itself and not the moment one length before', () => {
    const timeline = new OrderTimeline();
    timeline.add({ orderId: 1, timeMs: 0, basket: [2] });
    timeline.advanceTo(-1);
    expect(timeline.countIn('twoHours', 2)).toBe(0);
    timeline.advanceTo(0);
    expect(timeline.countIn('twoHours', 2)).toBe(1);
    timeline.advanceTo(2 * HOUR_MS - 1);
    expect(timeline.countIn('twoHours', 2)).toBe(1);
    timeline.advanceTo(2 * HOUR_MS);
    expect([timeline.countIn('twoHours', 2), timeline.countIn('sevenDays', 2)]).toEqual([0, 1]);
  });

  it('counts nothing before the clock is set', () => {
    const timeline = new OrderTimeline();
    timeline.add({ orderId: 1, timeMs: 0, basket: [0] });
    expect([timeline.size, timeline.ordersIn('ninetyDays'), timeline.nowMs]).toEqual([1, 0, -Infinity]);
  });

  it('drops what is older than it keeps, and does not take it in again', () => {
    const timeline = new OrderTimeline({ keepDays: 100 });
    timeline.add({ orderId: 1, timeMs: 0, basket: [0] });
    timeline.advanceTo(100 * DAY_MS - 1);
    expect(timeline.size).toBe(1);
    timeline.advanceTo(100 * DAY_MS);
    expect(timeline.size).toBe(0);
    timeline.add({ orderId: 1, timeMs: 0, basket: [0] });
    expect(timeline.size).toBe(0);
    expect(() => timeline.remove({ orderId: 1, timeMs: 0 })).not.toThrow();
  });

  it('refuses an order that is here already, and one that is not here, without changing anything', () => {
    const timeline = new OrderTimeline();
    timeline.add({ orderId: 1, timeMs: 0, basket: [0] });
    timeline.advanceTo(0);
    expect(() => timeline.add({ orderId: 1, timeMs: 0, basket: [1] })).toThrow('Cannot add order 1');
    expect(() => timeline.remove({ orderId: 1, timeMs: 1 })).toThrow('Cannot remove order 1');
    expect(() => timeline.remove({ orderId: 2, timeMs: 0 })).toThrow('Cannot remove order 2');
    expect([timeline.size, timeline.ordersIn('twoHours')]).toEqual([1, 1]);
  });

  it('refuses times that are no number and a memory shorter than its windows', () => {
    expect(() => new OrderTimeline().add({ orderId: 1, timeMs: Number.NaN, basket: [] })).toThrow(RangeError);
    expect(() => new OrderTimeline().advanceTo(Infinity)).toThrow(RangeError);
    expect(() => new OrderTimeline({ keepDays: 89 })).toThrow('expected at least 90');
  });

  it('gives the orders of a window, the latest first, as the clock moves on', () => {
    const timeline = new OrderTimeline();
    for (const orderId of [3, 1, 2]) timeline.add({ orderId, timeMs: orderId * HOUR_MS, basket: [0] });
    const idsIn = (window: WindowName) => [...timeline.latestFirst(window)].map((order) => order.orderId);
    expect(idsIn('ninetyDays')).toEqual([]);
    timeline.advanceTo(2 * HOUR_MS);
    expect(idsIn('ninetyDays')).toEqual([2, 1]);
    timeline.advanceTo(3 * HOUR_MS);
    expect([idsIn('ninetyDays'), idsIn('twoHours')]).toEqual([
      [3, 2, 1],
      [3, 2],
    ]);
  });
});
