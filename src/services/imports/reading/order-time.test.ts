import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOrderEvidence, dateOrderOfLocale, orderTimeRank, readOrderTime } from './order-time.ts';

const local = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0) => ({
  kind: 'local',
  year,
  month,
  day,
  hour,
  minute,
  second,
});

describe('readOrderTime', () => {
  it.each([
    ['2016-10-30T09:58:11', local(2016, 10, 30, 9, 58, 11)],
    ['2016-10-05 09:58:11', local(2016, 10, 5, 9, 58, 11)],
    ['2016-10-30 09:58', local(2016, 10, 30, 9, 58)],
    ['2016-10-30', local(2016, 10, 30)],
    ['2016/10/30 9:58', local(2016, 10, 30, 9, 58)],
    ['03/04/2024', local(2024, 4, 3)],
    ['03.04.2024 18:30', local(2024, 4, 3, 18, 30)],
    ['3-4-24 6:30 PM', local(2024, 4, 3, 18, 30)],
    ['03/04/2024 12:05 AM', local(2024, 4, 3, 0, 5)],
    ['2024-02-29T12:00:00.987', local(2024, 2, 29, 12)],
  ])('reads %s as a wall clock', (text, time) => expect(readOrderTime(text, 'day-first')).toEqual(time));

  it('puts the month first when the file does, but never with points', () => {
    expect(readOrderTime('10/8/26 5:18 PM', 'month-first')).toEqual(local(2026, 10, 8, 17, 18));
    expect(readOrderTime('10.8.2026', 'month-first')).toEqual(local(2026, 8, 10));
  });

  // 2024-05-01T00:00Z is 19844 days after 1970: 19844 x 86400 = 1714521600.
  it.each([
    ['2024-05-01T00:00:00Z', 1714521600000],
    ['2024-05-01 00:00:00 +0000', 1714521600000],
    ['2024-05-01T05:30:00+05:30', 1714521600000],
    ['2024-04-30T20:00:00-04', 1714521600000],
    ['2024-05-01T00:00:00.250Z', 1714521600250],
    ['2024-05-01 00:00:00 UTC', 1714521600000],
    ['1714521600', 1714521600000],
    ['1714521600250', 1714521600250],
  ])('reads %s as an instant', (text, ms) => expect(readOrderTime(text, 'day-first')).toEqual({ kind: 'instant', ms }));

  it.each([
    ['yesterday', 'not_a_date'],
    ['2023-02-29', 'no_such_day'],
    ['2024-13-01', 'no_such_day'],
    ['13/13/2024', 'no_such_day'],
    ['2024-01-01 24:00', 'no_such_time'],
    ['2024-01-01 13:00 PM', 'no_such_time'],
    ['0024-01-01', 'year_out_of_range'],
    ['2024-01-01 10:00 mars', 'not_a_date'],
    ['9'.repeat(200), 'not_a_date'],
  ])('refuses %s', (text, code) => expect(readOrderTime(text, 'day-first')).toMatchObject({ kind: 'fault', code }));

  it('takes no text for nobody knows', () => expect(readOrderTime('', 'day-first')).toBeNull());

  it('reads back every ISO wall clock from 1970 to 2099', () => {
    const seconds = fc.integer({ min: 0, max: Date.UTC(2099, 11, 31) / 1000 });
    fc.assert(
      fc.property(seconds, (second) => {
        const time = readOrderTime(new Date(second * 1000).toISOString().slice(0, 19), 'day-first');
        expect(time?.kind === 'local' && orderTimeRank(time)).toBe(second * 1000);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});

describe('order of day and month', () => {
  it('is proven by a number above 12', () => {
    expect(dateOrderEvidence('13/01/2024')).toBe('day-first');
    expect(dateOrderEvidence('01/13/2024 10:00')).toBe('month-first');
    expect(dateOrderEvidence('01/02/2024')).toBe('open');
    expect(dateOrderEvidence('2024-01-13')).toBeNull();
  });
  it('else follows the locale', () => {
    expect(dateOrderOfLocale('en-US')).toBe('month-first');
    expect(dateOrderOfLocale('en-IN')).toBe('day-first');
    expect(dateOrderOfLocale('not a locale')).toBe('day-first');
  });
});
