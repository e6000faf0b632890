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

  it('says the same in every process and release', () => {
    // The first 13 hexadecimal digits of sha256("exp_01:visitor-1") over 2^52, by another program (hashlib).
    expect(hashUnit('exp_01', 'visitor-1')).toBeCloseTo(0.3188276611, 10);
    expect(hashUnit('exp_01', 'visitor-2')).toBeCloseTo(0.6032812298, 10);
  });

  /** Chi-square of a 2 x 2 table of two draws of the same units; above 10.83 with probability .001 where they are independent. */
  function dependence(isInA: (unit: string) => boolean, isInB: (unit: string) => boolean): number {
    const [a, b] = [UNITS.map(isInA), UNITS.map(isInB)];
    const n = UNITS.length;
    const both = a.filter((inA, index) => inA && b[index]).length;
    const [inA, inB] = [a.filter(Boolean).length, b.filter(Boolean).length];
    return (n * (n * both - inA * inB) ** 2) / (inA * inB * (n - inA) * (n - inB));
  }

  it('says nothing of one test by another, nor of one week’s hold-out by the next one’s', () => {
    const below = (salt: string, share: number) => (unit: string) => hashUnit(salt, unit) < share;
    expect(dependence(below('salt-one', 0.5), below('salt-two', 0.5))).toBeLessThan(10.83);
    for (let week = 10; week < 20; week++) {
      const salts = [week, week + 1].map((one) => holdOutSalt('7', `2026-W${one}`)) as [string, string];
      expect(dependence(below(salts[0], 0.1), below(salts[1], 0.1))).toBeLessThan(10.83);
    }
    // The same salt twice is what must not be: the check sees it.
    expect(dependence(below('salt-one', 0.5), below('salt-one', 0.4))).toBeGreaterThan(1000);
  });
});
