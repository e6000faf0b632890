import { describe, expect, test } from 'vitest';
import { type OrderRequest, orderInputSchema } from '../contract/order.ts';
import { weekdayOf } from '../engine/calendar/civil-date.ts';
import { createTimeZone } from '../engine/calendar/time-zone.ts';
import { ItemPopularity } from '../engine/popularity/item-popularity.ts';
import { rankTrending } from '../engine/popularity/trending.ts';
import { positionOf } from './restaurant-meals.ts';
import { RESTAURANT } from './restaurant-menu-table.ts';
import { generateRestaurantOrders, PLANTED_PAIRS, TRENDING_ITEM } from './restaurant-orders.ts';
import { COURSE_OF_CATEGORY, PLANTED_SUBSTITUTES } from './restaurant-tastes.ts';

/** Friday, 20 November 2026, 19:30 in Berlin. */
const END_MS = Date.UTC(2026, 10, 20, 18, 30);
const HOUR_MS = 3_600_000;
const SEEDS = [1, 2, 3];
const zone = createTimeZone('Europe/Berlin');
const years = SEEDS.map((seed) => [...generateRestaurantOrders({ seed, endMs: END_MS })]);
const orders = years.flat();

const itemById = new Map(RESTAURANT.items.map(({ id, item }) => [id, item]));

function courseOf(id: string): string {
  return COURSE_OF_CATEGORY[itemById.get(id)?.category ?? ''] ?? '';
}

function basketOf(order: OrderRequest): string[] {
  return [...new Set(order.lines.map((line) => line.item))];
}

function timeOf(order: OrderRequest): number {
  return Date.parse(order.ordered_at ?? '');
}

function shareOf(list: readonly OrderRequest[], holds: (order: OrderRequest) => boolean): number {
  return list.filter(holds).length / list.length;
}

describe('determinism', () => {
  test('the same arguments give the same orders, another seed gives others', () => {
    const options = { seed: 9, endMs: END_MS, days: 20 };
    const first = [...generateRestaurantOrders(options)];
    expect([...generateRestaurantOrders(options)]).toEqual(first);
    expect([...generateRestaurantOrders({ ...options, seed: 10 })]).not.toEqual(first);
  });

  test('fewer days are the last days of more', () => {
    const week = [...generateRestaurantOrders({ seed: 1, endMs: END_MS, days: 7 })];
    expect(week.length).toBeGreaterThan(150);
    expect(years[0]?.slice(-week.length)).toEqual(week);
  });

  test('an hour later the same day has the same orders and some more', () => {
    const isUsual = (order: OrderRequest) => !order.id.includes('trend');
    const now = [...generateRestaurantOrders({ seed: 1, endMs: END_MS, days: 3 })].filter(isUsual);
    const later = [...generateRestaurantOrders({ seed: 1, endMs: END_MS + HOUR_MS, days: 3 })].filter(isUsual);
    expect(later.length).toBeGreaterThan(now.length);
    const withoutRefunds = (list: readonly OrderRequest[]) => list.map(({ refunds, ...order }) => order);
    expect(withoutRefunds(later.slice(0, now.length))).toEqual(withoutRefunds(now));
  });
});

describe('a year', () => {
  test('has about 12,000 orders in the order of time, each with its own id, all before the end', () => {
    for (const year of years) {
      expect(year.length).toBeGreaterThan(11_400);
      expect(year.length).toBeLessThan(12_600);
      expect(new Set(year.map(({ id }) => id)).size).toBe(year.length);
      const times = year.map(timeOf);
      expect(times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0))).toBe(true);
      expect(times.at(-1)).toBeLessThan(END_MS);
      expect(times[0]).toBeGreaterThan(END_MS - 366 * 24 * HOUR_MS);
    }
  });

  test('holds only orders that the contract takes, at the prices of the menu', () => {
    const parsed = (years[0] ?? []).map((order) => orderInputSchema.parse(order));
    const lines = parsed.flatMap((order) => order.lines);
    const refunds = parsed.flatMap((order) =>
      order.refunds.map((refund) => ({ refund, line: order.lines[refund.line - 1] })),
    );
    expect(parsed.filter((order) => order.lines.length === 0)).toEqual([]);
    expect(lines.filter((line) => line.unit_price_minor !== itemById.get(line.item)?.price_minor)).toEqual([]);
    expect(refunds.length).toBeGreaterThan(10);
    expect(refunds.filter(({ refund, line }) => refund.amount_minor !== line?.unit_price_minor)).toEqual([]);
    expect(refunds.filter(({ refund, line }) => refund.quantity > (line?.quantity ?? 0))).toEqual([]);
  });

  test('sells every dish of the menu', () => {
    for (const year of years) expect(new Set(year.flatMap(basketOf)).size).toBe(RESTAURANT.items.length);
  });
});

describe('when people come', () => {
  const clocks = orders.map((order) => zone.wallClockAt(timeOf(order)));

  test('always between 11:30 and 23:00, never on a Monday', () => {
    const minutes = clocks.map(({ hour, minute }) => hour * 60 + minute);
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(690);
    expect(Math.max(...minutes)).toBeLessThan(1380);
    expect(clocks.some(({ weekday }) => weekday === 1)).toBe(false);
  });

  test('most at lunch and dinner', () => {
    const during = (from: number, to: number) =>
      clocks.filter(({ hour }) => hour >= from && hour < to).length / clocks.length;
    expect(during(12, 14)).toBeGreaterThan(0.22);
    expect(during(18, 21)).toBeGreaterThan(0.4);
    expect(during(15, 17)).toBeLessThan(0.1);
  });

  test('most on Fridays and Saturdays', () => {
    const counts = [2, 3, 4, 5, 6, 7].map((day) => clocks.filter(({ weekday }) => weekday === day).length);
    const mean = clocks.length / 6;
    // 1.28 and 1.4 of 6.3 / 6 = 1.05: 1.22 and 1.33 times the mean; Tuesday .8 of 1.05 = .76.
    expect((counts[3] ?? 0) / mean).toBeCloseTo(1.22, 1);
    expect((counts[4] ?? 0) / mean).toBeCloseTo(1.33, 1);
    expect((counts[0] ?? 0) / mean).toBeCloseTo(0.76, 1);
  });
});

describe('what people order', () => {
  const isWith = (course: string) => (order: OrderRequest) => basketOf(order).some((id) => courseOf(id) === course);
  const dineIn = orders.filter(({ channel }) => channel === 'dine-in');
  const takeaway = orders.filter(({ channel }) => channel === 'takeaway');

  test('courses: nearly always a main, mostly a drink, now and then the rest', () => {
    expect(shareOf(orders, isWith('main'))).toBeGreaterThan(0.95);
    expect(shareOf(dineIn, isWith('drink'))).toBeGreaterThan(0.9);
    expect(shareOf(takeaway, isWith('drink'))).toBeLessThan(0.5);
    for (const course of ['starter', 'side', 'dessert']) {
      expect(shareOf(dineIn, isWith(course))).toBeGreaterThan(0.3);
      expect(shareOf(orders, isWith(course))).toBeLessThan(0.5);
      expect(shareOf(takeaway, isWith(course))).toBeLessThan(shareOf(dineIn, isWith(course)));
    }
    expect(shareOf(orders, isWith('other'))).toBeGreaterThan(0.1);
    expect(shareOf(orders, isWith('other'))).toBeLessThan(0.3);
  });

  test('in season', () => {
    const monthOf = (order: OrderRequest) => new Date(timeOf(order)).getUTCMonth() + 1;
    const summer = orders.filter((order) => [6, 7, 8].includes(monthOf(order)));
    const winter = orders.filter((order) => [12, 1, 2].includes(monthOf(order)));
    const ratio = (id: string) => {
      const has = (order: OrderRequest) => basketOf(order).includes(id);
      return shareOf(summer, has) / shareOf(winter, has);
    };
    for (const iced of ['lemonade', 'peach-iced-tea', 'aperol-spritz', 'iced-latte'])
      expect(ratio(iced)).toBeGreaterThan(2);
    for (const hot of ['minestrone', 'pumpkin-soup', 'hot-chocolate']) expect(ratio(hot)).toBeLessThan(0.5);
    for (const always of ['margherita', 'tiramisu', 'sparkling-water']) {
      expect(ratio(always)).toBeGreaterThan(0.6);
      expect(ratio(always)).toBeLessThan(1.6);
    }
  });

  test('quantities above 1 and repeated lines occur', () => {
    const isRepeated = (order: OrderRequest) => basketOf(order).length < order.lines.length;
    const isMultiple = (order: OrderRequest) => order.lines.some(({ quantity }) => (quantity ?? 1) > 1);
    expect(shareOf(orders, isMultiple)).toBeGreaterThan(0.2);
    expect(shareOf(orders, isRepeated)).toBeGreaterThan(0.005);
    expect(shareOf(orders, isRepeated)).toBeLessThan(0.1);
  });

  test('at tables 1 to 20, or to take away', () => {
    const tables = new Set(dineIn.map(({ table }) => Number(table)));
    expect([...tables].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(takeaway.every(({ table }) => table === null)).toBe(true);
    expect(dineIn.length + takeaway.length).toBe(orders.length);
    expect(takeaway.length / orders.length).toBeCloseTo(0.18, 1);
  });

  test('nearly all are completed', () => {
    const cancelled = shareOf(orders, ({ status }) => status === 'cancelled');
    const refunded = shareOf(orders, ({ refunds }) => (refunds ?? []).length > 0);
    expect(cancelled).toBeGreaterThan(0.012);
    expect(cancelled).toBeLessThan(0.018);
    expect(refunded).toBeGreaterThan(0.0035);
    expect(refunded).toBeLessThan(0.0065);
    expect(shareOf(orders, ({ status }) => status === 'completed')).toBeCloseTo(1 - cancelled, 12);
  });
});

describe('pairs', () => {
  const baskets = orders.map(basketOf);
  const { single, together, sized, total } = countPairs(baskets);

  const liftOf = (a: string, b: string) =>
    ((together.get(keyOf(a, b)) ?? 0) * baskets.length) / ((single.get(a) ?? 0) * (single.get(b) ?? 0));

  /** Orders with both that a's baskets would show if their other items were drawn by popularity alone. */
  const expectedOf = (a: string, b: string) =>
    ((sized.get(a) ?? 0) * (single.get(b) ?? 0)) / (total - (single.get(a) ?? 0));

  test.each(PLANTED_PAIRS.map((pair) => [pair.antecedent, pair.consequent] as const))('%s goes with %s', (a, b) => {
    expect(liftOf(a, b)).toBeGreaterThan(1.3);
    expect((together.get(keyOf(a, b)) ?? 0) / expectedOf(a, b)).toBeGreaterThan(1.3);
  });

  test.each(PLANTED_SUBSTITUTES.map((pair) => [pair.antecedent, pair.consequent] as const))(
    '%s stands in for %s',
    (a, b) => {
      expect(liftOf(a, b)).toBeLessThan(0.8);
    },
  );

  test('of other pairs of two courses the number is near what popularity and the size of baskets explain', () => {
    const ratios = unplantedPairs()
      .filter(([a, b]) => expectedOf(a, b) >= 60)
      .map(([a, b]) => (together.get(keyOf(a, b)) ?? 0) / expectedOf(a, b))
      .sort((first, second) => first - second);
    expect(ratios.length).toBeGreaterThan(1000);
    const quantile = (p: number) => ratios[Math.floor(p * ratios.length)] ?? 0;
    expect(quantile(0.5)).toBeGreaterThan(0.9);
    expect(quantile(0.5)).toBeLessThan(1.15);
    expect(quantile(0.05)).toBeGreaterThan(0.65);
    expect(quantile(0.95)).toBeLessThan(1.5);
  });
});

describe('known guests', () => {
  test('about 200 of them order a third of the meals, most come back', () => {
    for (const year of years) {
      const known = year.filter(({ customer }) => customer !== null);
      expect(known.length / year.length).toBeGreaterThan(0.33);
      expect(known.length / year.length).toBeLessThan(0.37);
      const visits = Map.groupBy(known, ({ customer }) => customer);
      expect(visits.size).toBeGreaterThan(170);
      expect(visits.size).toBeLessThanOrEqual(200);
      expect([...visits.values()].filter((list) => list.length > 1).length / visits.size).toBeGreaterThan(0.85);
    }
  });

  test('they order what they like: the favourite main is far above its share', () => {
    const known = orders.filter(({ customer }) => customer !== null);
    const concentration = [...Map.groupBy(years[0] ?? known, ({ customer }) => customer)]
      .filter(([customer, list]) => customer !== null && list.length >= 15)
      .map(([, list]) => topMainShare(list));
    const mean = concentration.reduce((sum, share) => sum + share, 0) / concentration.length;
    const anybody = topMainShare(orders.filter(({ customer }) => customer === null));
    expect(concentration.length).toBeGreaterThan(50);
    // The best of few orders is always a little above the best of all: about 1.2 times without favourites.
    expect(mean).toBeGreaterThan(1.5 * anybody);
  });

  function topMainShare(list: readonly OrderRequest[]): number {
    const mains = list.flatMap((order) => basketOf(order).filter((id) => courseOf(id) === 'main'));
    const counts = Map.groupBy(mains, (id) => id);
    return Math.max(...[...counts.values()].map((same) => same.length)) / list.length;
  }
});

describe('the last two hours', () => {
  test.each([
    ['Friday evening', END_MS],
    ['Tuesday, 13:00', Date.UTC(2026, 10, 17, 12)],
    ['Monday noon, else the day off', Date.UTC(2026, 10, 16, 11)],
    ['three at night', Date.UTC(2026, 10, 21, 2)],
    ['half past six in the morning', Date.UTC(2026, 10, 21, 5, 30)],
    ['nine in the morning', Date.UTC(2026, 6, 21, 7)],
    ['the night the clocks go forward', Date.UTC(2026, 2, 29, 2)],
  ])('%s: the planted dish trends', (_, endMs) => {
    for (const seed of SEEDS) {
      const history = [...generateRestaurantOrders({ seed, endMs, days: 120 })];
      const recent = history.filter((order) => timeOf(order) >= endMs - 2 * HOUR_MS);
      expect(recent.length).toBeGreaterThanOrEqual(9);
      expect(recent.every((order) => timeOf(order) < endMs)).toBe(true);
      expect(rankFirst(history, endMs)).toBe(positionOf(TRENDING_ITEM));
    }
  });

  test('by night the opening hours cover it, and the day off stays closed', () => {
    const history = [...generateRestaurantOrders({ seed: 1, endMs: Date.UTC(2026, 10, 21, 2) })];
    // Open from 11:30 to 3:00: shifted by 3 hours the service day is the calendar day.
    const clocks = history.map((order) => zone.wallClockAt(timeOf(order) - 3 * HOUR_MS));
    expect(Math.min(...clocks.map(({ hour, minute }) => hour * 60 + minute))).toBeGreaterThanOrEqual(690 - 180);
    expect(clocks.filter(({ weekday }) => weekday === 1)).toEqual([]);
  });

  test('the hour that the clocks skip does not upset the order of time', () => {
    // Saturday night, 28 to 29 March, is open until 5:30 here, and 2:00 to 3:00 does not exist.
    const options = { seed: 1, endMs: Date.UTC(2026, 2, 30, 3, 30), days: 2, ordersPerDay: 2000 };
    const times = [...generateRestaurantOrders(options)].map(timeOf);
    expect(times.filter((time) => zone.wallClockAt(time).hour === 3).length).toBeGreaterThan(10);
    expect(times).toEqual([...times].sort((first, next) => first - next));
  });

  function rankFirst(history: readonly OrderRequest[], endMs: number): number | undefined {
    const popularity = new ItemPopularity({ itemCount: RESTAURANT.items.length });
    const completed = history.filter(({ status }) => status === 'completed');
    completed.forEach((order, index) => {
      const basket = basketOf(order)
        .map(positionOf)
        .sort((a, b) => a - b);
      popularity.add({ orderId: index + 1, timeMs: timeOf(order), basket, hourOfWeek: hourOfWeekAt(timeOf(order)) });
    });
    const candidates = RESTAURANT.items.map((_, position) => position);
    const options = { nowMs: endMs, hourOfWeek: hourOfWeekAt(endMs), candidates, rule: 'posterior' as const };
    return rankTrending(popularity, options)[0]?.item;
  }

  function hourOfWeekAt(ms: number): number {
    const { weekday, hour } = zone.wallClockAt(ms);
    return (weekday - 1) * 24 + hour;
  }
});

describe('arguments', () => {
  test.each([
    { days: 0 },
    { days: 1.5 },
    { ordersPerDay: 0 },
    { ordersPerDay: Number.NaN },
    { seed: -1 },
    { zone: 'Mars' },
  ])('%o is refused', (wrong) => {
    expect(() => [...generateRestaurantOrders({ seed: 1, endMs: END_MS, ...wrong })]).toThrow(RangeError);
  });

  test('zone and volume are taken', () => {
    const options = { seed: 1, endMs: END_MS, days: 90, ordersPerDay: 10, zone: 'America/New_York' };
    const few = [...generateRestaurantOrders(options)];
    // 90 days have 77 or 78 open ones.
    expect(Math.abs(few.length - 775)).toBeLessThan(150);
    const newYork = createTimeZone('America/New_York');
    const epochDays = few.map((order) => Math.floor((timeOf(order) + newYork.offsetMsAt(timeOf(order))) / 86_400_000));
    expect(epochDays.some((day) => weekdayOf(day) === 1)).toBe(false);
  });
});

function keyOf(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

function unplantedPairs(): [string, string][] {
  const planted = new Set([...PLANTED_PAIRS, ...PLANTED_SUBSTITUTES].map((p) => keyOf(p.antecedent, p.consequent)));
  const ids = RESTAURANT.items.map(({ id }) => id);
  return ids
    .flatMap((a) => ids.map((b) => [a, b] as [string, string]))
    .filter(([a, b]) => a < b && courseOf(a) !== courseOf(b) && !planted.has(keyOf(a, b)));
}

function countPairs(baskets: readonly (readonly string[])[]) {
  const single = new Map<string, number>();
  const together = new Map<string, number>();
  const sized = new Map<string, number>();
  let total = 0;
  for (const basket of baskets) {
    total += basket.length;
    for (const a of basket) {
      single.set(a, (single.get(a) ?? 0) + 1);
      sized.set(a, (sized.get(a) ?? 0) + basket.length - 1);
      for (const b of basket) if (a < b) together.set(keyOf(a, b), (together.get(keyOf(a, b)) ?? 0) + 1);
    }
  }
  return { single, together, sized, total };
}
