import { describe, expect, it } from 'vitest';
import { planRun } from './plan-run.ts';

const design = { variation: 1, treatedShare: 0.5, unitsPerDay: 1000 };

describe('planRun', () => {
  it('runs at least two weeks and whole weeks', () => {
    // (2.05375 + .84162)^2 / (.05^2 x .25) = 13,413.06, so 13,414 units: 13.4 days
    expect(planRun(design, { uplift: 0.05 })).toMatchObject({ neededUnits: 13_414, days: 14, enough: true });
    expect(planRun(design, { uplift: 0.5 }).days).toBe(14);
    expect(planRun(design, { uplift: 0.04 }).days).toBe(21);
  });

  it('stops at eight weeks and says what can be seen by then', () => {
    const plan = planRun({ ...design, unitsPerDay: 10 }, { uplift: 0.05 });
    expect(plan).toMatchObject({ days: 56, plannedUnits: 560, enough: false });
    // 2.8953 x 1 / sqrt(560 x .25) = .2447
    expect(plan.detectable).toBeCloseTo(0.2447, 4);
  });

  it('refuses a shop without visitors', () => {
    expect(() => planRun({ ...design, unitsPerDay: 0 }, { uplift: 0.05 })).toThrow(RangeError);
  });
});
