import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawInteger } from '../../src/simulation/draws.ts';
import { createRandom } from '../../src/simulation/random.ts';
import { CliFolder, type ServerProcess, waitForText } from '../support/run-cli.ts';
import { OrderClient } from './order-client.ts';

/** Rounds of each of the three kinds; CRASH_ROUNDS=7 is the long run. The seed decides when each kill comes. */
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 2);
const SEED = Number(process.env.CRASH_SEED ?? 1);
/** A database that dies again and again is started again after longer and longer waits, up to 30 s. */
const ROUND_TIMEOUT_MS = 600_000;

const random = createRandom(SEED, 'kills');
const rounds = Array.from({ length: ROUNDS }, (_, index) => index + 1);

/** Every confirmed order is there, whole, and the change log has no hole. */
async function expectNothingLost(folder: CliFolder, acknowledged: readonly string[]): Promise<void> {
  const found = await folder.query<{ id: string; lines: number }>(
    `SELECT o.external_id AS id, count(l.line_no)::int AS lines FROM orders o
     JOIN order_version v ON v.store_id = o.store_id AND v.order_id = o.id AND v.version = o.version
     JOIN order_line l ON l.store_id = v.store_id AND l.order_id = v.order_id AND l.version = v.version
     GROUP BY o.external_id`,
  );
  const known = new Map(found.map((order) => [order.id, order.lines]));
  expect(acknowledged.filter((id) => known.get(id) !== 3)).toEqual([]);
  expect([...known.values()].every((lines) => lines === 3)).toBe(true);
  const [log] = await folder.query<{ changes: string; last: string; head: string }>(
    'SELECT count(*) AS changes, max(change_no) AS last, max(last_change_no) AS head FROM change, change_head',
  );
  expect(log?.changes).toBe(log?.last);
  expect(log?.head).toBe(log?.last);
  expect(await folder.json(['verify'])).toMatchObject({ clean: true, differences: [], orders: known.size });
}

async function waitUntilReady(server: ServerProcess): Promise<void> {
  await expect
    .poll(async () => (await server.fetch('/readyz').catch(() => null))?.body.status, { timeout: ROUND_TIMEOUT_MS })
    .toBe('ok');
}

/** Sends orders, some of which are confirmed, for a time that the seed decides. */
async function sendForAWhile(client: OrderClient, server: ServerProcess, key: string): Promise<void> {
  const before = client.acknowledged.length;
  client.start(server, key);
  await expect.poll(() => client.acknowledged.length).toBeGreaterThan(before);
  await sleep(drawInteger(random, [50, 800]));
}

describe('kill -9 while orders come in', () => {
  const folder = new CliFolder();
  const client = new OrderClient('live');
  let key = '';
  let server: ServerProcess;
  beforeAll(async () => {
    await folder.json(['store', 'add', 'bistro']);
    key = (await folder.json(['key', 'create'])).key;
    server = await folder.serve();
  });
  afterAll(() => folder.remove());

  test.each(rounds)(
    'of the server, round %i: it starts again by itself, and has every confirmed order',
    async () => {
      await sendForAWhile(client, server, key);
      await server.stop('SIGKILL');
      await client.stop();

      server = await folder.serve();
      const last = client.acknowledged.at(-1);
      expect((await server.fetch(`/api/orders/${last}`, { key })).body.id).toBe(last);
      await expectNothingLost(folder, client.acknowledged);
    },
    ROUND_TIMEOUT_MS,
  );

  test.each(rounds)(
    'of the database, round %i: the server goes on and answers again by itself',
    async () => {
      client.refusals.clear();
      await sendForAWhile(client, server, key);
      const postmaster = Number(folder.postmasterPid());
      process.kill(postmaster, 'SIGKILL');
      await expect.poll(() => folder.postmasterPid() ?? postmaster, { timeout: ROUND_TIMEOUT_MS }).not.toBe(postmaster);
      const before = client.acknowledged.length;
      await waitUntilReady(server);
      await expect.poll(() => client.acknowledged.length).toBeGreaterThan(before + 5);
      await client.stop();
      // What could not be taken was refused with the word that says "try again", never with "internal".
      expect([...client.refusals].filter((code) => code !== 'database_unavailable')).toEqual([]);
      await expectNothingLost(folder, client.acknowledged);
    },
    ROUND_TIMEOUT_MS,
  );

  test(
    'the folder still belongs to the one server after its database was killed',
    async () => {
      const tryToServe = async () => {
        const second = folder.spawn(['serve', '--port', '0', '--json'], { env: { LOG_LEVEL: 'silent' } });
        const listens = waitForText(second, /"url": "([^"]+)"/).catch(() => '');
        const answer = await Promise.race([second.ended.then(({ stderr }) => stderr), listens]);
        await second.stop('SIGKILL');
        return answer;
      };
      expect(await tryToServe()).toContain('"server_running"');
      expect(await server.stop()).toMatchObject({ code: 0, signal: null });
    },
    ROUND_TIMEOUT_MS,
  );
});

describe('kill -9 of an import', () => {
  const ORDERS = 6_000;
  const folder = new CliFolder();
  beforeAll(async () => {
    await folder.json(['store', 'add', 'bistro']);
    const time = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();
    const rows = Array.from({ length: ORDERS * 3 }, (_, index) => {
      // The three lines of an order stand a third of the file apart.
      const order = index % ORDERS;
      return `x-${order},${time(order)},item-${(order * 7 + Math.floor(index / ORDERS) * 11) % 40},1,2.50`;
    });
    writeFileSync(folder.file('history.csv'), ['order_id,ordered_at,item_id,quantity,unit_price', ...rows].join('\n'));
  });
  afterAll(() => folder.remove());

  test.each(rounds)(
    'round %i: no order is half in, and the state can be verified',
    async () => {
      const running = folder.spawn(['import', 'history.csv', '--json']);
      await sleep(drawInteger(random, [500, 2_500]));
      await running.stop('SIGKILL');
      expect(await folder.json(['verify'])).toMatchObject({ clean: true, differences: [] });
    },
    ROUND_TIMEOUT_MS,
  );

  test(
    'running it again completes it, to the exact counts, and again changes nothing',
    async () => {
      const completed = await folder.json(['import', 'history.csv']);
      expect(completed).toMatchObject({ rows: ORDERS * 3, rows_rejected: 0, orders: ORDERS, orders_updated: 0 });
      expect(completed.orders_created + completed.orders_unchanged).toBe(ORDERS);
      const server = await folder.serve();
      const count = async (what: string) =>
        Number((await folder.query<{ n: string }>(`SELECT count(*) AS n FROM ${what}`))[0]?.n);
      expect(await count('orders')).toBe(ORDERS);
      expect(await count('order_version')).toBe(ORDERS);
      expect(await count('order_line')).toBe(ORDERS * 3);
      expect(await count('item')).toBe(40);
      expect(await count('change')).toBe(ORDERS + 40);
      const verified = await folder.json(['verify']);
      expect(verified).toMatchObject({ clean: true, orders: ORDERS });
      const again = await folder.json(['import', 'history.csv']);
      expect(again).toMatchObject({ orders_created: 0, orders_updated: 0, orders_unchanged: ORDERS });
      expect((await folder.json(['verify'])).change_no).toBe(verified.change_no);
      expect(await server.stop()).toMatchObject({ code: 0 });
    },
    ROUND_TIMEOUT_MS,
  );
});
