import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateRestaurantOrders } from '../../src/simulation/restaurant-orders.ts';
import { CommandRunner } from '../support/command-runner.ts';

const folder = new CommandRunner();
afterAll(() => folder.remove());

beforeAll(() => {
  const rows = [...generateRestaurantOrders({ seed: 3, endMs: Date.UTC(2026, 2, 7, 20), days: 5 })]
    .filter((order) => order.status !== 'cancelled')
    .flatMap((order) =>
      order.lines.map((line) => [order.id, order.customer ?? '', order.ordered_at, line.item].join(',')),
    );
  writeFileSync(folder.file('days.csv.gz'), gzipSync(`order_id,customer_id,ordered_at,item_id\n${rows.join('\n')}\n`));
});

describe('five generated days', () => {
  test('--json has the fields of the contract, and no database is opened', async () => {
    const report = await folder.json(['evaluate', '--file', 'days.csv.gz']);
    expect(Object.keys(report).slice(0, 4)).toEqual(['protocol', 'queries', 'models', 'chosen']);
    expect(report.protocol).toBe('leave-one-out');
    expect(report.learned_orders).toBe(Math.floor(report.orders * 0.8));
    for (const name of ['popularity', 'seed_rules']) {
      const { hr1, hr5, hr10, ndcg10, ...rest } = report.models[name];
      expect(rest).toEqual({});
      expect(hr1).toBeLessThanOrEqual(hr5);
      expect(hr5).toBeLessThanOrEqual(hr10);
      expect(hr10).toBeLessThanOrEqual(1);
      expect(ndcg10).toBeGreaterThan(0);
    }
    expect(Object.keys(report.models)).toContain(report.chosen);
    expect(folder.hasDatabase).toBe(false);
  });

  test('the same seed gives the same report to the last digit', async () => {
    const line = ['evaluate', '--file', 'days.csv.gz', '--sample', '20', '--seed', '5', '--json'];
    const [first, second] = await Promise.all([folder.run(line), folder.run(line)]);
    expect(first.code).toBe(0);
    expect(second.stdout).toBe(first.stdout);
    expect(JSON.parse(first.stdout)).toMatchObject({ test_orders: 20 });
  });

  test('for people: a table and sentences, nothing on standard error', async () => {
    const told = await folder.run(['evaluate', '--file', 'days.csv.gz']);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toMatch(/^days\.csv\.gz: [\d,]+ orders · \d+ items · \d+ customers\n/);
    expect(told.stdout).toMatch(/^MODEL +FIRST +IN 5 +IN 10 +NDCG@10 +AGAINST BEST SELLERS$/m);
    expect(told.stdout).toMatch(/^popularity +best sellers +\d+\.\d %/m);
    expect(told.stdout).toMatch(/in \d+ of 100 cases/);
  });

  test('next order: own history against the ranker, for known customers', async () => {
    const report = await folder.json(['evaluate', '--file', 'days.csv.gz', '--protocol', 'next-order']);
    expect(Object.keys(report).slice(0, 4)).toEqual(['protocol', 'queries', 'models', 'chosen']);
    expect(Object.keys(report.models)).toEqual(['history_then_popularity', 'next_order']);
    for (const { recall5, recall10 } of Object.values<Record<string, number>>(report.models)) {
      expect(recall5).toBeGreaterThan(0);
      expect(recall10).toBeGreaterThanOrEqual(recall5 ?? 1);
    }
    expect(report.differences[0]).toMatchObject({ model: 'next_order', against: 'history_then_popularity' });
    expect(Object.keys(report.models)).toContain(report.chosen);
    const told = await folder.run(['evaluate', '--file', 'days.csv.gz', '--protocol', 'next-order']);
    expect(told.stdout).toMatch(/^MODEL +OF THE ORDER IN 5 +OF THE ORDER IN 10 +NDCG@10 +AGAINST OWN HISTORY$/m);
  });

  test('next order: a history that knows no customers is told so', async () => {
    writeFileSync(folder.file('nobody.csv'), `order_id,item_id\n${'1,a\n2,b\n3,a\n4,b\n5,a\n'}`);
    const told = await folder.run(['evaluate', '--file', 'nobody.csv', '--protocol', 'next-order']);
    expect(told.code).not.toBe(0);
    expect(told.stderr).toContain('nobody.csv knows no customers');
  });

  test('the other protocols: popular now, cold start, null', async () => {
    const popular = await folder.json(['evaluate', '--file', 'days.csv.gz', '--protocol', 'popular-now']);
    expect(popular.models.popular_now.recall10).toBeGreaterThan(0);
    expect(popular.models.popular_now.recall10).toBeLessThanOrEqual(1);
    const cold = await folder.json(['evaluate', '--file', 'days.csv.gz', '--protocol', 'cold-start']);
    expect(cold.curve.length).toBeGreaterThan(5);
    const chance = await folder.run(['evaluate', '--file', 'days.csv.gz', '--protocol', 'null']);
    expect(chance.stdout).toMatch(/^its baskets shuffled +[\d,]+ +[\d,]+ +[01] +0\.\d %$/m);
  });
});

test('a store is measured like its file', async () => {
  await folder.run(['store', 'add', 'bistro', '--zone', 'UTC']);
  await folder.run(['import', 'days.csv.gz', '--store', 'bistro']);
  const models = ['--models', 'popularity,seed_rules'];
  const ofStore = await folder.json(['evaluate', '--store', 'bistro', ...models]);
  const ofFile = await folder.json(['evaluate', '--file', 'days.csv.gz', ...models]);
  expect(ofStore).toMatchObject({ source: 'bistro', orders: ofFile.orders, items: ofFile.items });
  expect(ofStore.queries).toBe(ofFile.queries);
  expect(Object.keys(ofStore.models)).toEqual(['popularity', 'seed_rules']);
  expect(ofStore.models).toEqual(ofFile.models);
});

test('what cannot be measured is told with a way out', async () => {
  const unknown = await folder.run(['evaluate', '--file', 'days.csv.gz', '--protocol', 'guess', '--json']);
  expect(unknown).toMatchObject({ code: 1, stdout: '' });
  expect(JSON.parse(unknown.stderr).error).toMatchObject({ code: 'invalid_request' });
  const both = await folder.run(['evaluate', '--file', 'days.csv.gz', '--store', 'bistro', '--json']);
  expect(JSON.parse(both.stderr).error.detail).toContain('expected one of the two');
  const numbers = await folder.run(['evaluate', '--file', 'days.csv.gz', '--orders', '10,50', '--json']);
  expect(numbers).toMatchObject({ code: 1, stdout: '' });
  expect(JSON.parse(numbers.stderr).error).toMatchObject({
    code: 'invalid_request',
    detail: '--orders is "10,50" and --protocol is "leave-one-out", expected --orders with cold-start only.',
    hint: 'Leave --orders out, or ask --protocol cold-start --orders 10,50',
  });
  const missing = await folder.run(['evaluate', '--file', 'none.csv', '--json']);
  expect(JSON.parse(missing.stderr).error).toMatchObject({
    code: 'invalid_file',
    detail: 'none.csv: there is no such file.',
  });
  writeFileSync(folder.file('ahead.csv'), 'order_id,ordered_at,item_id\n1,2099-01-01,a\n1,2099-01-01,b\n');
  const ahead = await folder.run(['evaluate', '--file', 'ahead.csv', '--protocol', 'popular-now', '--json']);
  expect(JSON.parse(ahead.stderr).error.detail).toMatch(/^ahead\.csv: 2 of 2 rows .* up to 24 hours from now/);
  writeFileSync(folder.file('singles.csv'), 'order_id,item_id\n1,a\n2,b\n3,a\n');
  const singles = await folder.run(['evaluate', '--file', 'singles.csv', '--json']);
  expect(JSON.parse(singles.stderr).error).toMatchObject({ code: 'nothing_to_evaluate' });
});

test.each([
  ['--models', 'popularity', 'next-order', 'leave-one-out or cold-start'],
  ['--sample', '40', 'popular-now', 'leave-one-out or cold-start'],
  ['--sampling', 'even', 'null', 'leave-one-out or cold-start'],
  ['--orders', '10,50', 'next-order', 'cold-start'],
])('%s is refused with a protocol that has no use for it', async (option, value, protocol, fitting) => {
  const line = ['evaluate', '--file', 'days.csv.gz', '--protocol', protocol, option, value, '--json'];
  const { code, stdout, stderr } = await folder.run(line);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(JSON.parse(stderr).error).toMatchObject({
    code: 'invalid_request',
    detail: `${option} is "${value}" and --protocol is "${protocol}", expected ${option} with ${fitting} only.`,
    hint: `Leave ${option} out, or ask --protocol ${fitting.split(' ')[0]} ${option} ${value}`,
  });
});

test.each(['0x10', '1e3', '1_000', '1.0', ' 7', '', '-1', '9007199254740993'])(
  '"%s" is no whole number',
  async (text) => {
    const refused = await folder.run(['evaluate', '--file', 'days.csv.gz', '--sample', text]);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('expected a whole number, such as 12.');
  },
);

describe('a history too short for its figures', () => {
  const told = async (items: number) => {
    const lines = Array.from({ length: 40 }, (_, order) =>
      [order % items, (order * 3 + 1) % items].map((item) => `${order},i${item}`),
    );
    writeFileSync(folder.file('tiny.csv'), `order_id,item_id\n${lines.flat().join('\n')}\n`);
    return (await folder.run(['evaluate', '--file', 'tiny.csv', '--models', 'popularity,seed_rules'])).stdout;
  };

  test('ten places that hold the whole menu are said to tell nothing: five, or the first, are told instead', async () => {
    expect(await told(12)).toMatch(/found the hidden item among ten in \d+ of 100 cases/);
    const eleven = await told(11);
    // Beside one item in the cart ten are left.
    expect(eleven).toContain(
      'The menu has only 11 items: any list of that length holds the one in question, so IN 10 says nothing.',
    );
    expect(eleven).toMatch(/found the hidden item among five in \d+ of 100 cases/);
    expect(eleven).toMatch(/points in 5$/m);
    expect(eleven).not.toContain('among ten');
    const six = await told(6);
    expect(six).toContain('so IN 5, IN 10 say nothing.');
    expect(six).toMatch(/found the hidden item first in \d+ of 100 cases/);
    const two = await told(2);
    expect(two).toContain('so FIRST, IN 5, IN 10 say nothing.');
    expect(two).not.toContain('of 100 cases');
  });

  test('one of a kind is told in the singular', async () => {
    writeFileSync(folder.file('two.csv'), 'order_id,customer_id,item_id\n1,c,a\n2,c,a\n');
    const { stdout } = await folder.run(['evaluate', '--file', 'two.csv', '--protocol', 'popular-now']);
    expect(stdout).toMatch(/^two\.csv: 2 orders · 1 item · 1 customer\n/);
    expect(stdout).toContain('Learned from 1 order, then asked 1 time, before each order of the rest.');
    expect(stdout).toContain('The menu has only 1 item: any list');
  });
});

const DATA = process.env.PAIRWELL_DATA_DIR ?? path.join(import.meta.dirname, '../../../shared/data');

describe.skipIf(!existsSync(DATA) && process.env.CI !== 'true')(
  'real data: the baselines as they were measured',
  () => {
    test.each([
      ['indian_takeaway_1', 14_608, [0.295, 0.404, 0.23], [0.325, 0.436, 0.264]],
      ['breadbasket', 3265, [0.568, 0.682], [0.578, 0.685]],
      ['chipotle', 858, [0.601, 0.744], [0.604, 0.745]],
    ])('%s', async (name, queries, popularity, rules) => {
      const file = path.join(DATA, `${name}.csv.gz`);
      const report = await folder.json(['evaluate', '--file', file, '--models', 'popularity,seed_rules']);
      expect(report.queries).toBe(queries);
      const figures = ['hr5', 'hr10', 'ndcg10'];
      for (const [place, wanted] of popularity.entries()) {
        expect(Math.abs(report.models.popularity[figures[place] ?? ''] - wanted)).toBeLessThan(0.001);
      }
      for (const [place, wanted] of rules.entries()) {
        expect(Math.abs(report.models.seed_rules[figures[place] ?? ''] - wanted)).toBeLessThan(0.001);
      }
    });
  },
);
