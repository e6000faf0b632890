import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ItemPopularity, type PopularityOrder } from './item-popularity.ts';

const DAY_MS = 86_400_000;
const ITEMS = 5;

function figuresOf(popularity: ItemPopularity): unknown[] {
  return Array.from({ length: ITEMS + 1 }, (_, item) => [
    popularity.orders,
    popularity.ordersWith(item),
    popularity.weightedPopularity(item),
    popularity.share(item),
    popularity.recentShare(item),
    popularity.guestShare(item),
    popularity.lateShare(item, 3),
    popularity.sharesNow({ hourOfWeek: 12, halfLifeDays: 3, weekdayOrders: 5 })[item],
    [0, 12, 13, 90, 167].map((hour) => popularity.hourLift(item, hour)),
    [0, 12, 13, 90, 167].map((hour) => popularity.salesLift({ item, hourOfWeek: hour })),
  ]);
}

/** Item 0 in orders of 1, 10, 50 and 200 days ago and one without a time; item 1 in the one of 10 days ago only. */
function fewOrders(): ItemPopularity {
  const popularity = new ItemPopularity({ itemCount: 4 });
  const nowMs = 300 * DAY_MS;
  for (const [orderId, daysAgo] of [1, 10, 50, 200].entries()) {
    const basket = daysAgo === 10 ? [0, 1] : [0];
    popularity.add({ orderId, timeMs: nowMs - daysAgo * DAY_MS, basket, hourOfWeek: 0 });
  }
  popularity.add({ orderId: 9, timeMs: null, basket: [0], hourOfWeek: null });
  popularity.advanceTo(nowMs);
  return popularity;
}

describe('ItemPopularity', () => {
  it('weighs this week, this month and all time', () => {
    const popularity = fewOrders();
    // Item 0: 3 x 1 (7 days) + 2 (30 days) + 5 (ever) = 10; item 1: 3 x 0 + 1 + 1 = 2.
    expect(popularity.weightedPopularity(0)).toBe(10);
    expect(popularity.weightedPopularity(1)).toBe(2);
    expect(popularity.weightedPopularity(2)).toBe(0);
  });

  it('shrinks the shares', () => {
    const popularity = fewOrders();
    // 5 orders, 4 items: (5 + 30 / 4) / 35 = .357143 for item 0, (0 + 7.5) / 35 = .214286 for an item never ordered.
    expect(popularity.share(0)).toBeCloseTo(12.5 / 35, 12);
    expect(popularity.share(3)).toBeCloseTo(7.5 / 35, 12);
    // 3 orders in 90 days, all with item 0: (3 + 30 x .357143) / 33 = .415584.
    expect(popularity.recentShare(0)).toBeCloseTo(0.415584, 6);
    // Item 1: share (1 + 7.5) / 35 = .242857; (1 + 30 x .242857) / 33 = .251082.
    expect(popularity.recentShare(1)).toBeCloseTo(0.251082, 6);
    expect(new ItemPopularity({ itemCount: 8 }).share(0)).toBe(1 / 8);
  });

  it('weighs late orders by their age and size', () => {
    const popularity = fewOrders();
    // The latest order is 1 day old; those of 10 and 50 days are 9 and 49 days before it: with 9 days 1 + 2^-1 / sqrt(2),
    // which has items 0 and 1, + 2^(-49/9).
    const pair = 0.5 * Math.SQRT1_2;
    const sum = 1 + pair + 2 ** (-49 / 9);
    // Of all orders, one of two items counting half: 4 + 1/2 with item 0, 1/2 with item 1; (4.5 + 7.5) / 34.5, (.5 + 7.5) / 34.5.
    const [ever, everPair] = [12 / 34.5, 8 / 34.5];
    expect([popularity.guestShare(0), popularity.guestShare(1)]).toEqual([ever, everPair]);
    expect(popularity.lateShare(0, 9)).toBeCloseTo((sum + 30 * ever) / (sum + 30), 12);
    expect(popularity.lateShare(1, 9)).toBeCloseTo((pair + 30 * everPair) / (sum + 30), 12);
    const ageless = (Math.SQRT1_2 + 30 * everPair) / (2 + Math.SQRT1_2 + 30);
    expect(popularity.lateShare(1, Number.POSITIVE_INFINITY)).toBeCloseTo(ageless, 12);
    expect(popularity.sharesNow({ hourOfWeek: null, halfLifeDays: 9 })[1]).toBe(popularity.lateShare(1, 9));
    expect(popularity.sharesNow({ hourOfWeek: 0, halfLifeDays: 9 })[1]).toBe(
      popularity.lateShare(1, 9) * popularity.salesLift({ item: 1, hourOfWeek: 0 }),
    );
    expect(popularity.sharesNow({ hourOfWeek: 0, halfLifeDays: 9, weekdayOrders: 2.5 })[1]).toBe(
      popularity.lateShare(1, 9) * popularity.salesLift({ item: 1, hourOfWeek: 0 }, 2.5),
    );
    expect(popularity.sharesNow({ hourOfWeek: null })[1]).toBe(popularity.lateShare(1, 30));
  });

  it('hears of the last minutes before the clock', () => {
    const popularity = fewOrders();
    const minutesAfter = (orderedAtMs: number) => popularity.advanceTo(orderedAtMs + 5 * 60_000);
    expect([...popularity.echo()]).toEqual([]);
    minutesAfter(popularity.nowMs - 10 * DAY_MS);
    // Five minutes after the order of items 0 and 1: half of a half each.
    expect([...popularity.echo()]).toEqual([
      [0, 0.25],
      [1, 0.25],
    ]);
  });

  it('counts an order without a time for all time only', () => {
    const popularity = new ItemPopularity({ itemCount: 1 });
    popularity.add({ orderId: 1, timeMs: null, basket: [0], hourOfWeek: 12 });
    popularity.advanceTo(0);
    expect([popularity.orders, popularity.ordersWith(0), popularity.countIn('ninetyDays', 0)]).toEqual([1, 1, 0]);
    expect([popularity.ordersIn('ninetyDays'), popularity.hourLift(0, 12)]).toEqual([0, 1]);
  });

  it('grows with the items that come', () => {
    const popularity = new ItemPopularity();
    popularity.add({ orderId: 1, timeMs: null, basket: [0, 6], hourOfWeek: null });
    expect(popularity.itemCount).toBe(7);
    popularity.growTo(3);
    expect(popularity.itemCount).toBe(7);
  });

  const order = fc.record({
    timeMs: fc.option(fc.integer({ min: 0, max: 240 }).map((halfDays) => (halfDays * DAY_MS) / 2)),
    basket: fc.subarray([0, 1, 2, 3, 4]),
    hourOfWeek: fc.option(fc.constantFrom(0, 12, 13, 36, 90, 167)),
    stays: fc.boolean(),
  });

  it('is the same after adding and removing as after adding only the rest', () => {
    fc.assert(
      fc.property(fc.array(order, { maxLength: 50 }), fc.nat(50), fc.nat(120), (drawn, at, nowDays) => {
        const orders = drawn.map((fields, orderId): PopularityOrder & { stays: boolean } => ({ ...fields, orderId }));
        const changed = new ItemPopularity({ itemCount: ITEMS });
        for (const [index, each] of orders.entries()) {
          changed.add(each);
          if (index === at) changed.advanceTo(nowDays * DAY_MS);
        }
        for (const each of orders.filter(({ stays }) => !stays).reverse()) changed.remove(each);
        const rebuilt = new ItemPopularity({ itemCount: ITEMS });
        for (const each of orders.filter(({ stays }) => stays).reverse()) rebuilt.add(each);
        for (const popularity of [changed, rebuilt]) popularity.advanceTo(120 * DAY_MS);
        expect(figuresOf(changed)).toEqual(figuresOf(rebuilt));
        for (const popularity of [changed, rebuilt]) popularity.advanceTo((nowDays + 0.01) * DAY_MS);
        expect([...changed.echo()]).toEqual([...rebuilt.echo()]);
      }),
      { seed: 22, numRuns: 300 },
    );
  });

  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), order }),
    fc.record({ kind: fc.constant('remove' as const), at: fc.nat(20) }),
    fc.record({ kind: fc.constant('advance' as const), nowDays: fc.integer({ min: 60, max: 200 }) }),
    fc.record({ kind: fc.constant('grow' as const), itemCount: fc.integer({ min: ITEMS, max: ITEMS + 3 }) }),
  );

  it('gives the shares of an hour as they are computed afresh, after any adds, removes, advances and growth', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const popularity = new ItemPopularity({ itemCount: ITEMS });
        const inside: PopularityOrder[] = [];
        for (const [orderId, each] of steps.entries()) {
          if (each.kind === 'add') inside.push({ ...each.order, orderId });
          if (each.kind === 'add') popularity.add(inside.at(-1) as PopularityOrder);
          const [gone] = each.kind === 'remove' ? inside.splice(each.at, 1) : [];
          if (gone) popularity.remove(gone);
          if (each.kind === 'advance') popularity.advanceTo(each.nowDays * DAY_MS);
          if (each.kind === 'grow') popularity.growTo(each.itemCount);
          for (const hour of [null, 12, 167]) {
            const afresh = Array.from(
              { length: popularity.itemCount },
              (_, item) => popularity.recentShare(item) * (hour === null ? 1 : popularity.hourLift(item, hour)),
            );
            expect([...popularity.sharesAt(hour)]).toEqual(afresh);
          }
        }
      }),
      { seed: 23, numRuns: 200 },
    );
  });

  it('computes the shares of an hour again only when a count or the window of 90 days changed', () => {
    const popularity = fewOrders();
    const shares = popularity.sharesAt(12);
    const nowMs = popularity.nowMs;
    popularity.advanceTo(nowMs + 1);
    popularity.growTo(2);
    expect(popularity.sharesAt(12)).toBe(shares);
    // The order of 50 days ago is 90 days old in 40 days.
    popularity.advanceTo(nowMs + 40 * DAY_MS - 1);
    expect(popularity.sharesAt(12)).toBe(shares);
    popularity.advanceTo(nowMs + 40 * DAY_MS);
    expect(popularity.sharesAt(12)).not.toBe(shares);
  });

  it('is the same above the limit for weekdays, whether it grew or began there', () => {
    const grown = new ItemPopularity({ itemCount: ITEMS });
    const begun = new ItemPopularity({ itemCount: 1600 });
    for (const popularity of [grown, begun]) {
      for (let id = 1; id < 40; id += 1) {
        popularity.add({ orderId: id, timeMs: id, basket: [id % ITEMS], hourOfWeek: id % 36 });
      }
      popularity.growTo(1600);
      popularity.advanceTo(100);
    }
    expect(figuresOf(grown)).toEqual(figuresOf(begun));
  });

  it('refuses malformed orders and removals of what was not counted, without changing anything', () => {
    const popularity = new ItemPopularity({ itemCount: ITEMS });
    const counted = { orderId: 1, timeMs: 0, basket: [0], hourOfWeek: 0 };
    popularity.add(counted);
    const before = figuresOf(popularity);
    for (const basket of [[1, 1], [2, 1], [-1], [0.5]]) {
      expect(() => popularity.add({ ...counted, orderId: 2, basket })).toThrow('ascending distinct');
    }
    for (const hourOfWeek of [-1, 168, 0.5]) {
      expect(() => popularity.add({ ...counted, orderId: 2, hourOfWeek })).toThrow('hour of the week');
    }
    expect(() => popularity.add(counted)).toThrow('Cannot add order 1');
    expect(() => popularity.remove({ ...counted, basket: [1] })).toThrow('Cannot remove order 1');
    expect(() => popularity.remove({ ...counted, orderId: 2 })).toThrow('Cannot remove order 2');
    expect(figuresOf(popularity)).toEqual(before);
    popularity.remove(counted);
    expect(() => popularity.remove({ ...counted, timeMs: null, basket: [] })).toThrow(RangeError);
  });
});
