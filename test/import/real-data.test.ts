import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ImportBench } from './import-bench.ts';

const FOLDER = process.env.PAIRWELL_DATA_DIR ?? path.join(import.meta.dirname, '../../../shared/data');
const hasFolder = existsSync(FOLDER);
/** In CI a set that is missing from a folder that is there is a failure, not a skip. */
const mayMiss = process.env.CI !== 'true';
/** The half million lines of uci_online_retail take a minute or more: REAL_DATA=all adds them. */
const SETS =
  process.env.REAL_DATA === 'all'
    ? (['breadbasket', 'indian_takeaway_1', 'pizza', 'uci_online_retail'] as const)
    : (['breadbasket', 'indian_takeaway_1', 'pizza'] as const);

/** What is in a file, counted without anything of the importer. */
interface Recount {
  readonly lines: number;
  readonly orders: number;
  readonly items: number;
  readonly milli: number;
  /** Orders by id: lines, and the sum of units x price in minor units; null = no price is known. */
  readonly byOrder: ReadonlyMap<string, { readonly lines: number; readonly minor: number }>;
}

/** Cells of a row: quoted ones may hold commas and doubled quotes; no cell of these files holds a line end. */
function splitRow(row: string): string[] {
  const cells = row.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? [];
  return cells.map((cell) =>
    cell
      .replace(/,$/, '')
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"'),
  );
}

function recount(file: string): Recount {
  const [header = '', ...rows] = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split(/\r?\n/);
  const at = (name: string) => header.split(',').indexOf(name);
  const [id, item, quantity, price] = [at('order_id'), at('item_id'), at('quantity'), at('unit_price')];
  const items = new Set<string>();
  const byOrder = new Map<string, { lines: number; minor: number }>();
  let milli = 0;
  for (const row of rows) {
    const cells = splitRow(row);
    items.add(cells[item] ?? '');
    milli += Math.round(Number(cells[quantity]) * 1000);
    const order = byOrder.get(cells[id] ?? '') ?? { lines: 0, minor: 0 };
    order.lines++;
    order.minor += Math.round(Number(cells[price] || 0) * 100) * Number(cells[quantity]);
    byOrder.set(cells[id] ?? '', order);
  }
  return { lines: rows.length, orders: byOrder.size, items: items.size, milli, byOrder };
}

describe(hasFolder ? 'real data' : 'real data: skipped, PAIRWELL_DATA_DIR is not there', () => {
  let bench: ImportBench;
  beforeAll(async () => {
    bench = await ImportBench.open();
  });
  afterAll(() => bench.close());

  test.for(SETS)(
    '%s: orders, lines, items, units and money as counted by hand',
    { timeout: 600_000 },
    async (name, { skip }) => {
      const file = path.join(FOLDER, `${name}.csv.gz`);
      skip(!existsSync(file) && (mayMiss || !hasFolder), `there is no ${file}`);
      const expected = recount(file);
      const store = await bench.addStore({ currency: 'GBP', zone: 'Europe/London' });
      const report = await bench.import(store, file);
      expect(report).toMatchObject({ rows: expected.lines, rows_kept: expected.lines, rows_rejected: 0 });
      expect(report).toMatchObject({ orders: expected.orders, orders_created: expected.orders, items: expected.items });

      const found = await bench.query(
        `SELECT o.external_id AS id, count(*)::int AS lines, sum(l.quantity * 1000)::bigint AS milli,
         coalesce(sum(l.quantity * l.unit_price_minor), 0)::float8 AS minor
       FROM orders o JOIN order_line l ON l.store_id = o.store_id AND l.order_id = o.id AND l.version = o.version
       WHERE o.store_id = $1 GROUP BY 1`,
        [store.id],
      );
      expect(found).toHaveLength(expected.orders);
      expect(found.reduce((sum, order) => sum + order.milli, 0)).toBe(expected.milli);
      const different = found.filter(({ id, lines, minor }) => {
        const order = expected.byOrder.get(id);
        return order === undefined || order.lines !== lines || Math.abs(order.minor - minor) > 0.5;
      });
      expect(different).toEqual([]);
      const [items] = await bench.query('SELECT count(*)::int AS n FROM item WHERE store_id = $1', [store.id]);
      expect(items.n).toBe(expected.items);
    },
  );
});
