import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { attentionAt, type OfferedSlot, respondToSlots } from './slot-response.ts';

function offer(position: number, more: Partial<OfferedSlot> = {}): OfferedSlot {
  return { position, priceMinor: 500, wantedUnits: 0, settled: false, appetite: 1, ...more };
}

describe('respondToSlots', () => {
  test('the expected revenue that is caused is the budget, whichever items are offered', () => {
    const slots = [
      offer(1, { wantedUnits: 2 }),
      offer(2, { priceMinor: 1200, appetite: 3 }),
      offer(3, { settled: true }),
      offer(4, { priceMinor: 300, appetite: 9 }),
      offer(5, { priceMinor: 700 }),
    ];
    const random = createRandom(1, 'budget');
    const rounds = 40_000;
    for (const budgetMinor of [40, 900]) {
      let caused = 0;
      for (let round = 0; round < rounds; round++) {
        for (const { position, reason, units } of respondToSlots(random, { slots, budgetMinor }).touches) {
          if (reason === 'extra') caused += units * (slots[position - 1]?.priceMinor ?? 0);
        }
      }
      // At a budget of 40 one round scatters by about 150: the mean of 40,000 by .75, and 3 is four times that.
      expect(Math.abs(caused / rounds - budgetMinor)).toBeLessThan(Math.max(3, 0.02 * budgetMinor));
    }
  });

  test('places are looked at as often as their attention says', () => {
    const random = createRandom(2, 'attention');
    const looks = [0, 0, 0];
    for (let round = 0; round < 10_000; round++) {
      const { seen } = respondToSlots(random, { slots: [offer(1), offer(2), offer(3)], budgetMinor: 0 });
      for (const position of seen) looks[position - 1] = (looks[position - 1] ?? 0) + 1;
    }
    // 2^-.6 = .6598 and 3^-.6 = .5173; a standard error is .005.
    expect(looks[0]).toBe(10_000);
    expect(Math.abs((looks[1] ?? 0) / 10_000 - attentionAt(2))).toBeLessThan(0.02);
    expect(Math.abs((looks[2] ?? 0) / 10_000 - attentionAt(3))).toBeLessThan(0.02);
  });

  test('without a budget nothing is bought on top; what is settled is not touched; what is not seen neither', () => {
    const anySlot = fc.record({
      priceMinor: fc.integer({ min: 1, max: 5000 }),
      wantedUnits: fc.integer({ min: 0, max: 3 }),
      settled: fc.boolean(),
      appetite: fc.double({ min: 0.01, max: 50, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(anySlot, { maxLength: 8 }), fc.nat(), (drawn, seed) => {
        const slots = drawn.map((slot, index) => ({ ...slot, position: index + 1 }));
        const { seen, touches, couldCause } = respondToSlots(createRandom(seed), { slots, budgetMinor: 0 });
        for (const { position, reason, units, by } of touches) {
          expect(reason).not.toBe('extra');
          expect(seen).toContain(position);
          expect(slots[position - 1]?.settled).toBe(false);
          expect(reason === 'wanted').toBe((slots[position - 1]?.wantedUnits ?? 0) > 0);
          if (reason === 'regretted') expect([by, units]).toEqual(['add', 1]);
          if (reason === 'curious') expect([by, units]).toEqual(['click', 0]);
        }
        expect(couldCause).toBe(slots.some(({ settled, wantedUnits }) => !settled && wantedUnits === 0));
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});
