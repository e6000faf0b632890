import { describe, expect, it } from 'vitest';
import { assignUnit, holdOutSalt } from '../../engine/experiment/assignment/assign-unit.ts';
import { checkSampleRatio } from '../../engine/experiment/validity/sample-ratio.ts';
import { hashUnit } from './unit-hash.ts';

const UNITS = Array.from({ length: 20_000 }, (_, i) => `visitor-${i}`);

describe('hashUnit', () => {
  it('fills 100 buckets evenly', () => {
    const buckets = new Array<number>(100).fill(0);
    for (const unit of UNITS) buckets[Math.floor(hashUnit('exp_01', unit) * 100)]! += 1;
    const { pValue } = checkSampleRatio(buckets, { weights: buckets.map(() => 1) });
    expect(pValue).toBeGreaterThan(0.001);
  });

  it('divides a test as planned, and two tests independently', () => {
    const arms = [
      { arm: 'control', share: 0.5 },
      { arm: 'new', share: 0.5 },
    ];
    const tests = ['one', 'two'].map((key) => ({
      key,
      salt: `salt-${key}`,
      arms,
      control: 'control',
      paused: false,
      layer: null,
    }));
    const plan = { holdOut: { salt: holdOutSalt('m1', '2024-W23'), share: 0.1 }, tests };
    const cells = new Map<string, number>([['held out', 0]]);
    for (const unit of UNITS) {
      const { heldOut, arms: got } = assignUnit(unit, { plan, hash: hashUnit });
      const cell = heldOut ? 'held out' : `${got.one} ${got.two}`;
      cells.set(cell, (cells.get(cell) ?? 0) + 1);
    }
    expect(cells.size).toBe(5);
    const { pValue } = checkSampleRatio([...cells.values()], {
      weights: [...cells.keys()].map((cell) => (cell === 'held out' ? 0.1 : 0.225)),
    });
    expect(pValue).toBeGreaterThan(0.001);
  });
});
