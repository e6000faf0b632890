import { uuidv7 } from 'uuidv7';
import { afterAll, expect, test } from 'vitest';
import { CommandRunner } from '../support/command-runner.ts';

const folder = new CommandRunner();
afterAll(() => folder.remove());

test('attribution explains an order, lists the ledger and counts it anew', async () => {
  await folder.json(['store', 'add', 'bistro', '--currency', 'EUR']);
  const { key } = await folder.json(['key', 'create', '--store', 'bistro']);
  const post = (route: string, body: unknown) => folder.fetch(route, { key, method: 'POST', body });
  const line = (item: string) => ({ item, name: item, unit_price_minor: 450 });
  await post(
    '/api/orders',
    Array.from({ length: 5 }, (_, n) => ({ id: `past-${n}`, lines: [line('soup'), line('bread')] })),
  );
  const { body: answer } = await folder.fetch('/api/recommendations?cart=soup&session=s1', { key });
  const click = { event_id: uuidv7(), type: 'add', item: 'bread', position: 1 };
  const proof = { rec_id: answer.rec_id, token: answer.token };
  const told = await post('/api/events', { session: 's1', events: [{ ...click, ...proof }] });
  expect(told.body.results).toMatchObject([{ result: 'accepted', verified: true }]);
  await post('/api/orders', { id: 'o1', session: 's1', lines: [line('soup'), line('bread')] });

  const explained = await folder.json(['attribution', 'explain', 'o1']);
  expect(explained).toMatchObject({ order: 'o1', net_minor: 900, attributed_minor: 450 });
  expect(explained.lines).toMatchObject([{ reason: 'no_touch' }, { reason: 'credited', booked_minor: 450 }]);
  const words = await folder.run(['attribution', 'explain', 'o1']);
  expect(words.stdout).toMatch(
    /^Order o1, completed\. Net 900, credited 450 \(EUR, minor units\)\.\n\nLINE +ITEM +QTY /,
  );
  expect(words.stdout).toMatch(/\n {2}line 2: \S+ add in cart at position 1: Credited: the last click or add/);

  const none = await folder.run(['attribution', 'list', '--order', 'past-0']);
  expect(none).toMatchObject({ code: 0, stdout: 'No entries.\n', stderr: '' });
  const table = await folder.run(['attribution', 'list']);
  expect(table.stdout).toMatch(/^DAY +ORDER +ITEM +KIND +QTY +AMOUNT +BOOKED\n\S+ +o1 +bread +sale +1 +450 /);
  expect(await folder.json(['attribution', 'rebuild'])).toMatchObject({ store: 'bistro', entries: 0 });

  const stranger = await folder.run(['attribution', 'explain', 'o2', '--json']);
  expect(stranger.code).toBe(1);
  expect(JSON.parse(stranger.stderr).error.code).toBe('unknown_order');
  const wrong = await folder.run(['attribution', 'list', '--from', 'monday', '--json']);
  expect(JSON.parse(wrong.stderr).error.detail).toMatch(/^--from: /);
});
