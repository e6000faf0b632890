import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandRunner } from '../support/command-runner.ts';
import { taughtOrders } from '../support/taught-orders.ts';

const folder = new CommandRunner();
afterAll(() => folder.remove());

beforeAll(async () => {
  const rows = taughtOrders(300).flatMap(({ id, ordered_at, lines }) =>
    lines.map(({ item }) => [id, ordered_at, item].join(',')),
  );
  writeFileSync(folder.file('orders.csv'), `order_id,ordered_at,item_id\n${rows.join('\n')}\n`);
  await folder.json(['store', 'add', 'bistro']);
});

test('a store is told how it ranks before and after its own orders chose', async () => {
  const young = await folder.run(['ranking']);
  expect(young).toMatchObject({ code: 0, stderr: '' });
  expect(young.stdout).toMatch(
    /^bistro ranks by the weights that generated stores taught \(version 0\)\. Learning: 0 of 200 /,
  );
  const early = await folder.run(['learn', '--ranking', '--json']);
  expect(early.code).toBe(1);
  expect(JSON.parse(early.stderr).error).toMatchObject({
    code: 'nothing_to_evaluate',
    detail: 'The store "bistro" has 0 orders; a choice of its own needs 200.',
  });

  await folder.json(['import', 'orders.csv']);
  expect((await folder.run(['ranking'])).stdout).toContain('Its own orders choose tonight, or now:');
  const chosen = await folder.run(['learn', '--ranking', '--store', 'bistro']);
  expect(chosen).toMatchObject({ code: 0, stderr: '' });
  expect(chosen.stdout).toMatch(
    /^bistro ranks by version 1, ".+": chosen by you on \d{4}-\d\d-\d\d from 300 orders\.\n/,
  );
  expect(chosen.stdout).toMatch(/\nFound the hidden item in \d+ of 100 orders; popularity at this hour alone \d+\.\n/);
  expect(chosen.stdout).toMatch(/^ +MODEL +IN 5 +IN 10 +NDCG@10$/m);
  expect(chosen.stdout).toMatch(
    /^ +popularity +popularity at this hour +\d+\.\d ± \d+\.\d % +\d+\.\d ± \d+\.\d % +0\.\d{3} ± 0\.\d{3}$/m,
  );
  expect(chosen.stdout).toMatch(/^> +1 +\w+ +\d{4}-\d\d-\d\d by you +300 /m);
  // A report is one text for whoever asks.
  expect((await folder.run(['ranking'])).stdout).toBe(chosen.stdout);
});

test('back, forth, and what is not there', async () => {
  const second = await folder.json(['learn', '--ranking']);
  expect(second).toMatchObject({ version: 2, held: false });
  const back = await folder.json(['ranking', '--rollback']);
  expect(back).toMatchObject({ version: 1, held: true });
  expect(await folder.json(['verify'])).toMatchObject({ clean: true });
  expect((await folder.run(['ranking'])).stdout).toContain('Held at this version by you');
  expect(await folder.json(['ranking', '--use', '0'])).toMatchObject({ version: 0, model: 'fleet' });
  expect(await folder.json(['ranking', '--use', '2'])).toMatchObject({ version: 2, held: false });
  const missing = await folder.run(['ranking', '--use', '7']);
  expect(missing).toMatchObject({ code: 1, stdout: '' });
  expect(missing.stderr).toContain('There is no version 7 of this store');
  expect(missing.stderr).toContain('Kept: 2, 1;');
  const both = await folder.run(['ranking', '--rollback', '--use', '1']);
  expect(both.stderr).toContain('expected one of the two');
});

test('a running server follows what a command chose', async () => {
  const { key } = await folder.json(['key', 'create', '--store', 'bistro']);
  expect((await folder.fetch('/api/ranking', { key })).body).toMatchObject({ version: 2 });
  await folder.json(['ranking', '--rollback']);
  expect((await folder.fetch('/api/ranking', { key })).body).toMatchObject({ version: 1, held: true });
  expect((await folder.fetch('/api/stores/bistro/verify', { key })).body).toMatchObject({ clean: true });
});
