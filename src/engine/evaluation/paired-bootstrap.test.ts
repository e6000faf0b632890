import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClusterSums, clusteredMean } from './clustered-mean.ts';
import { pairedBootstrap } from './paired-bootstrap.ts';

/** Lehmer's generator: enough for a bootstrap, and the same on every machine. */
function createUniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const sumsOf = (...sums: number[]): ClusterSums => ({
  sums: Float64Array.from(sums),
  counts: new Float64Array(sums.length).fill(1),
});

test('a model against itself: exactly 0', () => {
  const orders = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(orders, fc.integer({ min: 1, max: 1e6 }), (drawn, seed) => {
      const found = pairedBootstrap(
        { first: sumsOf(...drawn), second: sumsOf(...drawn) },
        { random: createUniform(seed), rounds: 20 },
      );
      expect(found).toEqual({ difference: 0, standardError: 0, lower: 0, upper: 0 });
    }),
    { seed: 7, numRuns: 30 },
  );
});

test('two orders, won once and lost never: a resample gains 0, 1/2 or 1 with chances 1/4, 1/2, 1/4', () => {
  const found = pairedBootstrap(
    { first: sumsOf(1, 0), second: sumsOf(0, 0) },
    { random: createUniform(42), rounds: 4000 },
  );
  expect(found.difference).toBe(0.5);
  // Variance 2 x 1/4 x (1/2)^2 = 1/8, so .353553; 4000 rounds are good for about .004.
  expect(Math.abs(found.standardError - Math.sqrt(1 / 8))).toBeLessThan(0.015);
  expect([found.lower, found.upper]).toEqual([0, 1]);
});

test('against a model that never hits, it has the standard error of the mean', () => {
  const first: ClusterSums = {
    sums: Float64Array.from({ length: 200 }, (_, order) => (order % 3 === 0 ? 2 : order % 5 === 0 ? 1 : 0)),
    counts: Float64Array.from({ length: 200 }, (_, order) => 2 + (order % 2)),
  };
  const second: ClusterSums = { sums: new Float64Array(200), counts: first.counts };
  const found = pairedBootstrap({ first, second }, { random: createUniform(7), rounds: 3000 });
  const { mean, standardError } = clusteredMean(first);
  expect(found.difference).toBeCloseTo(mean, 12);
  expect(found.standardError / standardError).toBeGreaterThan(0.93);
  expect(found.standardError / standardError).toBeLessThan(1.07);
});

test('the same seed gives the same figures; swapped models give the opposite difference', () => {
  const [a, b] = [sumsOf(1, 0, 1, 1), sumsOf(0, 0, 1, 0)];
  const found = pairedBootstrap({ first: a, second: b }, { random: createUniform(3) });
  expect(pairedBootstrap({ first: a, second: b }, { random: createUniform(3) })).toEqual(found);
  const swapped = pairedBootstrap({ first: b, second: a }, { random: createUniform(3) });
  expect(swapped.difference).toBe(-found.difference);
  expect(swapped.lower).toBe(-found.upper);
});

test('models that were asked different queries cannot be compared', () => {
  const other: ClusterSums = { sums: Float64Array.of(1, 1), counts: Float64Array.of(1, 2) };
  expect(() => pairedBootstrap({ first: sumsOf(1, 1), second: other }, { random: () => 0 })).toThrow(RangeError);
});
