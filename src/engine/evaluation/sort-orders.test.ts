import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortOrders } from './sort-orders.ts';

const order = (id: string, timeMs: number | null = null) => ({ id, timeMs });
const ids = (orders: readonly { id: string }[]) => orders.map(({ id }) => id);

test('ids of digits only count as numbers, however long they are', () => {
  const long = '99999999999999999998';
  const longer = '99999999999999999999';
  expect(ids(sortOrders([order(longer), order('10'), order('9'), order(long)]))).toEqual(['9', '10', long, longer]);
});

test('one id with a letter, and all compare by their characters', () => {
  expect(ids(sortOrders([order('9'), order('10'), order('A1')]))).toEqual(['10', '9', 'A1']);
});

test('the time goes before the id, and orders without a time come first', () => {
  expect(ids(sortOrders([order('1', 500), order('3', 100), order('2', 100), order('4')]))).toEqual([
    '4',
    '2',
    '3',
    '1',
  ]);
});

test('the result does not depend on the order in which they come', () => {
  const time = fc.option(fc.integer({ min: 0, max: 3 }), { nil: null });
  const orders = fc.uniqueArray(fc.tuple(fc.nat(50), time), { selector: ([id]) => id, maxLength: 12 });
  fc.assert(
    fc.property(orders, (drawn) => {
      const list = drawn.map(([id, timeMs]) => order(String(id), timeMs));
      expect(ids(sortOrders([...list].reverse()))).toEqual(ids(sortOrders(list)));
    }),
    { seed: 4 },
  );
});
