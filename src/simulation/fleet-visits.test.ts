import { describe, expect, test } from 'vitest';
import { createTimeZone } from '../engine/calendar/time-zone.ts';
import { drawFleetNature } from './fleet-nature.ts';
import { daypartOf, drawFleetVisits } from './fleet-visits.ts';

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed);

describe('drawFleetVisits', () => {
  test.each(SEEDS)('store %d: in order of time, within its opening hours and its history', (seed) => {
    const nature = drawFleetNature(seed);
    const { visits, days, startMs } = drawFleetVisits(seed, { nature, orders: 300 });
    const zone = createTimeZone(nature.zone);
    const [opens, closes] = nature.kind.hours;
    expect(visits).toHaveLength(300);
    expect(days).toBe(Math.ceil(nature.years * 365.25));
    for (const [index, { orderedAtMs, day, daypart }] of visits.entries()) {
      const { hour } = zone.wallClockAt(orderedAtMs);
      const businessHour = hour < opens ? hour + 24 : hour;
      expect(businessHour).toBeLessThan(closes);
      expect(daypart).toBe(daypartOf(businessHour));
      expect(day).toBeLessThan(days);
      expect(orderedAtMs).toBeGreaterThan(startMs);
      expect(orderedAtMs).toBeGreaterThanOrEqual(visits[index - 1]?.orderedAtMs ?? 0);
    }
  });
});

describe('daypartOf', () => {
  test.each([
    [5, 0],
    [10, 0],
    [11, 1],
    [14, 1],
    [15, 2],
    [18, 3],
    [24, 3],
    [0, 3],
    [4, 3],
  ])('hour %d is part %d', (hour, part) => {
    expect(daypartOf(hour)).toBe(part);
  });
});
