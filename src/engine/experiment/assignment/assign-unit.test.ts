import { describe, expect, it } from 'vitest';
import { type AssignedTest, assignUnit, type TrafficPlan } from './assign-unit.ts';
import { trafficRanges } from './traffic-ranges.ts';

const halves = [
  { arm: 'control', share: 0.5 },
  { arm: 'new', share: 0.5 },
];

function testOf(key: string, change: Partial<AssignedTest> = {}): AssignedTest {
  return { key, salt: key, arms: halves, control: 'control', paused: false, layer: null, ...change };
}

/** A hash that is told what to answer for each salt. */
function assign(plan: TrafficPlan, answers: Record<string, number>) {
  return assignUnit('u', { plan, hash: (salt) => answers[salt] ?? 0.99 });
}

describe('assignUnit', () => {
  it('the hold-out comes first: who is held out is in no test', () => {
    const plan = { holdOut: { salt: 'h', share: 0.1 }, tests: [testOf('a')] };
    expect(assign(plan, { h: 0.0999, a: 0.2 })).toEqual({ heldOut: true, arms: {} });
    expect(assign(plan, { h: 0.1, a: 0.2 })).toEqual({ heldOut: false, arms: { a: 'control' } });
  });

  it('tests of one layer exclude each other', () => {
    const tests = [
      testOf('a', { layer: { salt: 'menu', from: 0, to: 0.5 } }),
      testOf('b', { layer: { salt: 'menu', from: 0.5, to: 1 } }),
      testOf('c'),
    ];
    const plan = { holdOut: null, tests };
    expect(assign(plan, { menu: 0.4999, a: 0.7, b: 0.7, c: 0.7 }).arms).toEqual({ a: 'new', c: 'new' });
    expect(assign(plan, { menu: 0.5, a: 0.7, b: 0.7, c: 0.7 }).arms).toEqual({ b: 'new', c: 'new' });
  });

  it('while a test is paused everyone gets its control', () => {
    const plan = { holdOut: null, tests: [testOf('a', { paused: true })] };
    expect(assign(plan, { a: 0.9 }).arms).toEqual({ a: 'control' });
  });
});

describe('trafficRanges', () => {
  it('covers all of [0, 1), also when the shares are rounded', () => {
    const ranges = trafficRanges(['a', 'b', 'c'].map((arm) => ({ arm, share: 0.333 })));
    expect(ranges[0]?.from).toBe(0);
    expect(ranges[1]?.from).toBe(ranges[0]?.to);
    expect(ranges[2]?.to).toBe(1);
  });

  it('refuses shares that are not a whole, and an arm named twice', () => {
    expect(() => trafficRanges([{ arm: 'a', share: 0.5 }])).toThrow('a=0.5');
    expect(() => trafficRanges([...halves, { arm: 'x', share: -0.1 }])).toThrow(RangeError);
    expect(() => trafficRanges([halves[0]!, halves[0]!])).toThrow(RangeError);
  });
});
