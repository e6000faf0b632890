import { describe, expect, it } from 'vitest';
import { judgeComparison } from './judge-comparison.ts';
import { judgeTest } from './verdict.ts';

describe('judgeTest', () => {
  it('a mismatch voids everything, a guardrail comes next', () => {
    const evidence = { interval: [0.1, 0.2] as const, atEnd: true, guardrailBroken: true };
    expect(judgeTest({ ...evidence, sampleRatioHolds: false })).toEqual({ winner: null, resolution: 'invalid_srm' });
    expect(judgeTest({ ...evidence, days: 2 })).toEqual({ winner: 'control', resolution: 'guardrail' });
  });

  it('with too few units collects until the end, and then admits it', () => {
    const evidence = { interval: [0.1, 0.2] as const, enoughUnits: false };
    expect(judgeTest({ ...evidence, atEnd: false }).resolution).toBe('collecting');
    expect(judgeTest({ ...evidence, atEnd: true })).toEqual({ winner: 'no_difference', resolution: 'inconclusive' });
  });
});

describe('judgeComparison', () => {
  it('calls nothing too small to matter where the control has nothing', () => {
    const judged = { interval: [-0.001, 0.001] as const, controlMean: 0, significant: false };
    expect(judgeComparison(judged, { atEnd: true }).resolution).toBe('inconclusive');
    expect(judgeComparison({ ...judged, controlMean: 1 }, { atEnd: true }).resolution).toBe('equivalent');
  });

  it('reads a negative level by its size', () => {
    const judged = { interval: [1, 2] as const, controlMean: -10, significant: true };
    expect(judgeComparison(judged, { atEnd: true }).winner).toBe('variant');
  });
});
