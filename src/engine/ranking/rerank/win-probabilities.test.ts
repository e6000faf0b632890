import cdf from '@stdlib/stats-base-dists-beta-cdf';
import quantile from '@stdlib/stats-base-dists-beta-quantile';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BetaParameters } from '../../statistics/beta-bound.ts';
import { winProbabilities } from './win-probabilities.ts';

const variable = (alpha: number, b: number): BetaParameters => ({ alpha, beta: b });

/** By substitution x = F^-1(u): the mean of the product of the others' F over the middles of 2000 equal shares. */
function byQuantiles(variables: readonly BetaParameters[]): number[] {
  const shares = 2000;
  return variables.map((own, j) => {
    let sum = 0;
    for (let i = 0; i < shares; i++) {
      const x = quantile((i + 0.5) / shares, own.alpha, own.beta);
      sum += variables.reduce((product, { alpha, beta }, k) => (k === j ? product : product * cdf(x, alpha, beta)), 1);
    }
    return sum / shares;
  });
}

describe('winProbabilities', () => {
  test('are what the integral gives by hand', () => {
    // P(X > Y), X ~ Beta(2, b), Y ~ Beta(1, 19): 1 - E (1 - X)^19 = 1 - B(2, b + 19) / B(2, b), B(2, b) = 1 / (b (b + 1)).
    expect(winProbabilities([variable(2, 18), variable(1, 19)])[0]).toBeCloseTo(1 - (18 * 19) / (37 * 38), 4);
    expect(winProbabilities([variable(2, 38), variable(1, 19)])[0]).toBeCloseTo(1 - (38 * 39) / (57 * 58), 4);
  });

  test('are equal shares of equal variables, all of one, and nothing of none', () => {
    for (const count of [1, 2, 3, 7]) {
      const wins = winProbabilities(Array.from({ length: count }, () => variable(0.4, 19.6)));
      for (const win of wins) expect(win).toBeCloseTo(1 / count, 12);
    }
    expect(winProbabilities([])).toEqual([]);
  });

  test.each([
    [[variable(2, 18), variable(1, 19), variable(0.5, 19.5), variable(0.2, 19.8)]],
    [[variable(40, 460), variable(1, 19), variable(3, 40)]],
    [[variable(0.02, 19.98), variable(0.1, 19.9), variable(0.4, 19.6)]],
    [[variable(100, 900), variable(110, 890), variable(1, 19)]],
    [[variable(14, 6), variable(5, 15), variable(200, 310)]],
    [[variable(0.002, 19.998), variable(0.01, 19.99)]],
    [[variable(19.998, 0.002), variable(2, 18), variable(0.4, 19.6)]],
    [[variable(19.5, 0.5), variable(8, 12)]],
  ])('agree with the quantiles to 1e-3: %j', (variables) => {
    const exact = byQuantiles(variables);
    for (const [index, win] of winProbabilities(variables).entries()) {
      expect(Math.abs(win - (exact[index] ?? Number.NaN))).toBeLessThan(1e-3);
    }
  });

  test('sum to 1, are none below 0, and do not depend on the order', () => {
    const parameter = fc.double({ min: 0.002, max: 500, noNaN: true });
    const any = fc.array(fc.record({ alpha: parameter, beta: parameter }), { minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(any, (variables) => {
        const wins = winProbabilities(variables);
        expect(wins.reduce((sum, win) => sum + win, 0)).toBeCloseTo(1, 9);
        expect(Math.min(...wins)).toBeGreaterThanOrEqual(0);
        const reversed = winProbabilities([...variables].reverse()).reverse();
        for (const [index, win] of reversed.entries()) expect(win).toBeCloseTo(wins[index] ?? Number.NaN, 9);
      }),
      { seed: 63, numRuns: 200 },
    );
  });
});
