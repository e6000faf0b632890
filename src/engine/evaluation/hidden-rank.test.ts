import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankHidden } from './hidden-rank.ts';

const free = (length: number) => new Uint8Array(length);

test('one better and two equals: 1 + 1 + 2 / 2', () => {
  const scores = Float64Array.of(9, 4, 4, 4, 1);
  expect(rankHidden(scores, { hidden: 2, excluded: free(5) })).toBe(3);
});

test('items of the context take no part, whatever their score', () => {
  const excluded = Uint8Array.of(1, 0, 0, 1);
  expect(rankHidden(Float64Array.of(9, 4, 4, Number.NaN), { hidden: 1, excluded })).toBe(1.5);
});

test('an item that the model does not list is no hit, even in a short list', () => {
  const scores = Float64Array.of(-Infinity, -Infinity);
  expect(rankHidden(scores, { hidden: 0, excluded: free(2) })).toBe(Infinity);
});

test('a score that is not a number is refused, of the hidden item and of any other', () => {
  expect(() => rankHidden(Float64Array.of(1, Number.NaN), { hidden: 0, excluded: free(2) })).toThrow(RangeError);
  expect(() => rankHidden(Float64Array.of(1, Number.NaN), { hidden: 1, excluded: free(2) })).toThrow(RangeError);
});

test('the ranks of all items sum up to 1 + 2 + ... + n, so ties are shared fairly; equal scores get equal ranks', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(scores, (drawn) => {
      const ranks = drawn.map((_, hidden) =>
        rankHidden(Float64Array.from(drawn), { hidden, excluded: free(drawn.length) }),
      );
      expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBe((drawn.length * (drawn.length + 1)) / 2);
      expect(new Set(drawn.map((score, item) => `${score}:${ranks[item]}`)).size).toBe(new Set(drawn).size);
    }),
    { seed: 6 },
  );
});
