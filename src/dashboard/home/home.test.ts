import { describe, expect, it } from 'vitest';
import type { Home, WeekFigure } from '../../contract/home.ts';
import { createFormats } from '../format/formats.ts';
import { toChartPoints } from './chart-points.ts';
import { tellThisWeek } from './tell-week.ts';
import { HOME_WORDS } from './words.ts';
import { tellChange, writeFigure, writeInterval, writeTarget } from './write-figure.ts';

const words = HOME_WORDS.en;
const formats = createFormats({ locale: 'en-US', currency: 'USD', timeZone: 'UTC', language: 'en' });

describe('the first sentence', () => {
  const week: WeekFigure = {
    week: '2026-W47',
    closed: false,
    attributed_minor: 231_000,
    extra_minor: 84_700,
    interval_minor: [61_000, 108_000],
    status: 'estimated',
    badge: 'measured',
    n: 400,
    reason: null,
    words: '',
  };

  it.each([
    [{}, 'You made $847 extra this week (likely $610 to $1,080)'],
    [{ interval_minor: [-16_000, 84_000] }, 'Not proven yet: this week between -$160 and +$840 extra'],
    [
      { extra_minor: -20_000, interval_minor: [-39_000, -1_000] },
      'Suggestions cost you $200 this week (likely -$390 to -$10)',
    ],
    [
      { badge: 'not_measured' },
      '$2,310 was bought from suggestions this week. How much of it is extra is not measured yet',
    ],
    [{ status: 'none' }, 'Nothing was bought from a suggestion this week yet'],
    [
      { extra_minor: null, interval_minor: null },
      '$2,310 was bought from suggestions this week. How much of it is extra is not measured yet',
    ],
  ] as const)('%j', (more, sentence) => {
    const told = tellThisWeek({ ...week, ...(more as Partial<WeekFigure>) }, { words, formats });
    // What holds a sign to its amount is not seen.
    expect(told.replaceAll('\u2060', '')).toBe(sentence);
  });
});

describe('figures', () => {
  it('are written by what they count', () => {
    expect([
      writeFigure({ value: 84_651, unit: 'minor' }, formats),
      writeFigure({ value: 0.1234, unit: 'share' }, formats),
      writeFigure({ value: 2.345, unit: 'items' }, formats),
      writeFigure({ value: 12_345, unit: 'count' }, formats),
    ]).toEqual(['$847', '12.3%', '2.35', '12,345']);
  });

  it.each([
    [[-47_600, 124_200], 'minor', false, 'Likely -$476 to +$1,242'],
    [[61_000, 108_000], 'minor', false, 'Likely $610 to $1,080'],
    [[-1.62, 0.74], 'items', false, 'Likely -1.62 to +0.74'],
    [[0.02, 0.076], 'share', true, 'Likely +2% to +7.6%'],
  ] as const)('have a likely range of %j %s', (interval, unit, isChange, told) => {
    const written = writeInterval({ interval, unit, isChange }, { words: words.cards, formats });
    expect(written.replaceAll('\u2060', '')).toBe(told);
  });

  it('have round targets', () => {
    const target = (from: number, to: number | null, unit: 'share' | 'items' | 'minor', of?: 'uplift') =>
      writeTarget({ from, to, unit, ...(of ? { of } : {}) }, { words: words.cards, formats });
    expect([
      target(0.15, 0.35, 'share'),
      target(0.1, null, 'share'),
      target(0.5, 1.5, 'items', 'uplift'),
      target(10_000, 50_000, 'minor'),
    ]).toEqual(['15% to 35%', 'more than 10%', '0.5 to 1.5 more', '$100 to $500']);
  });

  it.each([
    [
      { value: 150, previous: 100 },
      { text: '+50% from 100', direction: 'up' },
    ],
    [
      { value: 75, previous: 100 },
      { text: '-25% from 100', direction: 'down' },
    ],
    [
      { value: 100, previous: 100 },
      { text: '0% from 100', direction: null },
    ],
    // No arrow beside a change too small to be written.
    [
      { value: 1003, previous: 1000 },
      { text: '0% from 1,000', direction: null },
    ],
    [
      { value: 997, previous: 1000 },
      { text: '0% from 1,000', direction: null },
    ],
    // Never an infinite percentage, and no percentage of what was below nothing.
    [
      { value: 5, previous: 0 },
      { text: 'New: nothing in the days before', direction: null },
    ],
    [
      { value: 5, previous: -10 },
      { text: '-10 in the days before', direction: null },
    ],
    [{ value: 0, previous: 0 }, null],
    [{ value: null, previous: 4 }, null],
    [{ value: 4, previous: null }, null],
  ])('move against the days before: %j', ({ value, previous }, told) => {
    expect(tellChange({ value, previous, unit: 'count' }, { words: words.cards, formats })).toEqual(told);
  });
});

describe('the days', () => {
  it('end in a dotted line from yesterday to today, beside the days before', () => {
    const day = (name: string, amount: number, isToday = false): Home['series'][number] => ({
      day: name,
      attributed_minor: amount,
      revenue_minor: 0,
      orders: 0,
      is_today: isToday,
      clock_change: false,
      clock_change_on: null,
    });
    const series = [day('2026-03-01', 5), day('2026-03-02', 7), day('2026-03-03', 2, true)];
    expect(toChartPoints(series, [day('2026-02-22', 1), day('2026-02-23', 3)])).toEqual([
      { day: '2026-03-01', attributed: 5, today: null, compared: 1 },
      { day: '2026-03-02', attributed: 7, today: 7, compared: 3 },
      { day: '2026-03-03', attributed: null, today: 2, compared: null },
    ]);
  });
});
