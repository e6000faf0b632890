import { describe, expect, it } from 'vitest';
import { evaluateExperiment } from './evaluate-experiment.ts';
import type { ArmDay, ExperimentPlan } from './experiment-plan.ts';

const PLAN: ExperimentPlan = {
  method: 'hybrid',
  arms: [
    { arm: 'control', share: 0.5 },
    { arm: 'new', share: 0.5 },
  ],
  control: 'control',
  metrics: [{ name: 'bought', kind: 'proportion', role: 'primary' }],
  plannedDays: 14,
  plannedUnits: 5600,
};

/** `days` equal days; successes of 200 units for each arm. */
function daysOf(days: number, successes: Record<string, number>, n = 200): ArmDay[] {
  return Array.from({ length: days }, (_, index) =>
    Object.entries(successes).map(([arm, sum]) => ({
      day: `2026-03-${String(index + 1).padStart(2, '0')}`,
      arm,
      units: n,
      metrics: { bought: { n, sum, sumOfSquares: sum } },
    })),
  ).flat();
}

function evaluate(armDays: ArmDay[], elapsedDays: number, change: Partial<ExperimentPlan> = {}) {
  return evaluateExperiment(armDays, { plan: { ...PLAN, ...change }, look: { elapsedDays } });
}

describe('the hybrid rule', () => {
  it('asks more of a look on the way than of the planned end', () => {
    // 16 against 21.5 of 200 a day: z = 2.7 after 8 days and 3.6 after 14. The way asks for about 3.6, the end for 2.05.
    const early = evaluate(daysOf(8, { control: 16, new: 21.5 }), 8);
    expect(early.comparisons[0]?.comparison.pValue).toBeLessThan(0.01);
    expect([early.winner, early.resolution]).toEqual([null, 'running']);
    const end = evaluate(daysOf(14, { control: 16, new: 21 }), 14);
    expect(end).toMatchObject({ winner: 'variant', winningVariant: 'new', resolution: 'significant', atEnd: true });
  });

  it('stops early where the difference is plain, but not before every weekday was seen', () => {
    const plain = { control: 16, new: 40 };
    expect(evaluate(daysOf(6, plain), 6).resolution).toBe('collecting');
    expect(evaluate(daysOf(7, plain), 7).winner).toBe('variant');
  });

  it('at the end without a difference says whether that is known', () => {
    expect(evaluate(daysOf(14, { control: 16, new: 16 }), 14)).toMatchObject({
      winner: 'no_difference',
      resolution: 'inconclusive',
    });
    const many = daysOf(14, { control: 16_000, new: 16_010 }, 200_000);
    expect(evaluate(many, 14, { plannedUnits: 5_600_000 })).toMatchObject({
      winner: 'no_difference',
      resolution: 'equivalent',
    });
  });

  it('a pause counts for the planned end, not for the days that were seen', () => {
    const result = evaluate(daysOf(9, { control: 16, new: 16 }), 14);
    expect(result).toMatchObject({ days: 9, atEnd: true, winner: 'no_difference' });
  });
});

describe('what goes before a winner', () => {
  it('a leak in one arm voids the result', () => {
    const leaking = [...daysOf(14, { control: 16 }), ...daysOf(14, { new: 40 }, 150)];
    const result = evaluate(leaking, 14);
    expect(result.sampleRatio.ok).toBe(false);
    expect([result.winner, result.resolution]).toEqual([null, 'invalid_srm']);
  });

  it('an alarm of an earlier look stays', () => {
    const fine = daysOf(14, { control: 16, new: 40 });
    const result = evaluateExperiment(fine, { plan: PLAN, look: { elapsedDays: 14, previousRatioP: 0.0001 } });
    expect(result).toMatchObject({ resolution: 'invalid_srm', sampleRatio: { test: 'e-value', pValue: 0.0001 } });
  });

  it('a broken guardrail gives it to the control', () => {
    const withOrders = daysOf(14, { control: 16, new: 40 }).map((day) => {
      const paid = day.arm === 'new' ? 90 : 150;
      return { ...day, metrics: { ...day.metrics, paid: { n: 200, sum: paid, sumOfSquares: paid } } };
    });
    const metrics: ExperimentPlan['metrics'] = [
      ...PLAN.metrics,
      { name: 'paid', kind: 'proportion', role: 'guardrail' },
    ];
    const result = evaluate(withOrders, 14, { metrics });
    expect(result.comparisons[1]?.guardrail).toBe('broken');
    expect(result).toMatchObject({ winner: 'control', resolution: 'guardrail' });
  });

  it('few units are no evidence', () => {
    expect(evaluate(daysOf(8, { control: 0, new: 2 }), 8).resolution).toBe('collecting');
    expect(evaluate(daysOf(8, { control: 0, new: 2 }), 14).resolution).toBe('inconclusive');
  });
});

describe('several variants and directions', () => {
  const arms = ['control', 'a', 'b'].map((arm) => ({ arm, share: 1 / 3 }));

  it('takes the best of those that are proven, each after Holm', () => {
    const result = evaluate(daysOf(14, { control: 16, a: 24, b: 28 }), 14, { arms });
    expect(result.winningVariant).toBe('b');
    const [a, b] = result.comparisons;
    expect(a?.adjustedPValue).toBeCloseTo(a?.decision?.pValue ?? 0, 12);
    expect(b?.adjustedPValue).toBeCloseTo(2 * (b?.decision?.pValue ?? 0), 12);
  });

  it('is harder to win among several', () => {
    // 16 against 19.2 of 200, 14 times: z = 2.11, p = .034: below .04 alone, .069 among two
    const counts = { control: 16, a: 19.2, b: 16 };
    expect(
      evaluate(daysOf(14, { control: 16, a: 19.2 }), 14, {
        arms: [arms[0]!, arms[1]!].map(({ arm }) => ({ arm, share: 0.5 })),
      }).winner,
    ).toBe('variant');
    expect(evaluate(daysOf(14, counts), 14, { arms }).winner).toBe('no_difference');
  });

  it('where less is better, less wins', () => {
    const metrics: ExperimentPlan['metrics'] = [
      { name: 'bought', kind: 'proportion', role: 'primary', better: 'down' },
    ];
    expect(evaluate(daysOf(14, { control: 30, new: 16 }), 14, { metrics }).winner).toBe('variant');
    expect(evaluate(daysOf(14, { control: 16, new: 30 }), 14, { metrics }).winner).toBe('control');
  });
});

describe('methods and plans', () => {
  it('fixed does not judge before the end', () => {
    const plain = daysOf(10, { control: 16, new: 40 });
    const early = evaluate(plain, 10, { method: 'fixed' });
    expect(early.comparisons[0]?.decision).toBeNull();
    expect(early.resolution).toBe('running');
    expect(evaluate(plain, 14, { method: 'fixed' }).winner).toBe('variant');
  });

  it('always-valid judges at .05 at any time, the end included', () => {
    const result = evaluate(daysOf(14, { control: 16, new: 19 }), 14, { method: 'always_valid' });
    expect(result.comparisons[0]?.decision?.level).toBe(0.05);
    expect(result.comparisons[0]?.comparison.safe.pValue).toBeLessThan(0.05);
    expect(result.winner).toBe('no_difference');
  });

  it('a plan without a primary metric is refused', () => {
    expect(() => evaluate(daysOf(7, { control: 1, new: 1 }), 7, { metrics: [] })).toThrow('primary');
  });
});
