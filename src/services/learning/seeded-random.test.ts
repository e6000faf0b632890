import { expect, test } from 'vitest';
import { seededRandom } from './seeded-random.ts';

const draw = (storeId: number, version: number, count = 2000) => {
  const random = seededRandom(storeId, version);
  return Array.from({ length: count }, random);
};

test('the same store and version draw the same, another store or version does not', () => {
  expect(draw(7, 3, 10)).toEqual(draw(7, 3, 10));
  const firsts = [draw(1, 1, 1), draw(1, 2, 1), draw(2, 1, 1), draw(3, 1, 1)].map(String);
  expect(new Set(firsts).size).toBe(4);
});

test('numbers are uniform on [0, 1)', () => {
  // The mean of 2000 uniform numbers has a standard deviation of sqrt(1/12/2000) = .0065: .03 is more than four.
  for (const [storeId, version] of [
    [1, 1],
    [12345, 9],
  ] as const) {
    const numbers = draw(storeId, version);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    expect(Math.abs(numbers.reduce((sum, value) => sum + value, 0) / numbers.length - 0.5)).toBeLessThan(0.03);
    expect(numbers.filter((value) => value < 0.1).length).toBeGreaterThan(140);
  }
});
