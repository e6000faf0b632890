import { describe, expect, test } from 'vitest';
import { createRandom } from './random.ts';

/** The published round in arbitrary-precision arithmetic, without any 32-bit operator: a second opinion. */
function drawWordsExactly(state: { a: bigint; b: bigint; c: bigint }, count: number): number[] {
  const wrap = 2n ** 32n;
  let { a, b, c } = state;
  let counter = 1n;
  const words: number[] = [];
  for (let round = 0; round < 15 + count; round++) {
    const word = (a + b + counter) % wrap;
    counter = (counter + 1n) % wrap;
    a = b ^ (b / 512n);
    b = (c + c * 8n) % wrap;
    c = (((c * 2n ** 21n) % wrap) + c / 2n ** 11n + word) % wrap;
    if (round >= 15) words.push(Number(word));
  }
  return words;
}

function take(random: () => number, count: number): number[] {
  return Array.from({ length: count }, () => random());
}

describe('createRandom', () => {
  // The hash of the empty stream name is the FNV-1a offset basis.
  const EMPTY_STREAM = 0x811c9dc5n;

  test.each([0, 1, 42, 2 ** 32 + 5, Number.MAX_SAFE_INTEGER])('is sfc32 of seed %d', (seed) => {
    const wide = BigInt(seed);
    const words = drawWordsExactly({ a: EMPTY_STREAM, b: wide % 2n ** 32n, c: wide / 2n ** 32n }, 1000);
    expect(take(createRandom(seed), 1000)).toEqual(words.map((word) => word / 2 ** 32));
  });

  test('gives the same numbers for the same seed and stream, others for another seed or stream', () => {
    const numbers = take(createRandom(1, 'orders'), 20);
    expect(take(createRandom(1, 'orders'), 20)).toEqual(numbers);
    expect(take(createRandom(2, 'orders'), 20)).not.toEqual(numbers);
    expect(take(createRandom(1, 'orders-2'), 20)).not.toEqual(numbers);
    expect(take(createRandom(1 + 2 ** 32, 'orders'), 20)).not.toEqual(numbers);
  });

  test('is uniform on [0, 1)', () => {
    const numbers = take(createRandom(11), 100_000);
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    const bins = new Array<number>(100).fill(0);
    for (const value of numbers) bins[Math.floor(value * 100)] = (bins[Math.floor(value * 100)] ?? 0) + 1;
    expect(numbers.every((value) => value >= 0 && value < 1)).toBe(true);
    // The mean of 100,000 has a standard error of sqrt(1/12)/sqrt(100000) = .0009.
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.004);
    // Chi-square with 99 degrees of freedom: below 149 with probability .999.
    const chiSquare = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquare).toBeLessThan(149);
  });

  test('streams with similar names are not correlated', () => {
    const [first, second] = [
      take(createRandom(1, 'orders-20512'), 20_000),
      take(createRandom(1, 'orders-20513'), 20_000),
    ];
    const covariance =
      first.reduce((sum, value, index) => sum + (value - 0.5) * ((second[index] ?? 0) - 0.5), 0) / 20_000;
    // Correlation = 12 x covariance; its standard error is 1/sqrt(20000) = .007.
    expect(Math.abs(12 * covariance)).toBeLessThan(0.03);
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53])('refuses seed %d', (seed) => {
    expect(() => createRandom(seed)).toThrow(RangeError);
  });
});
