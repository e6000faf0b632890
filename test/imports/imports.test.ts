import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyStore } from '../../src/services/learning/verify.ts';
import { takeImportLock } from '../../src/storage/import-lock.ts';
import { insertImport, updateImport } from '../../src/storage/queries/imports.ts';
import { addPerson, signUpFirst } from '../support/people.ts';
import {
  callApp,
  expectProblem,
  type KeyedStore,
  openTestApp,
  TEST_NOW,
  TEST_UPLOAD_BYTES,
  type TestApp,
} from '../support/test-app.ts';
import { untilEnded, uploadOf } from '../support/upload.ts';

let test: TestApp;
let stores = 0;

beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

const newStore = () => test.addStore(`shop-${++stores}`);
const HEADER = 'order_id,ordered_at,item_id,item_name,quantity,unit_price';
const CSV = `${HEADER}
A-1,2026-02-01 12:00,burger,Burger,1,9.50
A-1,2026-02-01 12:00,fries,Fries,2,3.50
A-2,2026-02-02 12:00,burger,Burger,1,9.50
A-3,2026-02-03 12:00,fries,Fries,1,3.50
`;

/** Uploads, starts and waits. */
async function bringIn(store: KeyedStore, csv: string, choices: object = {}) {
  const { body } = await store.call('POST', '/api/imports', uploadOf(csv));
  const started = await store.call('POST', `/api/imports/${body.id}/start`, { json: choices });
  expect(started.status).toBe(202);
  return (await untilEnded(() => store.call('GET', `/api/imports/${body.id}`))).body;
}

async function takeBack(store: KeyedStore, id: number, json: object = {}) {
  const answer = await store.call('POST', `/api/imports/${id}/undo`, { json });
  if (answer.status !== 202) return answer;
  return untilEnded(() => store.call('GET', `/api/imports/${id}`));
}

/** What the store has of an order; the code of the answer when it has none. */
async function orderOf(store: KeyedStore, id: string) {
  const { status, body } = await store.call('GET', `/api/orders/${id}`);
  if (status !== 200) return body.code;
  return body.lines.map(({ item, quantity }: { item: string; quantity: number }) => `${item}:${quantity}`).join(' ');
}

async function pairsOf(store: KeyedStore) {
  await test.imports.settled();
  const { body } = await store.call('GET', '/api/pairs?preset=all');
  return { orders: body.orders, pairs: body.pairs.length };
}

const verify = (store: KeyedStore) => verifyStore(test.context, test.models, store.store.id);

describe('from the upload to the end', () => {
  it('shows what a file would bring, writes nothing, then brings it', async () => {
    const store = await newStore();
    const { status, body } = await store.call('POST', '/api/imports', uploadOf(CSV, 'C:\\tills\\../week 5.csv'));
    expect(status).toBe(201);
    expect(body).toMatchObject({ file: 'week 5.csv', state: 'uploaded', can_start: true, can_undo: false });
    const { preview } = body;
    expect(preview).toMatchObject({
      delimiter: ',',
      form: 'line-per-row',
      missing: [],
      rows_checked: 4,
      checked_all: true,
      rows_kept: 4,
      rows_rejected: 0,
      orders: 3,
      items: 2,
      currency: { store: 'EUR', column: null, seen: [] },
      time_zone: { used: 'UTC', is_asked: true },
      first_ordered_at: '2026-02-01T12:00:00.000Z',
    });
    expect(preview.columns[0]).toEqual({
      name: 'order_id',
      role: 'orderId',
      like: 'order_id',
      why: 'Named like "order_id".',
      samples: ['A-1', 'A-2', 'A-3'],
    });
    expect(preview.sample_rows[1]).toEqual(['A-1', '2026-02-01 12:00', 'fries', 'Fries', '2', '3.50']);
    expect(await orderOf(store, 'A-1')).toBe('unknown_order');

    await store.call('POST', `/api/imports/${body.id}/start`);
    const done = (await untilEnded(() => store.call('GET', `/api/imports/${body.id}`))).body;
    expect(done).toMatchObject({
      state: 'done',
      rows: 4,
      rows_kept: 4,
      rows_rejected: 0,
      orders_created: 3,
      orders_updated: 0,
      can_start: false,
      can_undo: true,
      has_rejected: false,
      fault: null,
      report: { items_created: 2, file: 'week 5.csv' },
    });
    expect(await orderOf(store, 'A-1')).toBe('burger:1 fries:2');
    expectProblem(await store.call('POST', `/api/imports/${body.id}/start`), 'import_state');
    const { body: list } = await store.call('GET', '/api/imports?limit=1');
    expect(list).toMatchObject({ data: [{ id: body.id, state: 'done' }], has_more: false, next_cursor: null });
    expect(list.data[0]).not.toHaveProperty('preview');
  });

  it('leaves a row with a NUL out and says so, keeps the others', async () => {
    const store = await newStore();
    const file = 'order_id,item_id,na\0me\n1,Tea\0x,Tea\n1,Jam,Jam\n2,Tea,Tea\n';
    const { status, body } = await store.call('POST', '/api/imports', uploadOf(file));
    expect(status).toBe(201);
    const fault = { column: 'item_id', value: 'Tea\ufffdx', expected: 'expected text without NUL characters' };
    expect(body.preview).toMatchObject({ rows_kept: 2, rows_rejected: 1, faults: [{ row: 2, ...fault }] });
    await store.call('POST', `/api/imports/${body.id}/start`);
    const done = (await untilEnded(() => store.call('GET', `/api/imports/${body.id}`))).body;
    expect(done).toMatchObject({
      state: 'done',
      rows_kept: 2,
      rows_rejected: 1,
      orders_created: 2,
      has_rejected: true,
    });
    expect(done.report.rejections).toMatchObject([{ column: 'item_id', rows: 1, first_value: 'Tea\ufffdx' }]);
    expect(await orderOf(store, '1')).toBe('Jam:1');
  });

  it('asks for columns that it does not know, and reads them as they are chosen', async () => {
    const store = await newStore();
    const file = 'Vorgang;Wann;Was;Betrag\n7;03.02.2026;Suppe;4,50\n7;03.02.2026;Brot;1,20\n';
    const { body } = await store.call('POST', '/api/imports', uploadOf(file));
    expect(body.preview).toMatchObject({ missing: ['order_id', 'item_id'], rows_checked: 0, delimiter: ';' });
    expect(body.preview.columns.map(({ role }: { role: unknown }) => role)).toEqual([null, null, null, null]);
    const columns = { orderId: 'Vorgang', orderedAt: 'Wann', itemName: 'Was', unitPrice: 'Betrag' };
    const url = `/api/imports/${body.id}/preview`;
    const { preview } = (await store.call('POST', url, { json: { columns } })).body;
    expect(preview).toMatchObject({
      missing: [],
      rows_kept: 2,
      orders: 1,
      first_ordered_at: '2026-02-03T00:00:00.000Z',
    });
    expect(preview.columns[3]).toMatchObject({ name: 'Betrag', role: 'unitPrice', why: 'Chosen.' });
    // Nothing is said at the start: the last look counts.
    await store.call('POST', `/api/imports/${body.id}/start`);
    await untilEnded(() => store.call('GET', `/api/imports/${body.id}`));
    const order = (await store.call('GET', '/api/orders/7')).body;
    expect(order.lines.map((line: { unit_price_minor: number }) => line.unit_price_minor)).toEqual([450, 120]);
    const wrong = await store.call('POST', url, { json: { columns: { orderId: 'Nope' } } });
    expectProblem(wrong, 'import_state');
    const second = (await store.call('POST', '/api/imports', uploadOf(file))).body;
    const nope = { columns: { ...columns, orderId: 'Nope' } };
    expectProblem(await store.call('POST', `/api/imports/${second.id}/preview`, { json: nope }), 'invalid_file');
    expectProblem(
      await store.call('POST', `/api/imports/${second.id}/preview`, { json: { time_zone: 'Mars/Base' } }),
      'invalid_request',
    );
  });

  it('knows the names that German tills write', async () => {
    const store = await newStore();
    const file = 'Bestellnummer;Datum;Artikel;Menge;Einzelpreis\n7;03.02.2026;Suppe;2;4,50\n';
    const { preview } = (await store.call('POST', '/api/imports', uploadOf(file))).body;
    const roles = preview.columns.map(({ role }: { role: unknown }) => role);
    expect(roles).toEqual(['orderId', 'orderedAt', 'itemName', 'quantity', 'unitPrice']);
    expect(preview).toMatchObject({ missing: [], rows_kept: 1, decimals: { sign: ',', proven: true } });
  });

  it('says of dates and prices that can be read in two ways what is assumed, and takes another word for it', async () => {
    const store = await newStore();
    const file = 'order_id,date,item,price\n1,03/02/2026,Tea,"1,250"\n';
    const { body } = await store.call('POST', '/api/imports', uploadOf(file));
    expect(body.preview).toMatchObject({
      dates: { order: 'month-first', proven: false },
      decimals: { sign: '.', proven: false },
      first_ordered_at: '2026-03-02T00:00:00.000Z',
    });
    const json = { date_order: 'day-first', decimal_sign: ',', time_zone: 'Asia/Kolkata' };
    const { preview } = (await store.call('POST', `/api/imports/${body.id}/preview`, { json })).body;
    // Midnight of 3 February in India, 5:30 hours ahead of UTC.
    expect(preview).toMatchObject({
      dates: { order: 'day-first', proven: true },
      first_ordered_at: '2026-02-02T18:30:00.000Z',
    });
  });

  it('lists rows that cannot be used with what to do, and gives them back as a file without live formulas', async () => {
    const store = await newStore();
    const file = `${CSV}A-4,soon,=cmd|calc,"=HYPERLINK(""http://evil.example"")",1,2.00\nA-5,2026-02-04,tea,Tea,lots,2.00\n`;
    const done = await bringIn(store, file);
    expect(done).toMatchObject({ state: 'done', rows: 6, rows_kept: 4, rows_rejected: 2, has_rejected: true });
    expect(done.preview.faults[0]).toMatchObject({
      row: 6,
      column: 'ordered_at',
      value: 'soon',
      expected: 'expected a date and time like 2024-05-31 18:30:00',
      code: 'not_a_date',
    });
    expect(done.preview.faults[0].hint).toContain('2024-05-31 18:30');
    const rejected = await store.call('GET', `/api/imports/${done.id}/rejected`);
    expect(rejected.headers['content-disposition']).toBe(`attachment; filename="rejected-${done.id}.csv"`);
    const rows = String(rejected.body).split('\r\n');
    expect(rows[0]).toBe(`\ufeffrow,column,value,reason,${HEADER}`);
    expect(rows[1]).toContain(`'=cmd|calc,"'=HYPERLINK(""http://evil.example"")"`);
    const none = await bringIn(store, CSV);
    expectProblem(await store.call('GET', `/api/imports/${none.id}/rejected`), 'not_found');
  });

  it('takes gzip, and the same file twice changes nothing', async () => {
    const store = await newStore();
    const { body } = await store.call('POST', '/api/imports', uploadOf(gzipSync(CSV), 'orders.csv.gz'));
    expect(body.preview).toMatchObject({ compressed: true, orders: 3 });
    await store.call('POST', `/api/imports/${body.id}/start`);
    await untilEnded(() => store.call('GET', `/api/imports/${body.id}`));
    expect(await bringIn(store, CSV)).toMatchObject({ orders_created: 0, orders_unchanged: 3, can_undo: false });
  });
});

describe('taken back', () => {
  it('its orders go, counts follow, and the same file may be imported again', async () => {
    const store = await newStore();
    await store.call('POST', '/api/orders', { json: { id: 'own', lines: [{ item: 'tea', name: 'Tea' }] } });
    const before = await pairsOf(store);
    const done = await bringIn(store, CSV);
    expect(await pairsOf(store)).toEqual({ orders: before.orders + 3, pairs: 2 });
    const undone = await takeBack(store, done.id);
    expect(undone.body).toMatchObject({
      state: 'undone',
      orders_taken_back: 3,
      orders_restored: 0,
      orders_kept: 0,
      can_undo: false,
      can_start: false,
    });
    expect(await pairsOf(store)).toEqual(before);
    expect([await orderOf(store, 'A-1'), await orderOf(store, 'own')]).toEqual(['unknown_order', 'tea:1']);
    expect(await verify(store)).toMatchObject({ clean: true });
    expectProblem(await takeBack(store, done.id), 'import_state');

    expect(await bringIn(store, CSV)).toMatchObject({ orders_created: 3, orders_unchanged: 0 });
    expect(await orderOf(store, 'A-1')).toBe('burger:1 fries:2');
    expect(await verify(store)).toMatchObject({ clean: true });
  });

  it('orders that it had changed become what they were, down to what the shop had said of them', async () => {
    const store = await newStore();
    const order = {
      id: 'A-1',
      status: 'delivered',
      customer: 'Ada',
      ordered_at: '2026-02-01T12:00:00Z',
      tip_minor: 150,
      rating: 5,
      version: 4,
      lines: [{ item: 'burger', name: 'Burger', quantity: 3, unit_price_minor: 950 }],
    };
    await store.call('POST', '/api/orders', { json: order });
    const before = (await store.call('GET', '/api/orders/A-1')).body;
    const done = await bringIn(store, CSV);
    expect(done).toMatchObject({ orders_created: 2, orders_updated: 1 });
    expect(await orderOf(store, 'A-1')).toBe('burger:1 fries:2');
    expect((await takeBack(store, done.id)).body).toMatchObject({ orders_taken_back: 2, orders_restored: 1 });
    const after = (await store.call('GET', '/api/orders/A-1')).body;
    const { version, change_no, received_at, ...same } = before;
    expect(after).toMatchObject(same);
    expect(after.version).toBe(version + 2);
    // The same content again is no change: what is restored is what was sent.
    expect((await store.call('POST', '/api/orders', { json: order })).body).toMatchObject({ result: 'unchanged' });
    expect(await verify(store)).toMatchObject({ clean: true });
  });

  it('is refused while orders have been changed since, and leaves them alone when told to', async () => {
    const store = await newStore();
    const done = await bringIn(store, CSV);
    await store.call('PATCH', '/api/orders/A-2', { json: { rating: 4 } });
    const refused = await takeBack(store, done.id);
    expectProblem(refused as never, 'import_changed_since');
    expect(refused.body.detail).toBe('1 of its 3 orders have been changed since: "A-2".');
    expect(await orderOf(store, 'A-1')).toBe('burger:1 fries:2');
    const kept = await takeBack(store, done.id, { keep_changed: true });
    expect(kept.body).toMatchObject({ state: 'undone', orders_taken_back: 2, orders_kept: 1 });
    expect([await orderOf(store, 'A-1'), await orderOf(store, 'A-2')]).toEqual(['unknown_order', 'burger:1']);
  });

  it('goes step by step through imports that change each other’s orders', async () => {
    const store = await newStore();
    const first = await bringIn(store, CSV);
    const second = await bringIn(store, CSV.replace('Fries,2', 'Fries,5'));
    expect(second).toMatchObject({ orders_created: 0, orders_updated: 1 });
    expectProblem((await takeBack(store, first.id)) as never, 'import_changed_since');
    await takeBack(store, second.id);
    expect(await orderOf(store, 'A-1')).toBe('burger:1 fries:2');
    expect((await takeBack(store, first.id)).body).toMatchObject({ state: 'undone', orders_taken_back: 3 });
    expect(await verify(store)).toMatchObject({ clean: true });
  });

  it('does not bring a customer back who was erased', async () => {
    const store = await newStore();
    const json = { id: 'A-1', customer: 'Ada', lines: [{ item: 'burger', name: 'Burger' }] };
    await store.call('POST', '/api/orders', { json });
    const done = await bringIn(store, CSV.replace(HEADER, `${HEADER},customer`).replaceAll(/0$/gm, '0,Ada'));
    await store.call('DELETE', '/api/customers/Ada');
    expect((await takeBack(store, done.id)).body).toMatchObject({ orders_taken_back: 2, orders_restored: 1 });
    expect((await store.call('GET', '/api/orders/A-1')).body.customer).toBeNull();
  });
});

describe('one at a time, and after an accident', () => {
  it('a second import of the store is refused while one is at work, also in another process', async () => {
    const store = await newStore();
    const { body } = await store.call('POST', '/api/imports', uploadOf(CSV));
    const lock = await takeImportLock(test.context.connection, store.store.id);
    expectProblem(await store.call('POST', `/api/imports/${body.id}/start`), 'import_running');
    await lock?.release();
    expect((await store.call('POST', `/api/imports/${body.id}/start`)).status).toBe(202);
    await test.imports.settled();
  });

  it('an import whose server died is told so, goes on where it was, and can be taken back', async () => {
    const store = await newStore();
    const { body } = await store.call('POST', '/api/imports', uploadOf(CSV));
    const { id } = store.store;
    const note = (patch: Parameters<typeof updateImport>[1]['patch']) =>
      test.context.database.forStore(id, (scope) => updateImport(scope, { id: body.id, patch }));
    await note({ state: 'running', phase: 'writing', share: 0.4 });
    const lock = await takeImportLock(test.context.connection, id);
    expect((await store.call('GET', `/api/imports/${body.id}`)).body).toMatchObject({ state: 'running', share: 0.4 });
    // The database gives the lock up when the process dies.
    await lock?.release();
    const found = (await store.call('GET', '/api/imports')).body.data[0];
    expect(found).toMatchObject({ state: 'interrupted', can_start: true });
    await store.call('POST', `/api/imports/${body.id}/start`);
    const done = (await untilEnded(() => store.call('GET', `/api/imports/${body.id}`))).body;
    expect(done).toMatchObject({ state: 'done', orders_created: 3 });
    // A cut-off undo is finished by asking again.
    await note({ state: 'undoing', phase: 'undoing' });
    expect((await takeBack(store, body.id)).body).toMatchObject({ state: 'undone', orders_taken_back: 3 });
  });

  it('a server that stops leaves an import that can be started again; a cancelled one as well', async () => {
    const store = await newStore();
    const rows = Array.from({ length: 1500 }, (_, n) => `B-${n},2026-02-01 12:00,burger,Burger,1,9.50`);
    const { body } = await store.call('POST', '/api/imports', uploadOf([HEADER, ...rows, ''].join('\n')));
    await store.call('POST', `/api/imports/${body.id}/start`);
    const cancelled = await store.call('POST', `/api/imports/${body.id}/cancel`);
    expect(cancelled.body).toMatchObject({ state: 'cancelled', can_start: true });
    expectProblem(await store.call('POST', `/api/imports/${body.id}/cancel`), 'import_state');
    await store.call('POST', `/api/imports/${body.id}/start`);
    await test.imports.close();
    expect((await store.call('GET', `/api/imports/${body.id}`)).body).toMatchObject({ state: 'interrupted' });
    await store.call('POST', `/api/imports/${body.id}/start`);
    const done = (await untilEnded(() => store.call('GET', `/api/imports/${body.id}`))).body;
    // Whatever was in before it was cut off is counted once.
    expect(done).toMatchObject({ state: 'done', orders_created: 1500 });
    expect((await takeBack(store, body.id)).body).toMatchObject({ state: 'undone', orders_taken_back: 1500 });
    expect(await pairsOf(store)).toMatchObject({ orders: 0 });
  });
});

describe('hostile files and callers', () => {
  const refused = async (content: string | Buffer, words: RegExp, code: 'invalid_file' | 'payload_too_large') => {
    const store = await newStore();
    const answer = await store.call('POST', '/api/imports', uploadOf(content, '../../etc/passwd'));
    expectProblem(answer, code);
    expect(answer.body.detail).toMatch(words);
    expect(answer.body.detail).not.toMatch(/\.upload|etc\//);
    expect((await store.call('GET', '/api/imports')).body.data).toEqual([]);
  };

  it('a small archive that unpacks to something huge is given up at the limit', async () => {
    const bomb = gzipSync(`${HEADER}\n${'x'.repeat(60)},,tea,Tea,1,1\n`.repeat(200_000));
    expect(bomb.length).toBeLessThan(150_000);
    await refused(bomb, /passwd unpacks to more than 8 MB/, 'invalid_file');
  });

  it('a file over the limit, an empty one, a binary one, and one endless line', async () => {
    await refused(Buffer.alloc(TEST_UPLOAD_BYTES + 1, 'a'), /more than 8 MB/, 'payload_too_large');
    await refused('', /passwd is empty/, 'invalid_file');
    await refused(Buffer.from(Array.from({ length: 5000 }, (_, n) => n % 7)), /not a text file/, 'invalid_file');
    await refused('PK\u0003\u0004 and so on', /spreadsheet/, 'invalid_file');
    const line = `${HEADER}\n"${'a'.repeat(7 * 2 ** 20)}\n`;
    await refused(line, /longer than|quotes/, 'invalid_file');
  });

  it('a header alone brings nothing, and says so', async () => {
    const store = await newStore();
    const done = await bringIn(store, `${HEADER}\n`);
    expect(done).toMatchObject({ state: 'done', rows: 0, orders_created: 0, can_undo: false });
    expect(done.preview.warnings).toContain('The file has a header and no rows.');
  });

  it('no file, two files, another type, a publishable key, no key, another store', async () => {
    const [store, other] = [await newStore(), await newStore()];
    expectProblem(await store.call('POST', '/api/imports', { json: {} }), 'unsupported_media_type');
    const empty = { raw: '--x--\r\n', headers: { 'content-type': 'multipart/form-data; boundary=x' } };
    expectProblem(await store.call('POST', '/api/imports', empty), 'invalid_request');
    expectProblem(await store.call('POST', '/api/orders', uploadOf(CSV)), 'unsupported_media_type');
    const { publishable } = store;
    expectProblem(await store.call('POST', '/api/imports', { ...uploadOf(CSV), key: publishable }), 'forbidden');
    expectProblem(await store.call('POST', '/api/imports', { ...uploadOf(CSV), key: null }), 'missing_key');
    const { body } = await store.call('POST', '/api/imports', uploadOf(CSV));
    for (const step of ['', '/start', '/cancel', '/undo', '/preview', '/rejected']) {
      const isReading = step === '' || step === '/rejected';
      const answer = await other.call(isReading ? 'GET' : 'POST', `/api/imports/${body.id}${step}`, {
        ...(isReading ? {} : { json: {} }),
      });
      expectProblem(answer, 'unknown_import');
    }
    expect((await store.call('GET', `/api/imports/${body.id}`)).body.state).toBe('uploaded');
  });

  it('staff may import; without the secret of the page nobody who is signed in may', async () => {
    const { store } = await newStore();
    await signUpFirst(test);
    const staff = await addPerson(test, store, 'staff');
    const uploaded = await staff.call('POST', '/api/imports', uploadOf(CSV));
    expect(uploaded.status).toBe(201);
    const { headers = {}, ...file } = uploadOf(CSV);
    const forged = { ...headers, cookie: staff.cookie, 'pairwell-store': store.slug, 'sec-fetch-site': 'same-origin' };
    expectProblem(
      await callApp(test.app, { method: 'POST', url: '/api/imports', ...file, headers: forged }),
      'cross_site_request',
    );
    const foreign = { 'sec-fetch-site': 'cross-site', ...headers };
    expectProblem(await staff.call('POST', '/api/imports', { ...file, headers: foreign }), 'cross_site_request');
  });

  it('lists page by page', async () => {
    const store = await newStore();
    for (const file_name of ['one', 'two', 'three']) {
      const counts = { rows_read: 0, rows_kept: 0, rows_rejected: 0, orders_created: 0, orders_updated: 0 };
      const row = { ...counts, file_name, format: 'generic', orders_unchanged: 0, started_at: TEST_NOW };
      await test.context.database.forStore(store.store.id, (scope) =>
        insertImport(scope, { ...row, store_id: store.store.id, finished_at: TEST_NOW }),
      );
    }
    const first = (await store.call('GET', '/api/imports?limit=2')).body;
    expect(first.data.map(({ file }: { file: string }) => file)).toEqual(['three', 'two']);
    const second = (await store.call('GET', `/api/imports?limit=2&cursor=${first.next_cursor}`)).body;
    expect(second.data.map(({ file }: { file: string }) => file)).toEqual(['one']);
    expectProblem(await store.call('GET', '/api/imports?cursor=x'), 'invalid_request');
  });
});
