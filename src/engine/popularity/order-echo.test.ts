import { expect, test } from 'vitest';
import { countEcho, isSentTwice } from './order-echo.ts';

const MINUTE_MS = 60_000;
const NOW_MS = 1000 * MINUTE_MS;

/** An order so many minutes ago. */
const orderAt = (minutesAgo: number, basket: number[]) => ({
  orderId: 1000 - minutesAgo,
  timeMs: NOW_MS - minutesAgo * MINUTE_MS,
  basket,
});

test('an order is echoed half as much after five minutes, and divides its word among its items', () => {
  const echo = countEcho([orderAt(0, [1]), orderAt(5, [1, 2]), orderAt(10, [2])], NOW_MS);
  // Item 1: 1 + 1/2 / 2; item 2: 1/2 / 2 + 1/4.
  expect([...echo]).toEqual([
    [1, 1.25],
    [2, 0.5],
  ]);
});

test('an order is heard for forty minutes, and one without items not at all', () => {
  expect([...countEcho([orderAt(39, [1])], NOW_MS)]).toEqual([[1, 2 ** (-39 / 5)]]);
  expect(countEcho([orderAt(40, [1])], NOW_MS).size).toBe(0);
  expect(countEcho([orderAt(1, [])], NOW_MS).size).toBe(0);
  expect(countEcho([], Number.NEGATIVE_INFINITY).size).toBe(0);
});

test('the same three items again within forty minutes were sent twice; two coffees, or other items, were not', () => {
  const earlier = [orderAt(1, [9]), orderAt(30, [1, 2, 3]), orderAt(31, [1, 2])];
  expect(isSentTwice(orderAt(0, [1, 2, 3]), earlier)).toBe(true);
  expect(isSentTwice(orderAt(0, [1, 2, 4]), earlier)).toBe(false);
  expect(isSentTwice(orderAt(0, [1, 2, 3, 4]), earlier)).toBe(false);
  expect(isSentTwice(orderAt(0, [1, 2]), earlier)).toBe(false);
  expect(isSentTwice(orderAt(-10, [1, 2, 3]), earlier)).toBe(false);
});
