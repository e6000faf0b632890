import { describe, expect, it } from 'vitest';
import { openHours } from './open-hours.ts';

function openOf(orders: Readonly<Record<number, number>>): number[] {
  const open = openHours(Array.from({ length: 168 }, (_, hour) => orders[hour] ?? 0));
  expect(open).toHaveLength(168);
  return open.flatMap((isOpen, hour) => (isOpen ? [hour] : []));
}

describe('openHours', () => {
  it('is closed without orders', () => {
    expect(openOf({})).toEqual([]);
  });

  it('passes over a stray order, and no more than that', () => {
    // Average of the three hours: 201 / 3 = 67 and 5 % of it 3.35; with 4 orders 204 / 3 = 68 and 3.4.
    expect(openOf({ 12: 100, 13: 100, 30: 1 })).toEqual([12, 13]);
    expect(openOf({ 12: 100, 13: 100, 30: 4 })).toEqual([12, 13, 30]);
  });

  it('bridges one hour, also across the end of the week, and not two', () => {
    expect(openOf({ 12: 5, 14: 5, 17: 5 })).toEqual([12, 13, 14, 17]);
    expect(openOf({ 166: 5, 0: 5 })).toEqual([0, 166, 167]);
    expect(openOf({ 167: 5, 1: 5 })).toEqual([0, 1, 167]);
  });
});
