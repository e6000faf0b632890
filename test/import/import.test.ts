import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ModelStore } from '../../src/services/learning/model-store.ts';
import { verifyStore } from '../../src/services/learning/verify.ts';
import { deleteOrder, patchOrder } from '../../src/services/orders/change-order.ts';
import { expectedOrders, type GeneratedLine, generateLines, shuffle, toCsv, toDecimal } from './generated-orders.ts';
import { ImportBench } from './import-bench.ts';

const HEADER = ['order_id', 'ordered_at', 'customer_id', 'item_id', 'item_name', 'category', 'quantity', 'unit_price'];

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.open();
});
afterAll(() => bench.close());

function toRow(line: GeneratedLine): (string | number | null)[] {
  const price = toDecimal(line.priceMinor);
  return [line.order, line.at, line.customer, line.item, line.name, line.category, line.milli / 1000, price];
}

/** File rows by their number, as the list of bad rows gives them. */
function readRejected(file: string): string[][] {
  const text = readFileSync(bench.rejectedPath(file), 'utf8').replace('\ufeff', '').trim();
  return text
    .split('\r\n')
    .slice(1)
    .map((row) => row.split(','));
}

describe('the forms of files', () => {
  test('our own columns, the lines of an order scattered over the file: everything is there, and twice is once', async () => {
    const store = await bench.addStore({ zone: 'Europe/Berlin' });
    const lines = shuffle(7, generateLines(1, { orders: 400 }));
    const file = bench.write('generic.csv', toCsv([HEADER, ...lines.map(toRow)]));
    const items = new Set(lines.map((line) => line.item)).size;
    const report = await bench.import(store, file);
    expect(report).toMatchObject({
      rows: lines.length,
      rows_kept: lines.length,
      rows_rejected: 0,
      rejected_file: null,
    });
    expect(report).toMatchObject({ orders: 400, orders_created: 400, items, items_created: items });
    const stored = await bench.orders(store);
    expect(stored).toEqual(expectedOrders(lines, '+01:00'));
    const names = await bench.query(
      `SELECT i.external_id AS id, i.name, c.name AS category FROM item i
       JOIN category c ON c.store_id = i.store_id AND c.id = i.category_id WHERE i.store_id = $1`,
      [store.id],
    );
    for (const { id, name, category } of names) {
      const line = lines.find((one) => one.item === id);
      expect([name, category]).toEqual([line?.name, line?.category]);
    }

    const change = await bench.lastChange(store);
    expect(await bench.import(store, file)).toMatchObject({
      orders_created: 0,
      orders_updated: 0,
      orders_unchanged: 400,
    });
    expect(await bench.lastChange(store)).toBe(change);
    expect(await bench.orders(store)).toEqual(stored);

    const models = new ModelStore(bench.context);
    expect(await verifyStore(bench.context, models, store.id)).toMatchObject({ clean: true, orders: 400 });
  });

  test('one row for each order, with its items in one cell, packed', async () => {
    const store = await bench.addStore();
    const lines = generateLines(2, { orders: 150 });
    const expected = expectedOrders(lines, 'Z');
    const rows = [...expected.values()].map((order) => {
      const items = order.lines.map(([item, milli]) => (milli === 1000 ? item : `${item}:${milli / 1000}`));
      return [order.id, order.orderedAt, order.customer, items.join(';')];
    });
    const file = bench.write(
      'rows.csv.gz',
      gzipSync(toCsv([['order_id', 'ordered_at', 'customer', 'items'], ...rows])),
    );
    expect(await bench.import(store, file)).toMatchObject({ rows: 150, rows_rejected: 0, orders_created: 150 });
    const withoutPrices = [...expected].map(([id, order]) => {
      return [id, { ...order, lines: order.lines.map(([item, milli]) => [item, milli, null, 0]) }];
    });
    expect(await bench.orders(store)).toEqual(new Map(withoutPrices as never));
  });

  test('receipt, product, amount in minor units, created_at, status: each row is a sale of a known customer', async () => {
    const store = await bench.addStore({ currency: 'INR', zone: 'Asia/Kolkata' });
    const sales = [
      ['R-1', 'Starter Pack', 9900, '2026-01-05 10:00:00', 'captured'],
      ['R-1', 'Pro Pack', 49900, '2026-01-20 10:00:00', 'captured'],
      ['R-2', 'Pro Pack', 49900, '2026-01-20 10:00:00', 'failed'],
      ['R-2', 'Premium Pack', 99900, '2026-02-01 23:59:59', 'refunded'],
      ['R-3', 'Pro Pack', 49900, '2026-02-02 00:00:00', 'captured'],
    ];
    const file = bench.write('sales.csv', toCsv([['receipt', 'product', 'amount', 'created_at', 'status'], ...sales]));
    const report = await bench.import(store, file);
    expect(report).toMatchObject({ rows: 5, rows_rejected: 0, orders: 5, orders_created: 5, items_created: 3 });
    const stored = [...(await bench.orders(store)).values()].map(({ status, orderedAt, customer, lines }) => {
      return [customer, lines[0]?.[0], lines[0]?.[2], orderedAt, status].join(' ');
    });
    // 10:00 in India is 04:30 UTC.
    expect(stored.sort()).toEqual([
      'R-1 pro-pack 49900 2026-01-20T04:30:00.000Z completed',
      'R-1 starter-pack 9900 2026-01-05T04:30:00.000Z completed',
      'R-2 premium-pack 99900 2026-02-01T18:29:59.000Z refunded',
      'R-2 pro-pack 49900 2026-01-20T04:30:00.000Z cancelled',
      'R-3 pro-pack 49900 2026-02-01T18:30:00.000Z completed',
    ]);
    expect(await bench.import(store, file)).toMatchObject({ orders_unchanged: 5, orders_created: 0 });
  });

  test('semicolons, decimal commas, a byte order mark and CR LF, as a German spreadsheet writes them', async () => {
    const store = await bench.addStore({ locale: 'de-DE', zone: 'Europe/Berlin' });
    const lines = generateLines(3, { orders: 120 });
    const rows = lines.map((line) => {
      const [date = '', time] = line.at.split('T');
      const at = `${date.split('-').reverse().join('.')} ${time}`;
      return [line.order, at, line.item, String(line.milli / 1000).replace('.', ','), toDecimal(line.priceMinor, ',')];
    });
    const text = toCsv([['Order No', 'Date', 'SKU', 'Qty', 'Price'], ...rows], ';');
    const file = bench.write('german.csv', `\ufeff${text.replaceAll('\n', '\r\n')}`);
    expect(await bench.import(store, file)).toMatchObject({
      rows: lines.length,
      rows_rejected: 0,
      orders_created: 120,
    });
    const anonymous = lines.map((line) => ({ ...line, customer: null }));
    expect(await bench.orders(store)).toEqual(expectedOrders(anonymous, '+01:00'));
  });
});

describe('rows that are not as they should be', () => {
  test('bad rows are listed with their reasons; kept + rejected = rows, and the good rows are in', async () => {
    const store = await bench.addStore();
    const good = (id: string, item = 'tea') => [id, '2026-03-01T10:00:00', '', item, 'Tea', '', '1', '2.50', 'EUR'];
    const change = (row: string[], at: number, value: string) =>
      row.map((cell, index) => (index === at ? value : cell));
    const rows: [string[], string | null][] = [
      [good('ok-1'), null],
      [change(good('b'), 0, ''), 'order_id'],
      [change(good('b'), 1, '2026-02-30T10:00:00'), 'ordered_at'],
      // The clock stands at 2026-06-01T12:00Z: a day later to the second is taken, as an instant and in the store's zone.
      [change(good('b'), 1, '2099-12-31T19:00:00'), 'ordered_at'],
      [change(good('b'), 1, '2026-06-02T14:00:01+02:00'), 'ordered_at'],
      [change(good('ok-3'), 1, '2026-06-02T14:00:00+02:00'), null],
      [change(good('b'), 3, ''), null],
      [change(good('b'), 6, '0'), 'quantity'],
      [change(good('b'), 6, '-1'), 'quantity'],
      [change(good('b'), 6, '1.2345'), 'quantity'],
      [change(good('b'), 7, '12.5o'), 'unit_price'],
      [change(good('b'), 7, '-2.50'), 'unit_price'],
      [change(good('b'), 8, 'USD'), 'currency'],
      [change(good('b'), 0, 'x'.repeat(201)), 'order_id'],
      [good('b').slice(0, 5), ''],
      [good('ok-2'), null],
      [good('ok-2', 'bun'), null],
    ];
    const bad = rows.flatMap(([, column], index) => (column === null ? [] : [[String(index + 2), column]]));
    const file = bench.write('bad.csv', toCsv([[...HEADER, 'currency'], ...rows.map(([row]) => row)]));
    const report = await bench.import(store, file);
    expect(report).toMatchObject({ rows: 17, rows_kept: 5, rows_rejected: 12, orders: 4, orders_created: 4 });
    expect(readRejected(file).map((row) => row.slice(0, 2))).toEqual(bad);
    const reasons = readRejected(file).map((row) => row[3]?.replace(/^"/, ''));
    expect(reasons.every((reason) => reason?.startsWith('expected '))).toBe(true);
    expect(reasons).toContain("expected the store's currency EUR");
    expect(reasons).toContain('expected a time up to 24 hours from now');
    // The row without an item id has a name, and the name gives the id.
    expect([...(await bench.orders(store)).keys()].sort()).toEqual(['b', 'ok-1', 'ok-2', 'ok-3']);
    expect((await bench.orders(store)).get('ok-2')?.lines).toHaveLength(2);
  });

  test('a row twice is two lines of one order, and still one item of the basket', async () => {
    const store = await bench.addStore();
    const row = (item: string) => ['d-1', '2026-03-01T10:00:00', '', item, item, '', '1', '2.50'];
    const file = bench.write('twice.csv', toCsv([HEADER, row('tea'), row('bun'), row('tea')]));
    expect(await bench.import(store, file)).toMatchObject({ rows: 3, orders_created: 1, items_created: 2 });
    const line = (item: string) => [item, 1000, 250, 0];
    expect((await bench.orders(store)).get('d-1')?.lines).toEqual([line('tea'), line('bun'), line('tea')]);
    const models = new ModelStore(bench.context);
    expect(await verifyStore(bench.context, models, store.id)).toMatchObject({ clean: true, orders: 1, pairs: 1 });
  });

  test('formulas and scripts are text: kept as they are, and guarded where a spreadsheet would run them', async () => {
    const store = await bench.addStore();
    const script = '<script>alert("x")</script>';
    const row = (item: string, name: string, quantity = '1') => [
      'f-1',
      '2026-03-01T10:00:00',
      '',
      item,
      name,
      '',
      quantity,
      '2.50',
    ];
    const rows = [row('a', "'=1+1"), row('b', '=HYPERLINK("x")'), row('', script), row('d', '@SUM(A1)', 'many')];
    const file = bench.write('formulas.csv', toCsv([HEADER, ...rows]));
    expect(await bench.import(store, file)).toMatchObject({ rows: 4, rows_kept: 3, rows_rejected: 1 });
    const names = await bench.query('SELECT external_id, name FROM item WHERE store_id = $1 ORDER BY id', [store.id]);
    expect(names.map((item) => [item.external_id, item.name])).toEqual([
      ['a', '=1+1'],
      ['b', '=HYPERLINK("x")'],
      ['script-alert-x-script', script],
    ]);
    expect(readFileSync(bench.rejectedPath(file), 'utf8')).toContain(",d,'@SUM(A1),");
  });

  test('a file without bad rows leaves no list', async () => {
    const store = await bench.addStore();
    const file = bench.write('good.csv', toCsv([HEADER, ['g-1', '', '', 'tea', '', '', '', '']]));
    expect(await bench.import(store, file)).toMatchObject({ rows: 1, orders_created: 1, first_ordered_at: null });
    expect((await bench.orders(store)).get('g-1')?.lines).toEqual([['tea', 1000, null, 0]]);
    expect(existsSync(bench.rejectedPath(file))).toBe(false);
  });

  test('a file that is no file of orders writes nothing at all', async () => {
    const store = await bench.addStore();
    const change = await bench.lastChange(store);
    for (const [name, content] of [
      ['empty.csv', ''],
      ['menu.csv', 'colour,taste\nred,sweet\n'],
    ] as const) {
      await expect(bench.import(store, bench.write(name, content)), name).rejects.toMatchObject({
        code: 'invalid_file',
      });
    }
    const noted = await bench.query('SELECT state, orders_created AS n FROM import WHERE store_id = $1', [store.id]);
    expect(noted).toEqual(Array(2).fill({ state: 'failed', n: 0 }));
    expect(await bench.lastChange(store)).toBe(change);
  });
});

describe('an import meets what was changed since', () => {
  test('a deleted order stays deleted, a cancelled one cancelled, unless the file says otherwise', async () => {
    const store = await bench.addStore();
    const lines = generateLines(4, { orders: 20 });
    const file = bench.write('history.csv', toCsv([HEADER, ...lines.map(toRow)]));
    await bench.import(store, file);
    await deleteOrder(bench.context, store, 'A-3');
    await patchOrder(bench.context, store, { externalId: 'A-5', patch: { status: 'cancelled' } });
    const change = await bench.lastChange(store);

    const again = await bench.import(store, file);
    expect(again).toMatchObject({
      orders_created: 0,
      orders_updated: 0,
      orders_unchanged: 19,
      orders_deleted_before: 1,
    });
    expect(await bench.lastChange(store)).toBe(change);
    const stored = await bench.orders(store);
    expect(stored.has('A-3')).toBe(false);
    expect(stored.get('A-5')?.status).toBe('cancelled');
    expect(stored.size).toBe(19);

    const withStatus = bench.write(
      'status.csv',
      toCsv([[...HEADER, 'status'], ...lines.map((line) => [...toRow(line), 'completed'])]),
    );
    expect(await bench.import(store, withStatus)).toMatchObject({ orders_updated: 1, orders_deleted_before: 1 });
    expect((await bench.orders(store)).get('A-5')?.status).toBe('completed');
  });

  test('a file with other lines for a known order changes it, and it counts once', async () => {
    const store = await bench.addStore();
    const lines = generateLines(5, { orders: 10 });
    await bench.import(store, bench.write('before.csv', toCsv([HEADER, ...lines.map(toRow)])));
    const extra = { ...(lines[0] as GeneratedLine), item: 'item-99', name: 'New' };
    const after = [...lines, extra];
    const report = await bench.import(store, bench.write('after.csv', toCsv([HEADER, ...after.map(toRow)])));
    expect(report).toMatchObject({ orders_created: 0, orders_updated: 1, orders_unchanged: 9, items_created: 1 });
    expect(await bench.orders(store)).toEqual(expectedOrders(after, 'Z'));
    const models = new ModelStore(bench.context);
    expect(await verifyStore(bench.context, models, store.id)).toMatchObject({ clean: true, orders: 10 });
  });
});
