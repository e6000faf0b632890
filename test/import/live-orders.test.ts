import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CliFolder, type ServerProcess } from '../support/run-cli.ts';

const ORDERS = 8000;
const LINES = 4;

const folder = new CliFolder();
let server: ServerProcess;
let key = '';
beforeAll(async () => {
  await folder.json(['store', 'add', 'bistro']);
  key = (await folder.json(['key', 'create'])).key;
  server = await folder.serve();
});
afterAll(() => folder.remove());

test('orders that come in during an import wait for a part of it, not for its end, and nothing is lost', async () => {
  const rows = Array.from({ length: ORDERS * LINES }, (_, index) => {
    const order = Math.floor(index / LINES);
    const time = new Date(Date.UTC(2026, 0, 1) + order * 60_000).toISOString();
    return `file-${order},${time},item-${(order * 3 + (index % LINES) * 7) % 60},1,2.50`;
  });
  writeFileSync(folder.file('history.csv'), ['order_id,ordered_at,item_id,quantity,unit_price', ...rows].join('\n'));
  const importing = folder.spawn(['import', 'history.csv', '--json']);
  const state = { over: false };
  void importing.ended.then(() => {
    state.over = true;
  });
  const confirmed: string[] = [];
  for (let number = 1; !state.over; number++) {
    const body = {
      id: `live-${number}`,
      lines: [
        { item: 'live-item', name: 'Live' },
        { item: 'live-bun', name: 'Bun' },
      ],
    };
    const { status, body: result } = await server.fetch('/api/orders', { key, body });
    expect(status).toBe(201);
    confirmed.push(result.id);
  }
  const { code, stdout, stderr } = await importing.ended;
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ rows: ORDERS * LINES, rows_rejected: 0, orders_created: ORDERS });
  expect(confirmed.length).toBeGreaterThan(20);
  // An order that came in waited for those of the file that were written between the one before and itself.
  const [waited] = await folder.query<{ longest: number }>(
    `SELECT max(orders)::int AS longest FROM (
       SELECT count(*) FILTER (WHERE NOT live) AS orders FROM (
         SELECT o.external_id LIKE 'live-%' AS live,
           count(*) FILTER (WHERE o.external_id LIKE 'live-%') OVER (ORDER BY c.change_no) AS live_so_far
         FROM change c JOIN orders o ON o.store_id = c.store_id AND o.id = c.entity_id WHERE c.kind = 'order') AS written
       GROUP BY live_so_far) AS stretch`,
  );
  expect(waited?.longest).toBeGreaterThan(0);
  expect(waited?.longest).toBeLessThan(ORDERS / 2);

  const [counts] = await folder.query(
    `SELECT count(*) FILTER (WHERE external_id LIKE 'file-%')::int AS imported,
            count(*) FILTER (WHERE external_id LIKE 'live-%')::int AS live FROM orders`,
  );
  expect(counts).toEqual({ imported: ORDERS, live: confirmed.length });
  const [lines] = await folder.query('SELECT count(*)::int AS n FROM order_line');
  expect(lines).toEqual({ n: ORDERS * LINES + confirmed.length * 2 });
  expect(await folder.json(['verify'])).toMatchObject({ clean: true, orders: ORDERS + confirmed.length });

  // What the server answers has the file in it, without being told.
  const pairs = await server.fetch('/api/pairs?preset=all&item=live-item', { key });
  expect(pairs.body.orders).toBe(ORDERS + confirmed.length);
});

test('an order that was cancelled and one that was deleted over the API stay so when the file comes again', async () => {
  const cancelled = await server.fetch('/api/orders/file-5', { key, method: 'PATCH', body: { status: 'cancelled' } });
  expect(cancelled.body.result).toBe('updated');
  expect((await server.fetch('/api/orders/file-6', { key, method: 'DELETE' })).status).toBe(200);
  const report = await folder.json(['import', 'history.csv']);
  expect(report).toMatchObject({ orders_created: 0, orders_deleted_before: 1 });
  expect((await server.fetch('/api/orders/file-5', { key })).body.status).toBe('cancelled');
  expect((await server.fetch('/api/orders/file-6', { key })).body.code).toBe('unknown_order');
  expect(await server.stop()).toMatchObject({ code: 0, signal: null });
});
