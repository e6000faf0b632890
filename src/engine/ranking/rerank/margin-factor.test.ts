import { describe, expect, test } from 'vitest';
import { marginFactor } from './margin-factor.ts';

describe('marginFactor', () => {
  test.each([
    ['the typical margin', 200, 1, 1],
    ['twice the typical margin', 400, 1, 2],
    ['half of it, with the dial in the middle', 100, 0.5, Math.SQRT1_2],
    ['a hundred times, held at four', 20_000, 1, 4],
    ['nothing earned, held at a quarter', 0, 1, 0.25],
    ['sold below cost, held at a quarter', -900, 1, 0.25],
    ['an unknown margin', null, 1, 1],
    ['a dial at 0', 20_000, 0, 1],
  ])('is, for %s', (_what, marginMinor, dial, factor) => {
    expect(marginFactor(marginMinor, { dial, typicalMarginMinor: 200 })).toBeCloseTo(factor, 12);
  });

  test('is 1 in a store of which no margin is known', () => {
    expect(marginFactor(500, { dial: 1, typicalMarginMinor: null })).toBe(1);
  });
});
