import { writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { CommandRunner } from '../support/command-runner.ts';

/** Twelve days in a row, each with one tea at 9, 12 and 18 and ten more teas at 15: 12 x 13 = 156 orders. */
function orderRows(): string[] {
  const hours = [9, 12, 18, ...Array.from({ length: 10 }, () => 15)];
  return Array.from({ length: 12 }, (_, day) =>
    hours.map((hour, n) => {
      const time = `2026-03-${String(day + 1).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00`;
      return `o-${day}-${n},${time},tea,Tea,1,2.50,${hour === 9 ? 'anna' : ''}`;
    }),
  ).flat();
}

const folder = new CommandRunner();
afterAll(() => folder.remove());

test('windows tells the peaks of a store, an item and a customer, in words and as JSON', async () => {
  await folder.json(['store', 'add', 'kiosk', '--zone', 'Europe/Berlin']);
  const none = await folder.run(['windows']);
  expect(none).toMatchObject({ code: 0, stdout: 'No purchase window in 0 orders: no order has a time.\n', stderr: '' });

  const header = 'order_id,ordered_at,item_id,item_name,quantity,unit_price,customer';
  writeFileSync(folder.file('orders.csv'), [header, ...orderRows(), ''].join('\n'));
  expect(await folder.json(['import', 'orders.csv'])).toMatchObject({ orders_created: 156, rows_rejected: 0 });

  const store = await folder.json(['windows', '--store', 'kiosk']);
  expect(store).toMatchObject({ store: 'kiosk', time_zone: 'Europe/Berlin', baseline: 'flat-day', orders: 156 });
  // 28 open hours, 12 orders of each of 3 hours, 120 at 15: 156 / 4 = 39 expected there.
  expect(store.windows).toMatchObject([{ label: 'Every day 15-16', weekday: null, orders: 120, expected_orders: 39 }]);

  const told = await folder.run(['windows', '--store', 'kiosk']);
  expect(told.code).toBe(0);
  expect(told.stdout).toMatch(
    /^WHEN +ORDERS +SHARE +EXPECTED +LIFT +AT LEAST\nEvery day 15-16 +120 +76\.9 % +39\.0 +2\.84 /,
  );
  expect(told.stdout).toContain('\nFrom 156 orders, against a flat day over the open hours; hours in Europe/Berlin.\n');

  const anna = await folder.run(['windows', '--customer', 'anna']);
  expect(anna.stdout).toMatch(/\nEvery day 9-10 +12 +100\.0 % +0\.9 /);
  expect(anna.stdout).toContain('From 12 orders of anna, against the hours of all orders;');
  const tea = await folder.run(['windows', '--item', 'tea']);
  expect(tea.stdout).toBe('No purchase window in 156 orders with tea: no hours stand out surely enough.\n');

  const stranger = await folder.run(['windows', '--customer', 'stranger', '--json']);
  expect(stranger).toMatchObject({ code: 1, stdout: '' });
  expect(JSON.parse(stranger.stderr).error).toMatchObject({
    code: 'not_found',
    detail: 'There is no customer "stranger" in this store.',
  });
  const blank = await folder.run(['windows', '--item', ' ', '--json']);
  expect(JSON.parse(blank.stderr).error.detail).toMatch(/^--item: /);
});
