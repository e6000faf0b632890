import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTimeZone } from '../../engine/calendar/time-zone.ts';
import { RESTAURANT } from '../restaurant-menu-table.ts';
import { createReturners, planDay, type TrafficPlan, upToLastOrder } from './plan-day.ts';
import { createRestaurantWorld } from './restaurant-world.ts';
import { createAnyWorld } from './shop-world.ts';

const ITEMS = RESTAURANT.items.map(({ id, item }) => ({ id, priceMinor: item.price_minor ?? 0 }));
/** Wednesday, 2026-03-04. */
const DAY = 20516;
const MONDAY = DAY - 2;

function makePlan(seed: number, world = createRestaurantWorld(ITEMS)): TrafficPlan {
  const returners = createReturners(seed, { run: 'sim', world });
  return { run: 'sim', seed, world, zone: createTimeZone('Europe/Rome'), sessionsPerDay: 40, returners };
}

describe('planDay', () => {
  test('a seed decides everything', () => {
    expect(planDay(makePlan(5), DAY)).toEqual(planDay(makePlan(5), DAY));
    expect(planDay(makePlan(6), DAY)).not.toEqual(planDay(makePlan(5), DAY));
  });

  test('sessions are sound: pages in the order of time, an end on a whole second after them, known items', () => {
    const worlds = [createRestaurantWorld(ITEMS), createAnyWorld(1, ITEMS.slice(0, 5))];
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 18000, max: 22000 }), fc.constantFrom(...worlds), (seed, day, world) => {
        const sessions = planDay(makePlan(seed, world), day);
        expect(new Set(sessions.map(({ id }) => id)).size).toBe(sessions.length);
        for (const { pages, startMs, endMs, basket } of sessions) {
          const times = [startMs, ...pages.map(({ atMs }) => atMs), endMs];
          expect(times.toSorted((a, b) => a - b)).toEqual(times);
          expect(pages.length).toBeGreaterThan(0);
          expect(pages.some(({ placement }) => placement === 'cart')).toBe(basket.size > 0);
          expect(endMs % 1000).toBe(0);
          expect(endMs - startMs).toBeLessThan(30 * 60_000);
          for (const item of basket.keys()) expect(world.items[item]).toBeDefined();
        }
      }),
      { seed: 6, numRuns: 40 },
    );
  });

  test('the restaurant is closed on Mondays, any other shop is not', () => {
    expect(planDay(makePlan(5), MONDAY)).toEqual([]);
    expect(planDay(makePlan(5, createAnyWorld(1, ITEMS)), MONDAY).length).toBeGreaterThan(20);
  });

  test('a day is cut off after the last order before its end', () => {
    const sessions = planDay(makePlan(5), DAY);
    const middle = sessions[Math.floor(sessions.length / 2)]?.endMs ?? 0;
    const cut = upToLastOrder(sessions, middle);
    expect(cut).toEqual(sessions.slice(0, cut.length));
    expect(cut.at(-1)?.basket.size).toBeGreaterThan(0);
    expect(cut.at(-1)?.endMs).toBeLessThan(middle);
    const left = sessions.slice(cut.length).filter(({ endMs }) => endMs < middle);
    expect(left.every(({ basket }) => basket.size === 0)).toBe(true);
    expect(upToLastOrder(sessions, 0)).toEqual([]);
  });
});
