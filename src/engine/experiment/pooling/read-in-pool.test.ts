import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseKind, readInPool } from './read-in-pool.ts';

const OPTIONS = { prior: { mean: 0, standardDeviation: 0.1 }, smallestTau: 0.02 };
/** Row eb02 of the reference values: six merchants, tau at its floor. */
const SIX = [
  [0.08, 0.05],
  [0.02, 0.02],
  [-0.05, 0.09],
  [0.15, 0.12],
  [0.04, 0.03],
  [0.06, 0.06],
].map(([value = 0, standardError = 0]) => ({ value, standardError }));

const estimate = fc.record({
  value: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
  standardError: fc.double({ min: 0.005, max: 0.5, noNaN: true }),
});

describe('one merchant in the light of the others', () => {
  it('reads as row eb02 says, in whatever place it stands', () => {
    const [own, ...others] = SIX;
    const first = readInPool(own ?? null, { others, ...OPTIONS });
    expect(first.mean).toBeCloseTo(0.04263388822, 9);
    expect(first.standardDeviation).toBeCloseTo(0.0247044903, 9);
    // t with 5 degrees of freedom: 2.570581837.
    expect(first.interval[1] - first.mean).toBeCloseTo(2.570581837 * 0.0247044903, 8);
    expect(first.merchants).toBe(6);
    const fifth = readInPool(SIX[4] ?? null, { others: SIX.filter((_, n) => n !== 4), ...OPTIONS });
    expect(fifth.mean).toBeCloseTo(0.03768444562, 9);
  });

  it('a new one reads the mean with the spread between merchants on top: eb02 again', () => {
    const { mean, interval } = readInPool(null, { others: SIX, ...OPTIONS });
    expect(mean).toBeCloseTo(0.03665531033, 9);
    expect(interval[0]).toBeCloseTo(-0.03408174061, 8);
    expect(interval[1]).toBeCloseTo(0.1073923613, 8);
  });

  it('below five merchants the others are not listened to', () => {
    const three = SIX.slice(1, 4);
    const own = SIX[0] ?? null;
    expect(readInPool(own, { others: three, ...OPTIONS })).toEqual(readInPool(own, { others: [], ...OPTIONS }));
    // 1/V = 1/.01 + 1/.0025 = 500, mean = .08 x 400 / 500.
    expect(readInPool(own, { others: [], ...OPTIONS }).mean).toBeCloseTo(0.064, 12);
  });

  it('without anything the prior is read, centred on 0: nothing is promised', () => {
    const { mean, standardDeviation, merchants } = readInPool(null, { others: [], ...OPTIONS });
    expect([mean, standardDeviation, merchants]).toEqual([0, expect.closeTo(0.1, 12), 0]);
  });

  it('lies between the own figure and the mean of all, and is surer than the own figure alone', () => {
    fc.assert(
      fc.property(estimate, fc.array(estimate, { minLength: 4, maxLength: 30 }), (own, others) => {
        const reading = readInPool(own, { others, ...OPTIONS });
        const newcomer = readInPool(null, { others: [own, ...others], ...OPTIONS });
        const [low, high] = [Math.min(own.value, newcomer.mean), Math.max(own.value, newcomer.mean)];
        expect(reading.mean).toBeGreaterThanOrEqual(low - 1e-9);
        expect(reading.mean).toBeLessThanOrEqual(high + 1e-9);
        expect(reading.standardDeviation).toBeLessThanOrEqual(own.standardError * (1 + 1e-9));
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('does not depend on the order of the others', () => {
    fc.assert(
      fc.property(estimate, fc.array(estimate, { minLength: 4, maxLength: 12 }), (own, others) => {
        const there = readInPool(own, { others, ...OPTIONS });
        const back = readInPool(own, { others: [...others].reverse(), ...OPTIONS });
        expect(there.mean).toBeCloseTo(back.mean, 9);
      }),
      { seed: 12, numRuns: 100 },
    );
  });
});

describe('whom a merchant is read beside', () => {
  it('those of its kind from ten on', () => {
    const kinds = (shops: number) => [
      ...Array.from({ length: shops }, () => ({ kind: 'shop' })),
      ...Array.from({ length: 6 }, () => ({ kind: 'restaurant' })),
    ];
    expect(chooseKind(kinds(9), 'shop')).toHaveLength(15);
    expect(chooseKind(kinds(10), 'shop')).toHaveLength(10);
  });
});
