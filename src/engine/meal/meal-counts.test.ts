import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../items.ts';
import { MealCounts } from './meal-counts.ts';

const place = (role: Role) => ROLES.indexOf(role);
/** Items 0 and 1 are mains, 2 a drink, 3 a side; what lies beyond is `other`. */
const ROLE_OF = Uint8Array.of(place('main'), place('main'), place('drink'), place('side'));

function countsOf(baskets: readonly (readonly number[])[]): MealCounts {
  const counts = new MealCounts(ROLE_OF);
  for (const basket of baskets) counts.add(basket);
  return counts;
}

describe('MealCounts', () => {
  it('matches a small store by hand', () => {
    const counts = countsOf([[0, 2], [1, 2], [0, 1, 2], [0], [2, 3]]);
    // Cases: main 1 + 1 + 2 = 4, drink 1 + 1 + 1 + 1 = 4, side 1; an order of one item has none. Together 9.
    expect(['main', 'drink', 'side', 'other'].map((role) => counts.casesOf(place(role as Role)))).toEqual([4, 4, 1, 0]);
    const lifts = counts.logLifts([0]).map(Math.exp);
    // Beside mains alone: drink 1 + 1 of one main, 1 of two: C = 3 of 3, E = 3 x 4/9 = 4/3: (3 + 3) / (4/3 + 3) = 18/13.
    // Beside exactly one main: C = 2 of 2, E = 8/9: (2 + 3 x 18/13) / (8/9 + 3) = 720/455.
    expect(lifts[place('drink')]).toBeCloseTo(720 / 455, 12);
    // Mains: E = 4/3, 3 / (13/3) = 9/13; E = 8/9, (27/13) / (35/9) = 243/455. Nobody had two mains and nothing else.
    expect(lifts[place('main')]).toBeCloseTo(243 / 455, 12);
    // What was never ordered is as likely as usual.
    expect(lifts[place('dessert')]).toBe(1);
    // Beside two mains: C = 1 of 1, E = 4/9: (1 + 3 x 18/13) / (4/9 + 3) = 603/403.
    expect(Math.exp(counts.logLifts([0, 1])[place('drink')] as number)).toBeCloseTo(603 / 403, 12);
  });

  it('takes three of a role for more than one', () => {
    const counts = countsOf([
      [4, 5, 2],
      [6, 7, 8, 2],
    ]);
    const beside = (cart: readonly number[]) => [...counts.logLifts(cart)];
    expect(beside([4, 5, 6])).toEqual(beside([4, 5]));
    expect(beside([4, 5])).not.toEqual(beside([4]));
  });

  it('says nothing where all items have one role, and before any order', () => {
    const unknown = new MealCounts(new Uint8Array(0));
    expect([...unknown.logLifts([0])]).toEqual([0, 0, 0, 0, 0, 0]);
    unknown.add([0, 1, 2]);
    expect(unknown.logLifts([5])[place('other')]).toBe(0);
  });

  it('is the same after taking back as if it had never been counted', () => {
    const basket = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.array(basket), fc.array(basket), basket, (kept, gone, cart) => {
        const counts = countsOf([...kept, ...gone]);
        for (const back of gone) counts.remove(back);
        expect([...counts.logLifts(cart)]).toEqual([...countsOf(kept).logLifts(cart)]);
      }),
      { seed: 31, numRuns: 100 },
    );
  });
});
