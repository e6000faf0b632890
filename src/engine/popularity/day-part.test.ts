import { describe, expect, test } from 'vitest';
import { tellDayPart, tellPopularHour } from './day-part.ts';
import { ItemPopularity } from './item-popularity.ts';

describe('tellDayPart', () => {
  test.each([
    [0, 'late in the evening'],
    [1, 'late in the evening'],
    [2, 'at this hour'],
    [4, 'at this hour'],
    [5, 'at breakfast'],
    [10, 'at breakfast'],
    [11, 'at lunchtime'],
    [14, 'at lunchtime'],
    [15, 'in the afternoon'],
    [17, 'in the afternoon'],
    [18, 'at dinner'],
    [21, 'at dinner'],
    [22, 'late in the evening'],
    [23, 'late in the evening'],
  ])('calls %i o’clock "%s", on Monday and on Sunday', (hour, words) => {
    expect([tellDayPart(hour), tellDayPart(144 + hour)]).toEqual([words, words]);
  });
});

describe('tellPopularHour', () => {
  const popularity = new ItemPopularity({ itemCount: 3 });
  /** Item 0: Monday 11, Tuesday 12, Wednesday 14, Monday 15 and 19; item 1: Monday 23, Tuesday 0 and 1; item 2: Monday 2, 3. */
  const HOURS = [
    [11, 36, 62, 15, 19],
    [23, 24, 25],
    [2, 3],
  ];
  let orderId = 0;
  for (const [item, hours] of HOURS.entries()) {
    for (const hourOfWeek of hours) popularity.add({ orderId: ++orderId, timeMs: 0, basket: [item], hourOfWeek });
  }
  const tell = (item: number, hourOfWeek: number) => tellPopularHour(popularity, { item, hourOfWeek });

  test('needs 3 orders in the part of the day, on whatever weekdays', () => {
    expect([tell(0, 13), tell(0, 158)]).toEqual(['Popular at lunchtime', 'Popular at lunchtime']);
    expect([tell(0, 15), tell(0, 19), tell(1, 12), tell(2, 4)]).toEqual([null, null, null, null]);
    popularity.add({ orderId: 99, timeMs: 0, basket: [2], hourOfWeek: 148 });
    expect(tell(2, 4)).toBe('Popular at this hour');
  });

  test('needs a twentieth of the orders with the item', () => {
    const lunches = new ItemPopularity({ itemCount: 1 });
    const add = (id: number, hourOfWeek: number) => lunches.add({ orderId: id, timeMs: 0, basket: [0], hourOfWeek });
    for (let id = 1; id <= 76; id += 1) add(id, 12);
    for (let id = 77; id <= 79; id += 1) add(id, 8);
    // 3 of 79 orders are less than 3.95; 4 of 80 are 4.
    expect(tellPopularHour(lunches, { item: 0, hourOfWeek: 8 })).toBeNull();
    add(80, 8);
    expect(tellPopularHour(lunches, { item: 0, hourOfWeek: 8 })).toBe('Popular at breakfast');
  });

  test('counts the late evening across midnight', () => {
    expect([tell(1, 22), tell(1, 0), tell(1, 2)]).toEqual([
      'Popular late in the evening',
      'Popular late in the evening',
      null,
    ]);
  });
});
