import { describe, expect, it } from 'vitest';
import { hypergeometricUpperTail } from '../../statistics/hypergeometric.ts';
import { fisherExactP } from './fisher-exact.ts';
import { compareProportions } from './two-proportions.ts';

describe('fisherExactP', () => {
  it('the lady tasting tea: 3 of 4 cups each way', () => {
    // 8 cups, 4 of each: P(3 or 4 right) = (16 + 1) / 70; two-sided adds 0 and 1 right: 34 / 70
    const p = fisherExactP({ treated: { successes: 3, n: 4 }, control: { successes: 1, n: 4 } });
    expect(p).toBeCloseTo(34 / 70, 12);
  });

  it('with equal arms is twice the one-sided tail', () => {
    const oneSided = hypergeometricUpperTail({ population: 200, first: 100, second: 12 }, 10);
    const p = fisherExactP({ treated: { successes: 10, n: 100 }, control: { successes: 2, n: 100 } });
    expect(p).toBeCloseTo(2 * oneSided, 12);
  });

  it('holds at the edges and when the arms change places', () => {
    const nothing = { successes: 0, n: 30 };
    expect(fisherExactP({ treated: nothing, control: nothing })).toBe(1);
    const [treated, control] = [
      { successes: 7, n: 7 },
      { successes: 2, n: 900 },
    ];
    const p = fisherExactP({ treated, control });
    expect(p).toBeGreaterThan(0);
    expect(p).toBeLessThan(1e-12);
    expect(fisherExactP({ treated: control, control: treated })).toBeCloseTo(p, 15);
  });

  it('comes near the pooled z where counts are large', () => {
    const arms = { treated: { successes: 5200, n: 50_000 }, control: { successes: 5000, n: 50_000 } };
    expect(fisherExactP(arms)).toBeCloseTo(compareProportions(arms, 0.05).pValue, 2);
  });
});
