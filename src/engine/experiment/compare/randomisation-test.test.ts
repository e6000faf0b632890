import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../simulation/random.ts';
import { exactRandomisationTest, randomisationTest } from './randomisation-test.ts';

const stratum = { treated: [12, 15, 20, 9], control: [8, 7, 11] };

describe('randomisation', () => {
  it('by chance comes near the exact answer, 4 of 35', () => {
    const { pValue } = randomisationTest([stratum], { random: createRandom(1, 'relabel'), relabellings: 20_000 });
    expect(Math.abs(pValue - 4 / 35)).toBeLessThan(0.01);
  });

  it('relabels within weeks only: a level that differs between weeks is no difference of arms', () => {
    // week 1 around 0 with most units treated, week 2 around 100 with most units control
    const weeks = [
      { treated: [0, 1, 0, 1, 0, 1, 0, 1], control: [1, 0] },
      { treated: [101, 100], control: [100, 101, 100, 101, 100, 101, 100, 101] },
    ];
    const { difference, pValue } = randomisationTest(weeks, { random: createRandom(2, 'relabel'), relabellings: 500 });
    expect(difference).toBeCloseTo(0, 12);
    expect(pValue).toBe(1);
  });

  it('refuses to try millions of labellings', () => {
    const many = Array.from({ length: 20 }, (_, i) => i);
    expect(() => exactRandomisationTest({ treated: many, control: many })).toThrow(RangeError);
  });
});
