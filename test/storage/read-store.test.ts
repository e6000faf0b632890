import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeStore, openTestServices, sendOrders, type TestServices } from '../support/test-app.ts';

let services: TestServices;

beforeAll(async () => {
  services = await openTestServices();
});

afterAll(() => services.close());

it('readStore sees the one store, and leaves no store named behind', async () => {
  const { database } = services.context;
  const [anna, bruno] = [await makeStore(services, 'anna'), await makeStore(services, 'bruno')];
  await sendOrders(services, anna, [{ id: 'o1', customer: 'guest', lines: [{ item: 'tea', name: 'Tea' }] }]);
  const pool = services.test.open(1);
  const text = 'SELECT external_id FROM customer';
  expect(await pool.readStore(anna.id, text)).toEqual([{ external_id: 'guest' }]);
  expect(await pool.readStore(bruno.id, text)).toEqual([]);
  await expect(pool.pool.query(text)).rejects.toThrow(/pairwell.store_id|invalid input syntax for type bigint/);
  await expect(pool.readStore(anna.id, 'SELECT no_such_column FROM customer')).rejects.toThrow('no_such_column');
  expect(await pool.readStore(bruno.id, text)).toEqual([]);
  await expect(database.readStore(0, text)).rejects.toMatchObject({ code: 'invalid_store_id' });
});
