import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PairCounts } from '../engine/basket/pair-counts.ts';
import { QUICK_START_GATE, reportPairs } from '../engine/basket/pair-report.ts';
import { createTimeZone } from '../engine/calendar/time-zone.ts';
import { drawFleetNature, type FleetNature } from './fleet-nature.ts';
import { type FleetStore, generateFleetStore } from './fleet-store.ts';

const seeds = fc.integer({ min: 0, max: 1_000_000 });
const FEW = { orders: 150 };

/** The first seed whose store is of the wanted nature. */
function findSeed(isWanted: (nature: FleetNature) => boolean): number {
  for (let seed = 0; seed < 20_000; seed++) if (isWanted(drawFleetNature(seed))) return seed;
  throw new RangeError('No seed below 20,000 has a store of that nature');
}

function significantPairs({ orders }: FleetStore): number {
  const pairs = new PairCounts();
  for (const { basket } of orders) pairs.add([...basket]);
  const rows = reportPairs(pairs, { ...QUICK_START_GATE, minConfidence: 0, limit: 1_000_000 });
  return rows.filter((row) => row.significant).length / 2;
}

function isAscending(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || (numbers[index - 1] ?? 0) < number);
}

/** Share of baskets, after the first, that were ordered before exactly so. */
function repeatedShare({ orders }: FleetStore): number {
  const seen = new Set<string>();
  let repeated = 0;
  for (const { basket } of orders) {
    const key = basket.join();
    if (seen.has(key)) repeated++;
    seen.add(key);
  }
  return repeated / orders.length;
}

describe('generateFleetStore', () => {
  test('gives the same store for the same seed, another for another', () => {
    expect(generateFleetStore(5, FEW)).toEqual(generateFleetStore(5, FEW));
    expect(generateFleetStore(5, FEW).items).not.toEqual(generateFleetStore(6, FEW).items);
  });

  test('lists orders by time with ids from 1, baskets of distinct known items', () => {
    const check = (seed: number) => {
      const { items, orders, zone } = generateFleetStore(seed, FEW);
      const known = new Set(items.map(({ id }) => id));
      expect(createTimeZone(zone).name).toBe(zone);
      expect(orders.map(({ orderId }) => orderId)).toEqual(Array.from({ length: 150 }, (_, index) => index + 1));
      for (const [index, { basket, orderedAtMs, completed }] of orders.entries()) {
        expect(completed && basket.length > 0 && isAscending(basket) && basket.every((id) => known.has(id))).toBe(true);
        expect(orderedAtMs ?? 0).toBeGreaterThanOrEqual(orders[index - 1]?.orderedAtMs ?? 0);
      }
    };
    fc.assert(fc.property(seeds, check), { seed: 1, numRuns: 60 });
  });

  test('has items with distinct names, as many as its nature says, with ids from 1', () => {
    const check = (seed: number) => {
      const { items } = generateFleetStore(seed, { orders: 1 });
      const nature = drawFleetNature(seed);
      expect(items.map(({ id }) => id)).toEqual(Array.from({ length: nature.items }, (_, index) => index + 1));
      expect(new Set(items.map(({ name }) => name)).size).toBe(nature.items);
      const categories = new Set(items.map(({ categoryId }) => categoryId));
      expect(categories.size).toBe(nature.isCategorised ? nature.categories : 1);
      expect(categories.has(null)).toBe(!nature.isCategorised);
    };
    fc.assert(fc.property(seeds, check), { seed: 2, numRuns: 60 });
  });

  test('sells nothing before it is created', () => {
    const seed = findSeed((nature) => nature.isDated && nature.lateShare > 0.2);
    const { items, orders } = generateFleetStore(seed, { orders: 2000 });
    const createdAtMs = new Map(items.map((item) => [item.id, item.createdAtMs]));
    expect(new Set(createdAtMs.values()).size).toBeGreaterThan(3);
    const early = orders.filter(({ basket, orderedAtMs }) =>
      basket.some((id) => (createdAtMs.get(id) ?? 0) > (orderedAtMs ?? 0)),
    );
    expect(early).toEqual([]);
  });

  test('leaves out times, categories and customers where the nature says so', () => {
    const undated = generateFleetStore(
      findSeed((nature) => !nature.isDated),
      FEW,
    );
    expect(undated.orders.every(({ orderedAtMs }) => orderedAtMs === null)).toBe(true);
    const anonymous = generateFleetStore(
      findSeed((nature) => nature.knownShare === 0),
      FEW,
    );
    expect(anonymous.orders.every(({ customerId }) => customerId === null)).toBe(true);
    const known = generateFleetStore(
      findSeed((nature) => nature.knownShare > 0.7 && nature.returningShare > 0.4),
      FEW,
    );
    const ids = known.orders.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
    expect(ids.length).toBeGreaterThan(75);
    expect(new Set(ids).size).toBeLessThan(ids.length);
  });

  test('exact baskets recur where regulars repeat', () => {
    const isLarge = (nature: FleetNature) => nature.groupMean * nature.personMean > 4 && nature.items > 80;
    const habit = findSeed((nature) => isLarge(nature) && nature.returningShare * nature.repeatShare > 0.3);
    const chance = findSeed((nature) => isLarge(nature) && nature.returningShare * nature.repeatShare < 0.02);
    expect(repeatedShare(generateFleetStore(habit, { orders: 1500 }))).toBeGreaterThan(0.15);
    expect(repeatedShare(generateFleetStore(chance, { orders: 1500 }))).toBeLessThan(0.15);
  });

  test('a null store has hardly a significant pair, a store with tastes and pairs has many', () => {
    const nulls = Array.from({ length: 120 }, (_, seed) => seed).filter((seed) => drawFleetNature(seed).isNull);
    expect(nulls.length).toBeGreaterThan(4);
    // Benjamini-Hochberg at 5 %: without any true pair, one store in twenty may show one.
    const found = nulls.map((seed) => significantPairs(generateFleetStore(seed, { orders: 2000 })));
    expect(found.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(1);
    const seed = findSeed((nature) => nature.tasteStrength > 0.8 && nature.pairShare > 0.2 && nature.items > 60);
    expect(significantPairs(generateFleetStore(seed, { orders: 4000 }))).toBeGreaterThan(5);
  });

  test('refuses numbers out of range', () => {
    expect(() => generateFleetStore(-1)).toThrow(RangeError);
    expect(() => generateFleetStore(1, { orders: 0 })).toThrow(RangeError);
    expect(() => generateFleetStore(1, { orders: 2.5 })).toThrow(RangeError);
  });
});
