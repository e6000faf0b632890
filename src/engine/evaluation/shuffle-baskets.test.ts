import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shuffleBaskets } from './shuffle-baskets.ts';

function createUniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

test('sizes, items per basket and orders per item stay; no basket holds an item twice', () => {
  const baskets = fc.array(fc.uniqueArray(fc.nat(9), { maxLength: 6 }), { maxLength: 15 });
  fc.assert(
    fc.property(baskets, fc.integer({ min: 1, max: 1e6 }), (drawn, seed) => {
      const shuffled = shuffleBaskets(drawn, createUniform(seed));
      expect(shuffled.map((basket) => basket.length)).toEqual(drawn.map((basket) => basket.length));
      expect(shuffled.flat().sort((a, b) => a - b)).toEqual(drawn.flat().sort((a, b) => a - b));
      for (const basket of shuffled) expect(basket).toEqual([...new Set(basket)].sort((a, b) => a - b));
    }),
    { seed: 10 },
  );
});

test('what went together is pulled apart: 0 with 1 and 2 with 3 in every basket become a matter of chance', () => {
  const baskets = Array.from({ length: 400 }, (_, order) => (order % 2 === 0 ? [0, 1] : [2, 3]));
  const shuffled = shuffleBaskets(baskets, createUniform(11));
  const together = shuffled.filter(([a, b]) => a === 0 && b === 1).length;
  // Of the six pairs of distinct items each is as likely: 400 / 6 = 67, with a standard deviation of about 7.
  expect(together).toBeGreaterThan(35);
  expect(together).toBeLessThan(100);
});
