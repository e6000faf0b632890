import { describe, expect, it } from 'vitest';
import { dayOf, epochDayOf } from './calendar-day.ts';

describe('calendar days', () => {
  it('reads and writes the same days', () => {
    expect(epochDayOf('2000-03-01')).toBe(11_017);
    expect(dayOf(11_017)).toBe('2000-03-01');
    expect(dayOf(epochDayOf('0001-01-01'))).toBe('0001-01-01');
    expect(dayOf(epochDayOf('9999-12-31'))).toBe('9999-12-31');
  });

  it.each(['2023-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '0000-01-01', '24-1-1', '2024-01-01T00:00', ''])(
    'refuses %j',
    (day) => {
      expect(() => epochDayOf(day)).toThrow(`Cannot read day "${day}"`);
    },
  );

  it('refuses numbers that are no day', () => {
    for (const epochDay of [0.5, Number.NaN, Infinity, epochDayOf('9999-12-31') + 1, epochDayOf('0001-01-01') - 1]) {
      expect(() => dayOf(epochDay)).toThrow(RangeError);
    }
  });
});
