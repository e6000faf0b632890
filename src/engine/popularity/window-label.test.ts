import { expect, test } from 'vitest';
import { endHour, labelWindow } from './window-label.ts';

test.each([
  ['weekly', 0, 1, 'Monday 0-1'],
  ['weekly', 24 + 9, 3, 'Tuesday 9-12'],
  ['weekly', 4 * 24 + 18, 3, 'Friday 18-21'],
  ['weekly', 4 * 24 + 22, 2, 'Friday 22-24'],
  ['weekly', 6 * 24 + 23, 3, 'Sunday 23-2'],
  ['daily', 11, 3, 'Every day 11-14'],
  ['daily', 22, 4, 'Every day 22-2'],
] as const)('a %s window from %i of %i hours is "%s"', (pattern, start, hours, label) => {
  expect(labelWindow(pattern, { start, hours })).toBe(label);
});

test('midnight is the end of a day, never its beginning', () => {
  expect([endHour({ start: 23, hours: 1 }), endHour({ start: 23, hours: 2 }), endHour({ start: 0, hours: 1 })]).toEqual(
    [24, 1, 1],
  );
});
