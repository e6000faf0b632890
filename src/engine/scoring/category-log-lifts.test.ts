import { describe, expect, it } from 'vitest';
import { CategoryLogLifts } from './category-log-lifts.ts';

/** A lift of 2 from category 0 to any, of 3 from category 1. */
function openLifts(categoryIndexes: Int32Array) {
  const asked: string[] = [];
  const categoryLift = (g: number, h: number) => {
    asked.push(`${g}-${h}`);
    return 2 + g;
  };
  return { asked, lifts: new CategoryLogLifts({ categoryIndexes, categoryLift }) };
}

describe('CategoryLogLifts', () => {
  it('counts categories up to the highest index; none without any', () => {
    expect(openLifts(Int32Array.of(2, -1, 0)).lifts.count).toBe(3);
    expect(openLifts(Int32Array.of(-1, -1)).lifts.count).toBe(0);
    expect(openLifts(new Int32Array(0)).lifts.count).toBe(0);
  });

  it('gives the logarithm of each lift, each direction its own', () => {
    const { lifts } = openLifts(Int32Array.of(0, 1));
    expect(lifts.between(0, 1)).toBeCloseTo(Math.log(2), 12);
    expect(lifts.between(1, 0)).toBeCloseTo(Math.log(3), 12);
    expect(lifts.between(1, 1)).toBeCloseTo(Math.log(3), 12);
  });

  it('asks for a lift once, also for one of 1, whose logarithm is 0', () => {
    const { asked, lifts } = openLifts(Int32Array.of(0, 1));
    for (let time = 0; time < 3; time++) lifts.between(0, 1);
    expect(asked).toEqual(['0-1']);
    let times = 0;
    const even = new CategoryLogLifts({ categoryIndexes: Int32Array.of(0), categoryLift: () => ++times });
    expect([even.between(0, 0), even.between(0, 0), times]).toEqual([0, 0, 1]);
  });
});
