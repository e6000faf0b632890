import { describe, expect, it } from 'vitest';
import { daysOf, isClosedAt, lastClosedPeriod, listClosedPeriods, periodBefore, periodOf } from './report-period.ts';

const HOUR_MS = 3_600_000;
const berlin = { time_zone: 'Europe/Berlin', business_day_cutoff_minutes: 240 };
const kolkata = { time_zone: 'Asia/Kolkata', business_day_cutoff_minutes: 0 };

describe('periods of a store', () => {
  it('are weeks of 167 hours in spring and 169 in autumn, from cut-off to cut-off', () => {
    const spring = periodOf(berlin, { kind: 'weekly', day: '2026-03-29' });
    expect(spring).toMatchObject({ firstDay: '2026-03-23', lastDay: '2026-03-29' });
    expect(new Date(spring.startMs).toISOString()).toBe('2026-03-23T03:00:00.000Z');
    expect(new Date(spring.endMs).toISOString()).toBe('2026-03-30T02:00:00.000Z');
    expect((spring.endMs - spring.startMs) / HOUR_MS).toBe(167);
    const autumn = periodOf(berlin, { kind: 'weekly', day: '2026-10-19' });
    expect((autumn.endMs - autumn.startMs) / HOUR_MS).toBe(169);
    expect(periodBefore(berlin, spring).endMs).toBe(spring.startMs);
  });

  it('are months of calendar days, February of a leap year and December among them', () => {
    const february = periodOf(kolkata, { kind: 'monthly', day: '2028-02-10' });
    expect([february.firstDay, february.lastDay]).toEqual(['2028-02-01', '2028-02-29']);
    expect(daysOf(february)).toHaveLength(29);
    const december = periodOf(kolkata, { kind: 'monthly', day: '2026-12-31' });
    expect([december.firstDay, december.lastDay]).toEqual(['2026-12-01', '2026-12-31']);
    expect(new Date(december.endMs).toISOString()).toBe('2026-12-31T18:30:00.000Z');
  });

  it('are closed a day after their end, to the millisecond', () => {
    const week = periodOf(berlin, { kind: 'weekly', day: '2026-03-23' });
    const closes = week.endMs + 24 * HOUR_MS;
    expect([isClosedAt(week, closes - 1), isClosedAt(week, closes)]).toEqual([false, true]);
    const kind = 'weekly';
    expect(lastClosedPeriod(berlin, { kind, nowMs: closes }).firstDay).toBe('2026-03-23');
    expect(lastClosedPeriod(berlin, { kind, nowMs: closes - 1 }).firstDay).toBe('2026-03-16');
  });

  it('are listed from the newest back to the one that holds the first moment', () => {
    const nowMs = Date.parse('2026-04-01T12:00:00Z');
    const since = (text: string) => listClosedPeriods(berlin, { kind: 'weekly', nowMs, sinceMs: Date.parse(text) });
    expect(since('2026-03-10T12:00:00Z').map(({ firstDay }) => firstDay)).toEqual([
      '2026-03-23',
      '2026-03-16',
      '2026-03-09',
    ]);
    expect(since('2026-03-31T12:00:00Z')).toEqual([]);
  });
});
