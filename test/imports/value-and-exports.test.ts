import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportNames } from '../../src/contract/export.ts';
import { exportCsv } from '../../src/services/exports/export-csv.ts';
import { valueOfFile } from '../../src/services/value/value-of-file.ts';
import { addPerson } from '../support/people.ts';
import { expectProblem, type KeyedStore, openTestApp, type TestApp } from '../support/test-app.ts';
import { untilEnded, uploadOf } from '../support/upload.ts';

let test: TestApp;
let store: KeyedStore;
const folder = mkdtempSync(path.join(tmpdir(), 'pairwell-value-'));

/**
 * The example of docs/algorithms/value.md, spread over 30 days, with names that nothing can be guessed from: 40 x k1 + k2, 60 x k1,
 * 300 x k3.
 */
function exampleRows(): string[] {
  const lines = (n: number) => (n < 40 ? ['k1,9.50', 'k2,3.00'] : n < 100 ? ['k1,9.50'] : ['k3,7.00']);
  return Array.from({ length: 400 }, (_, n) => {
    const at = new Date(Date.UTC(2026, 1, 1) + (n / 399) * 30 * 86_400_000).toISOString();
    return lines(n).map((line) => `o-${n},${at},${line}`);
  }).flat();
}
const EXAMPLE = ['order_id,ordered_at,item,price', ...exampleRows(), ''].join('\n');

beforeAll(async () => {
  test = await openTestApp();
  store = await test.addStore('bistro');
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

async function textOf(shop: KeyedStore, name: (typeof exportNames)[number]): Promise<string> {
  let text = '';
  for await (const piece of exportCsv(test, shop.store, name)) text += piece;
  return text;
}

describe('what the pairs of a file may bring', () => {
  it('is the example by hand, from the file alone and from the store that imported it', async () => {
    const file = path.join(folder, 'example.csv');
    writeFileSync(file, EXAMPLE);
    const value = await valueOfFile(file, { currency: 'EUR' });
    expect(value).toMatchObject({
      label: 'estimate',
      source: 'example.csv',
      currency: 'EUR',
      per: 'month',
      orders: 400,
      period: { days: 30, orders: 400 },
      attributable_minor: 570,
      extra_minor: 143,
      low_minor: -253,
      high_minor: 538,
      kappa: { mean: 0.25, standard_deviation: 0.25, measured: false },
      notes: [],
    });
    expect(value.pairs).toEqual([
      {
        antecedent: 'k1',
        antecedent_name: 'k1',
        consequent: 'k2',
        consequent_name: 'k2',
        times_together: 40,
        antecedent_orders: 100,
        lift: 4.153409,
        wanted: 0.31693,
        acceptance: 0.031693,
        reach: 60,
        price_minor: 300,
        attributable_minor: 570,
        extra_minor: 143,
      },
    ]);
    const { body } = await store.call('POST', '/api/imports', uploadOf(EXAMPLE));
    await store.call('POST', `/api/imports/${body.id}/start`);
    await untilEnded(() => store.call('GET', `/api/imports/${body.id}`));
    const answer = await store.call('GET', '/api/value');
    expect(answer.status).toBe(200);
    // The same figures, under the store's name, and with its category's prior, which is the same without categories.
    expect({ ...answer.body, source: value.source }).toEqual(value);
    expectProblem(await store.call('GET', '/api/value', { key: store.publishable }), 'forbidden');
  });

  it('says what it cannot know: no dates, no prices, no pairs', async () => {
    const valueOfText = async (name: string, text: string) => {
      const file = path.join(folder, name);
      writeFileSync(file, text);
      return valueOfFile(file);
    };
    const undated = EXAMPLE.replaceAll(/,2026[^,]*/g, '').replace('ordered_at,', '');
    const told = await valueOfText('undated.csv', undated);
    // 60 of 400 orders are 150 of 1000; 150 x .03169298 x 300 = 1426.
    expect(told).toMatchObject({ per: '1000_orders', period: null, currency: null, attributable_minor: 1426 });
    expect(told.notes).toEqual(['The orders have no dates: the figures are for 1,000 orders.']);
    const free = await valueOfText('free.csv', 'order_id,item\n1,tea\n1,cake\n');
    expect(free.notes[0]).toBe('No prices are known, so nothing can be said about money.');
    const few = await valueOfText(
      'few.csv',
      'order_id,ordered_at,item,price\n1,2026-01-01,tea,2\n1,2026-01-01,cake,3\n',
    );
    expect(few).toMatchObject({ pairs: [], extra_minor: 0 });
    expect(few.notes[0]).toContain('more orders with two items are needed');
  });
});

describe('exports', () => {
  let shop: KeyedStore;
  beforeAll(async () => {
    shop = await test.addStore('origin');
    const order = (id: string, more: object) => ({ id, ordered_at: '2026-02-01T12:00:00Z', ...more });
    const json = [
      order('=1+1', {
        customer: '@ada',
        channel: 'web',
        table: '7',
        status: 'delivered',
        lines: [
          { item: 'tea', name: '=Tea, "hot"', quantity: 2, unit_price_minor: 250, discount_minor: 50 },
          { item: 'cake', name: 'Cake', quantity: 0.5 },
        ],
      }),
      order('A-2', { tip_minor: 120, lines: [{ item: 'tea', unit_price_minor: 250 }] }),
      order('A-3', { status: 'cancelled', lines: [{ item: 'cake', unit_price_minor: 1 }] }),
      order('test', { test: true, lines: [{ item: 'cake' }] }),
      order('gone', { lines: [{ item: 'cake' }] }),
    ];
    await shop.call('POST', '/api/orders', { json });
    await shop.call('DELETE', '/api/orders/gone');
  });

  it('orders come out with safe cells, and into another store as they were', async () => {
    const text = await textOf(shop, 'orders');
    const rows = text.split('\r\n');
    expect(rows[0]).toMatch(
      /^\ufefforder_id,ordered_at,status,customer_id,item_id,item_name,quantity,unit_price,discount,/,
    );
    expect(rows[1]).toBe(
      `'=1+1,2026-02-01T12:00:00.000Z,delivered,'@ada,tea,"'=Tea, ""hot""",2,2.50,0.50,EUR,web,,7,2026-02-01,0,0.00,,0.00,0.00,0.00,0.00`,
    );
    expect(rows[2]).toContain(`,cake,Cake,0.5,,0.00,`);
    expect(rows).toHaveLength(6);
    const other = await test.addStore('copy');
    const { body } = await other.call('POST', '/api/imports', uploadOf(text));
    expect(body.preview).toMatchObject({ missing: [], rows_rejected: 0, orders: 3 });
    await other.call('POST', `/api/imports/${body.id}/start`);
    await untilEnded(() => other.call('GET', `/api/imports/${body.id}`));
    const withoutTip = (csv: string) => csv.replace('1.20', '0.00');
    expect(await textOf(other, 'orders')).toBe(withoutTip(text));
    const item = (await other.call('GET', '/api/items/tea')).body;
    expect(item.name).toBe('=Tea, "hot"');
  });

  it('every export answers with its columns, plain and compressed', async () => {
    const { data } = (await shop.call('GET', '/api/exports')).body;
    expect(data.map(({ name }: { name: string }) => name)).toEqual([...exportNames]);
    for (const { name, columns } of data) {
      const url = `/api/exports/${name}`;
      const plain = await shop.call('GET', url);
      expect(plain.type, name).toBe('text/csv; charset=utf-8');
      expect(plain.headers['content-disposition']).toBe(`attachment; filename="origin-${name}.csv"`);
      expect(String(plain.body).split('\r\n')[0], name).toBe(`\ufeff${columns.join(',')}`);
      const authorization = `Bearer ${shop.secret}`;
      const packed = await test.app.inject({ url: `${url}?format=csv.gz`, headers: { authorization } });
      expect(packed.headers['content-type']).toBe('application/gzip');
      expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
    }
    expect(await textOf(shop, 'customers')).toContain(`'@ada,new,`);
    expectProblem(await shop.call('GET', '/api/exports/secrets'), 'invalid_request');
    expectProblem(await shop.call('GET', '/api/exports/orders', { key: shop.publishable }), 'forbidden');
    const staff = await addPerson(test, shop.store, 'staff');
    expect((await staff.call('GET', '/api/exports/orders')).status).toBe(200);
    expectProblem(await staff.call('GET', '/api/exports/orders', { store: 'bistro' }), 'unknown_store');
  });

  it('a store that has nothing gives headers', async () => {
    const empty = await test.addStore('empty');
    for (const name of exportNames) expect((await textOf(empty, name)).split('\r\n')).toHaveLength(2);
  });
});
