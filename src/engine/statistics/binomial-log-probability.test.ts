import { describe, expect, it } from 'vitest';
import { binomialLogProbability } from './binomial-log-probability.ts';

describe('binomialLogProbability', () => {
  it('matches hand counts', () => {
    // C(4,1) .25 x .75^3 = 27/64; ends: .75^4 = 81/256 and .25^4 = 1/256
    const quarter = { trials: 4, probability: 0.25 };
    expect(Math.exp(binomialLogProbability(1, quarter))).toBeCloseTo(27 / 64, 14);
    expect(Math.exp(binomialLogProbability(0, quarter))).toBeCloseTo(81 / 256, 14);
    expect(Math.exp(binomialLogProbability(4, quarter))).toBeCloseTo(1 / 256, 14);
  });

  it('sums to 1 over a large binomial', () => {
    const parameters = { trials: 200_000, probability: 0.3 };
    let sum = 0;
    for (let successes = 58_000; successes <= 62_000; successes++) {
      sum += Math.exp(binomialLogProbability(successes, parameters));
    }
    // 2000 is 9.8 standard deviations of 204.9: what lies outside is below 1e-21.
    expect(sum).toBeCloseTo(1, 11);
  });
});
