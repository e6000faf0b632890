import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { CommandRunner } from '../support/command-runner.ts';

const folder = new CommandRunner();
afterAll(() => folder.remove());

const CSV = [
  'order_id,ordered_at,item,price',
  'o-1,2026-03-01,tea,2.50',
  'o-1,2026-03-01,cake,3.00',
  'o-2,2026-03-02,tea,2.50',
];

test('the value of a file is told without a store and without a database', async () => {
  // 40 orders with both, 60 with the first alone, 300 others: docs/algorithms/value.md.
  const items = (n: number) => (n < 40 ? ['k1,9.50', 'k2,3.00'] : n < 100 ? ['k1,9.50'] : ['k3,7.00']);
  const rows = Array.from({ length: 400 }, (_, n) => items(n).map((item) => `v-${n},${item}`)).flat();
  writeFileSync(folder.file('value.csv'), ['order_id,item,price', ...rows, ''].join('\n'));
  const told = await folder.run(['value', '--file', 'value.csv', '--currency', 'eur']);
  expect(told).toMatchObject({ code: 0, stderr: '' });
  // 150 of 1000 orders; 150 x 3.169 % x 3.00 = 14.26, a quarter of it is extra.
  expect(told.stdout).toMatch(/^1 pair goes together .* about €3\.57 extra per 1,000 orders\.\n/);
  expect(told.stdout).toMatch(/\nk1 +k2 +40 of 100 +4\.2 +150 +3\.2 % +€3\.00 +€14\.26 +€3\.57\n/);
  expect(await folder.json(['value', '--file', 'value.csv'])).toMatchObject({ label: 'estimate', extra_minor: 357 });
  expect(folder.hasDatabase).toBe(false);
  const both = await folder.run(['value', '--file', 'value.csv', '--store', 'kiosk']);
  expect(both).toMatchObject({ code: 1, stdout: '' });
  expect(await folder.run(['value', '--file', 'value.csv', '--currency', 'euro'])).toMatchObject({ code: 2 });
});

test('imports are listed and taken back, once', async () => {
  await folder.json(['store', 'add', 'kiosk', '--currency', 'EUR']);
  expect((await folder.run(['import', '--list'])).stdout).toBe('Nothing was imported yet.\n');
  writeFileSync(folder.file('orders.csv'), `${CSV.join('\n')}\n`);
  await folder.json(['import', 'orders.csv']);
  const listed = await folder.run(['import', '--list']);
  expect(listed.stdout).toMatch(
    /^NUMBER +WHEN +FILE +STATE +ROWS +LEFT OUT +NEW +CHANGED\n +1 +.* +orders\.csv +done +3 +0 +2 +0\n$/,
  );
  const undone = await folder.run(['import', '--undo', '1']);
  expect(undone).toMatchObject({ code: 0, stderr: '' });
  expect(undone.stdout).toMatch(
    /^Import 1 \(orders\.csv\) is taken back: 2 new orders are gone, 0 changed ones are as before\.\n/,
  );
  const again = await folder.run(['import', '--undo', '1', '--json']);
  expect(again.code).toBe(1);
  expect(JSON.parse(again.stderr).error.code).toBe('import_state');
  expect(JSON.parse((await folder.run(['import', '--undo', '9', '--json'])).stderr).error.code).toBe('unknown_import');
  for (const args of [['import'], ['import', 'orders.csv', '--list']]) {
    expect(await folder.run(args)).toMatchObject({ code: 2, stdout: '' });
  }
  expect(await folder.json(['import', 'orders.csv'])).toMatchObject({ orders_created: 2 });
});

test('an export goes to standard output, or into a file of its owner that is not there yet', async () => {
  const { stdout } = await folder.run(['export', 'orders']);
  expect(stdout.split('\r\n')).toHaveLength(5);
  expect(stdout).toContain('\r\no-2,2026-03-02T00:00:00.000Z,completed,,tea,tea,1,2.50,0.00,EUR,');
  expect(await folder.run(['export', 'orders', '--out', 'out.csv.gz'])).toMatchObject({ code: 0, stdout: '' });
  expect(gunzipSync(readFileSync(folder.file('out.csv.gz'))).toString()).toBe(stdout);
  expect(statSync(folder.file('out.csv.gz')).mode & 0o777).toBe(0o600);
  const there = await folder.run(['export', 'orders', '--out', 'out.csv.gz']);
  expect(there.code).toBe(1);
  expect(there.stderr).toContain('There is a file out.csv.gz already.');
  expect(await folder.run(['export', 'secrets'])).toMatchObject({ code: 2 });
});
