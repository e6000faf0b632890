import { describe, expect, it } from 'vitest';
import { liftPrior } from './lift-prior.ts';

describe('liftPrior', () => {
  it('is (C + 10 L) / (E + 10)', () => {
    expect(liftPrior({ together: 30, expected: 10 })).toBe(2);
    expect(liftPrior({ together: 30, expected: 10, parentLift: 3 })).toBe(3);
  });

  it('is the parent when the categories have not met', () => {
    expect(liftPrior({ together: 0, expected: 0 })).toBe(1);
    expect(liftPrior({ together: 0, expected: 0, parentLift: 1.7 })).toBeCloseTo(1.7, 12);
  });
});
