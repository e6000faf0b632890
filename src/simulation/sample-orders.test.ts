import { describe, expect, test } from 'vitest';
import { orderInputSchema } from '../contract/order.ts';
import { createTimeZone } from '../engine/calendar/time-zone.ts';
import type { Role } from '../engine/items.ts';
import { chooseSamplePairs, generateSampleOrders, type SampleItem } from './sample-orders.ts';

const END_MS = Date.UTC(2026, 10, 20, 18, 30);
const DAY_MS = 86_400_000;

function item(id: string, role: Role, priceMinor: number | null = 500): SampleItem {
  return { id, name: `Item ${id}`, role, priceMinor };
}

const MENU: readonly SampleItem[] = [
  item('10', 'main', 1200),
  item('9', 'main', 1100),
  item('7', 'drink', 300),
  item('3', 'dessert', 600),
  item('2', 'side', 400),
  item('4', 'starter', null),
  item('1', 'other', 100),
  item('5', 'drink', 350),
];

function pairIds(items: readonly SampleItem[]): string[] {
  return chooseSamplePairs(items).map((pair) => pair.map(({ id }) => id).join('+'));
}

describe('chooseSamplePairs', () => {
  test('a main with a side and a drink, the other main with a dessert; ids of digits by number', () => {
    expect(pairIds(MENU)).toEqual(['9+2', '9+5', '10+3']);
  });

  test('does not depend on the order of the menu', () => {
    expect(pairIds([...MENU].reverse())).toEqual(pairIds(MENU));
  });

  test('fills up with what there is, by id', () => {
    const drinks = ['e', 'd', 'c', 'b', 'a'].map((id) => item(id, 'drink'));
    expect(pairIds(drinks)).toEqual(['a+b', 'a+c', 'd+e']);
  });

  test.each([0, 1, 4])('refuses %d items', (count) => {
    expect(() => chooseSamplePairs(MENU.slice(0, count))).toThrow(RangeError);
    expect(() => generateSampleOrders({ seed: 1, endMs: END_MS, items: MENU.slice(0, count) })).toThrow(RangeError);
  });
});

describe('generateSampleOrders', () => {
  const orders = generateSampleOrders({ seed: 1, endMs: END_MS, items: MENU });

  test('gives 50 test orders with demo ids, all completed, that the contract takes', () => {
    expect(orders.map(({ id }) => id).slice(0, 2)).toEqual(['demo-000001', 'demo-000002']);
    expect(orders.at(-1)?.id).toBe('demo-000050');
    for (const order of orders) {
      const parsed = orderInputSchema.parse(order);
      expect(parsed).toMatchObject({ test: true, status: 'completed' });
      for (const line of parsed.lines) {
        expect(line.unit_price_minor).toBe(MENU.find(({ id }) => id === line.item)?.priceMinor);
      }
    }
  });

  test('gives the same orders for the same seed and any order of the menu, others for another seed', () => {
    expect(generateSampleOrders({ seed: 1, endMs: END_MS, items: [...MENU].reverse() })).toEqual(orders);
    expect(generateSampleOrders({ seed: 2, endMs: END_MS, items: MENU })).not.toEqual(orders);
  });

  test('can go on above the ids of earlier runs', () => {
    const [first] = generateSampleOrders({ seed: 1, endMs: END_MS, items: MENU, count: 1, firstNumber: 51 });
    expect(first?.id).toBe('demo-000051');
  });

  test('70 % are a common pair, the others one to three different items', () => {
    const many = generateSampleOrders({ seed: 1, endMs: END_MS, items: MENU, count: 5000 });
    const pairs = new Set(pairIds(MENU));
    const baskets = many.map(({ lines }) => lines.map((line) => line.item));
    const common = baskets.filter((ids) => pairs.has(ids.join('+'))).length / many.length;
    // 70 %, and 1/3 x 3/56 = 1.8 % of the other 30 %, which are such a pair in this order by chance.
    expect(Math.abs(common - 0.705)).toBeLessThan(0.025);
    expect(new Set(baskets.map((ids) => ids.length))).toEqual(new Set([1, 2, 3]));
    expect(baskets.every((ids) => new Set(ids).size === ids.length)).toBe(true);
    expect(new Set(baskets.flat()).size).toBe(MENU.length);
    expect(new Set(many.map(({ table }) => table)).size).toBe(20);
    expect(many.every(({ table }) => Number(table) >= 1 && Number(table) <= 20)).toBe(true);
  });

  test.each(['UTC', 'Asia/Kolkata', 'America/New_York'])(
    'in %s: the last 14 days, 11 to 22 o’clock, by time',
    (name) => {
      const many = generateSampleOrders({ seed: 1, endMs: END_MS, items: MENU, count: 2000, zone: name });
      const times = many.map(({ ordered_at }) => Date.parse(ordered_at ?? ''));
      const zone = createTimeZone(name);
      const hours = times.map((time) => zone.wallClockAt(time).hour);
      expect([Math.min(...hours), Math.max(...hours)]).toEqual([11, 21]);
      expect(Math.min(...times)).toBeGreaterThanOrEqual(END_MS - 14 * DAY_MS);
      expect(Math.max(...times)).toBeLessThan(END_MS);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      const days = new Set(times.map((time) => Math.floor((END_MS - time) / DAY_MS)));
      expect(days.size).toBe(14);
    },
  );

  test.each([{ count: 0 }, { count: 1.5 }, { firstNumber: 0 }, { zone: 'Mars' }, { seed: 0.5 }])(
    '%o is refused',
    (wrong) => {
      expect(() => generateSampleOrders({ seed: 1, endMs: END_MS, items: MENU, ...wrong })).toThrow(RangeError);
    },
  );
});
