import { describe, expect, test } from 'vitest';
import { createBasketSource } from './fleet-basket.ts';
import { FLEET_KINDS } from './fleet-kind-table.ts';
import { createFleetMenu } from './fleet-menu.ts';
import { drawFleetNature, type FleetNature } from './fleet-nature.ts';
import { createFleetTastes } from './fleet-tastes.ts';
import { createRandom } from './random.ts';

const takeaway = FLEET_KINDS.find(({ name }) => name === 'takeaway') ?? FLEET_KINDS[0]!;
const still = { drift: 0, seasonShare: 0, lateShare: 0, goneShare: 0, duplicateShare: 0, isNull: false };
const VISIT = { orderedAtMs: 0, day: 3, daypart: 3 };
const BASKETS = 6000;

/** Baskets of a take-away of 40 items in five categories: 1 and 5 to each other as the nature says. */
function drawBaskets(changes: Partial<FleetNature>) {
  const plain = { ...still, kind: takeaway, items: 40, categories: 5, groupMean: 1, personMean: 3, tasteStrength: 0 };
  const nature: FleetNature = { ...drawFleetNature(1), ...plain, pairShare: 0, sizeShape: 5, ...changes };
  const menu = createFleetMenu(1, nature);
  const tastes = createFleetTastes(1, { nature, menu });
  const source = createBasketSource(createRandom(1, 'test'), { nature, menu, tastes, days: 100 });
  const baskets = Array.from({ length: BASKETS }, () => source.drawBasket(VISIT, source.drawClass()));
  return { baskets, menu, tastes };
}

function liftOf(baskets: readonly (readonly number[])[], first: number, second: number): number {
  const count = (isCounted: (basket: readonly number[]) => boolean) => baskets.filter(isCounted).length;
  const together = count((basket) => basket.includes(first) && basket.includes(second));
  const expected = count((basket) => basket.includes(first)) * count((basket) => basket.includes(second));
  return (together * baskets.length) / expected;
}

describe('createBasketSource', () => {
  test('draws as many distinct items as people want', () => {
    const { baskets } = drawBaskets({});
    const lines = baskets.reduce((sum, basket) => sum + basket.length, 0);
    // Wanted are 3 lines; a few large orders find no more room.
    expect(lines / BASKETS).toBeGreaterThan(2.7);
    expect(lines / BASKETS).toBeLessThan(3.1);
    expect(baskets.every((basket) => new Set(basket).size === basket.length)).toBe(true);
  });

  test('one person takes one main: the mains replace each other', () => {
    const { baskets, menu } = drawBaskets({});
    const isMain = (item: number) => menu.categories[menu.items[item]?.category ?? -1]?.role === 'main';
    expect(Math.max(...baskets.map((basket) => basket.filter(isMain).length))).toBe(1);
    const groups = drawBaskets({ groupMean: 3, personMean: 2 });
    expect(Math.max(...groups.baskets.map((basket) => basket.filter(isMain).length))).toBeGreaterThan(1);
  });

  test('partners are ordered together more often than with nothing planted', () => {
    const planted = drawBaskets({ pairShare: 0.3 });
    const lifts = planted.tastes.partners.flatMap((list, first) =>
      list.flatMap(({ item: second, factor }) =>
        first < second && factor > 3 ? [liftOf(planted.baskets, first, second)] : [],
      ),
    );
    expect(lifts.length).toBeGreaterThan(1);
    expect(lifts.reduce((sum, lift) => sum + lift, 0) / lifts.length).toBeGreaterThan(1.5);
  });

  test('another spelling is hardly ordered with the first one', () => {
    const { baskets, menu } = drawBaskets({ duplicateShare: 0.3, groupMean: 3, personMean: 2 });
    const twins = menu.items.flatMap(({ twin }, index) => (twin === null ? [] : [[index, twin] as const]));
    expect(twins.length).toBeGreaterThan(3);
    const lifts = twins.map(([index, twin]) => liftOf(baskets, index, twin)).filter(Number.isFinite);
    expect(lifts.reduce((sum, lift) => sum + lift, 0) / lifts.length).toBeLessThan(0.5);
  });
});
