import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from './business-day.ts';
import { monthOf } from './month.ts';

describe('monthOf', () => {
  it('gives every day of four years the month that it lies in', () => {
    for (let day = '2023-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
      const [first, last] = monthOf(day);
      expect([first.slice(8), last.slice(0, 7)]).toEqual(['01', day.slice(0, 7)]);
      expect(addDays(last, 1).slice(8)).toBe('01');
      expect(daysBetween(first, day)).toBe(Number(day.slice(8)) - 1);
    }
  });
});
