import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HourCircle, hoursOf, scanWindows, WINDOW_HOURS, windowLiftLower } from './window-scan.ts';

/** A day with one order expected in each hour. */
function dayWith(orders: Readonly<Record<number, number>>, closed: readonly number[] = []): HourCircle {
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  return {
    observed: hours.map((hour) => orders[hour] ?? 1),
    expected: hours.map(() => 1),
    open: hours.map((hour) => !closed.includes(hour)),
  };
}

const spansOf = (circle: HourCircle) => scanWindows(circle).map(({ start, hours }) => [start, hours]);

describe('windowLiftLower', () => {
  it('is the 1 % quantile of the posterior', () => {
    // Gamma(17, 7): 17 / 7 x (1 - 1/153 - 2.326348 / (3 x 4.123106))^3 = 2.428571 x .805391^3 = 1.268731.
    expect(windowLiftLower(12, 2)).toBeCloseTo(1.268731, 5);
    expect(windowLiftLower(11, 2)).toBeLessThan(1.2);
  });
});

describe('scanWindows', () => {
  it('finds hours in a row, whole, the strongest first', () => {
    expect(spansOf(dayWith({ 12: 9, 13: 9, 19: 20, 20: 20 }))).toEqual([
      [19, 2],
      [12, 2],
    ]);
    expect(spansOf(dayWith({}))).toEqual([]);
  });

  it('measures the evidence by the likelihood ratio', () => {
    // 40 orders where 2 are expected: 40 ln 20 - 38 = 81.829291.
    expect(scanWindows(dayWith({ 19: 20, 20: 20 }))[0]?.evidence).toBeCloseTo(81.829291, 5);
  });

  it('runs across midnight', () => {
    expect(spansOf(dayWith({ 23: 15, 0: 15, 1: 15 }))).toEqual([[23, 3]]);
  });

  it('ends where the store closes, and does not touch what was found', () => {
    expect(spansOf(dayWith({ 12: 20, 13: 20, 14: 20, 15: 20 }, [13]))).toEqual([
      [14, 2],
      [12, 1],
    ]);
    // The shoulders of 19 stand out too, but belong to it: 18 and 20 touch.
    expect(spansOf(dayWith({ 18: 14, 19: 200, 20: 14 }))).toEqual([[19, 1]]);
  });

  it('is never longer than twelve hours', () => {
    const busy = dayWith(Object.fromEntries(Array.from({ length: 16 }, (_, hour) => [hour, 8])));
    expect(Math.max(...scanWindows(busy).map(({ hours }) => hours))).toBe(WINDOW_HOURS);
  });

  it('takes only what is borne out', () => {
    const circle = dayWith({ 12: 20, 19: 30 });
    expect(scanWindows(circle, ({ start }) => start < 15).map(({ start }) => start)).toContain(12);
    expect(scanWindows(circle, () => false)).toEqual([]);
  });

  it('does not depend on where the circle begins', () => {
    const hours = fc.array(fc.constantFrom(0, 1, 2, 30, 47), { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(hours, fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }), fc.nat(23), (drawn, open, turn) => {
        // Small fractions make every hour unlike the others: no two windows are equally strong.
        const observed = drawn.map((orders, hour) => orders + hour / 100);
        const circle = { observed, expected: drawn.map(() => 4), open };
        const turned = <T>(values: readonly T[]) => [...values.slice(turn), ...values.slice(0, turn)];
        const found = scanWindows({ observed: turned(observed), expected: circle.expected, open: turned(open) });
        const back = found.map(({ start, hours: length }) => [(start + turn) % 24, length]);
        expect(back).toEqual(spansOf(circle));
        const taken = found.flatMap((span) => hoursOf(span, 24));
        expect(new Set(taken).size).toBe(taken.length);
      }),
      { seed: 51, numRuns: 300 },
    );
  });
});
