import { describe, expect, it } from 'vitest';
import { judgeGuardrail } from './guardrail.ts';

describe('judgeGuardrail', () => {
  const plan = { better: 'up', plannedUnits: 10_000 } as const;
  const look = { standardError: 0.1, units: 10_000, controlMean: 10 };

  it('a loss of 5 % is put up with, one beyond it is not', () => {
    // about 3.3 standard errors of 1 % each to both sides
    expect(judgeGuardrail({ ...look, difference: -0.8 }, plan)).toBe('open');
    expect(judgeGuardrail({ ...look, difference: -0.9 }, plan)).toBe('broken');
    expect(judgeGuardrail({ ...look, difference: -0.1 }, plan)).toBe('holds');
  });

  it('knows which way is worse', () => {
    expect(judgeGuardrail({ ...look, difference: 0.9 }, { ...plan, better: 'down' })).toBe('broken');
    expect(judgeGuardrail({ ...look, difference: -0.9 }, { ...plan, better: 'down' })).toBe('holds');
  });

  it('says nothing about a control of 0', () => {
    expect(judgeGuardrail({ ...look, controlMean: 0, difference: -5 }, plan)).toBe('open');
  });

  it('with a tolerance of its own also where the control has nothing, such as no error at all', () => {
    const rule = { better: 'down', plannedUnits: 10_000, tolerance: 0.01 } as const;
    const errors = { standardError: 0.001, units: 10_000, controlMean: 0 };
    // about 3.3 standard errors of .001 to both sides
    expect(judgeGuardrail({ ...errors, difference: 0.014 }, rule)).toBe('broken');
    expect(judgeGuardrail({ ...errors, difference: 0.012 }, rule)).toBe('open');
    expect(judgeGuardrail({ ...errors, difference: 0.006 }, rule)).toBe('holds');
  });
});
