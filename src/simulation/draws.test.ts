import { describe, expect, test } from 'vitest';
import {
  drawBinomial,
  drawChance,
  drawGamma,
  drawInteger,
  drawLogNormal,
  drawNormal,
  drawPoisson,
  drawWeighted,
} from './draws.ts';
import { createRandom, type Random } from './random.ts';

const DRAWS = 40_000;

/** Mean and variance of many draws. */
function momentsOf(draw: (random: Random) => number): { mean: number; variance: number } {
  const random = createRandom(5, 'moments');
  const values = Array.from({ length: DRAWS }, () => draw(random));
  const mean = values.reduce((sum, value) => sum + value, 0) / DRAWS;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (DRAWS - 1) };
}

/** Five standard errors of the mean, and 10 % of the variance: never by chance, always by a wrong formula. */
function expectMoments(draw: (random: Random) => number, { mean, variance }: { mean: number; variance: number }): void {
  const moments = momentsOf(draw);
  expect(Math.abs(moments.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / DRAWS));
  expect(Math.abs(moments.variance / variance - 1)).toBeLessThan(0.1);
}

describe('moments', () => {
  test('coin: p, p(1 - p)', () => {
    expectMoments((random) => Number(drawChance(random, 0.3)), { mean: 0.3, variance: 0.21 });
  });
  test('whole numbers 1 to 20: 10.5, (20^2 - 1)/12', () => {
    expectMoments((random) => drawInteger(random, [1, 20]), { mean: 10.5, variance: 33.25 });
  });
  test('binomial: np, np(1 - p)', () => {
    expectMoments((random) => drawBinomial(random, { trials: 6, probability: 0.25 }), { mean: 1.5, variance: 1.125 });
  });
  test('normal: 0, 1', () => {
    expectMoments(drawNormal, { mean: 0, variance: 1 });
  });
  test('log-normal: m e^(s^2/2), mean^2 (e^(s^2) - 1)', () => {
    const mean = 30 * Math.exp(0.125);
    const variance = mean ** 2 * (Math.exp(0.25) - 1);
    expectMoments((random) => drawLogNormal(random, { median: 30, sigma: 0.5 }), { mean, variance });
  });
  test.each([0.4, 1, 7.5, 40])('gamma of shape %d: mean and variance are the shape', (shape) => {
    expectMoments((random) => drawGamma(random, shape), { mean: shape, variance: shape });
  });
  test.each([0.2, 3, 38, 1200])('Poisson of mean %d: the variance is the mean', (mean) => {
    expectMoments((random) => drawPoisson(random, mean), { mean, variance: mean });
  });
});

describe('drawWeighted', () => {
  test('chooses in proportion to the weights and never a weight of 0', () => {
    const random = createRandom(3);
    const drawn = Array.from({ length: 10_000 }, () => drawWeighted(random, [0, 1, 3, 0]));
    expect(new Set(drawn)).toEqual(new Set([1, 2]));
    // 3/4 of 10,000, standard error 43.
    expect(Math.abs(drawn.filter((index) => index === 2).length - 7500)).toBeLessThan(200);
  });

  test('the edges of the unit interval fall on the first and the last weight above 0', () => {
    expect(drawWeighted(() => 0, [0, 2, 1, 0])).toBe(1);
    expect(drawWeighted(() => 1 - 2 ** -32, [0, 2, 1, 0])).toBe(2);
  });

  test('refuses weights without a sum', () => {
    expect(() => drawWeighted(() => 0.5, [0, 0])).toThrow(RangeError);
    expect(() => drawWeighted(() => 0.5, [])).toThrow(RangeError);
  });
});

describe('drawInteger', () => {
  test('reaches both ends', () => {
    expect(drawInteger(() => 0, [1, 20])).toBe(1);
    expect(drawInteger(() => 1 - 2 ** -32, [1, 20])).toBe(20);
  });
});

test('impossible parameters are refused', () => {
  expect(() => drawGamma(() => 0.5, 0)).toThrow(RangeError);
  expect(() => drawPoisson(() => 0.5, -1)).toThrow(RangeError);
  expect(() => drawPoisson(() => 0.5, Infinity)).toThrow(RangeError);
});
