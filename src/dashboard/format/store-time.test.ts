import { describe, expect, it } from 'vitest';
import { businessDayAt, readStoreTime } from './store-time.ts';

describe('a time by the store’s clocks', () => {
  it.each([
    ['2026-11-23T09:00', 'Asia/Kolkata', '2026-11-23T03:30:00.000Z'],
    ['2026-07-01T00:15', 'America/New_York', '2026-07-01T04:15:00.000Z'],
    ['2026-01-01T00:00', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
    // 25 October 2026: from 03:00 summer time back to 02:00; 02:30 comes twice, and the first of them is meant.
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
    // 29 March 2026: from 02:00 to 03:00; 02:30 does not come, and 03:30 summer time is taken.
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ])('%s in %s is %s', (text, zone, moment) => {
    expect(readStoreTime(text, zone)).toBe(moment);
  });

  it('is none when nothing is written', () => {
    expect([readStoreTime('', 'UTC'), readStoreTime('soon', 'UTC')]).toEqual([null, null]);
  });
});

// A bar that closes at four: what its clocks call Sunday, 03:59, is still the night of Saturday.
it.each([
  ['2026-11-22T02:59:00Z', '2026-11-21'],
  ['2026-11-22T03:00:00Z', '2026-11-22'],
])('the business day at %s is %s', (moment, day) => {
  const store = { time_zone: 'Europe/Berlin', business_day_cutoff_minutes: 240 };
  expect(businessDayAt(Date.parse(moment), store)).toBe(day);
});
