import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem, type KeyedStore, openTestApp, TEST_NOW, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let bistro: KeyedStore;

const soup = { item: 'soup', name: 'Tomato soup', unit_price_minor: 450 };
const bread = { item: 'bread', name: 'Garlic bread', unit_price_minor: 300 };

beforeAll(async () => {
  test = await openTestApp();
  bistro = await test.addStore('bistro');
  await bistro.call('PUT', '/api/items/soup', { json: { name: 'Tomato soup' } });
  await bistro.call('PUT', '/api/items/bread', { json: { name: 'Garlic bread' } });
});

afterAll(() => test.close());

const send = (json: unknown, headers: Record<string, string> = {}) =>
  bistro.call('POST', '/api/orders', { json, headers });
const read = (id: string) => bistro.call('GET', `/api/orders/${id}`);

describe('POST /api/orders with one order', () => {
  it('answers 201 the first time and 200 unchanged after that', async () => {
    const order = { id: 'one', lines: [soup, bread] };
    const first = await send(order);
    expect(first.status).toBe(201);
    expect(first.type).toBe('application/json; charset=utf-8');
    expect(first.body).toMatchObject({ id: 'one', result: 'created', version: 1, unversioned: true });
    const again = await send(order);
    expect(again.status).toBe(200);
    expect(again.body).toEqual({ ...first.body, result: 'unchanged' });
  });

  it('edits: the last received wins without a version', async () => {
    await send({ id: 'edit', lines: [soup] });
    const edited = await send({ id: 'edit', lines: [soup, { ...bread, quantity: 2 }] });
    expect(edited.body).toMatchObject({ result: 'updated', version: 2 });
    const { body } = await read('edit');
    expect(body.lines.map((line: { item: string; quantity: number }) => [line.item, line.quantity])).toEqual([
      ['soup', 1],
      ['bread', 2],
    ]);
  });

  it('ignores an older version and one that was sent with other content', async () => {
    const at = (version: number, lines: object[]) => send({ id: 'versions', version, lines });
    expect((await at(5, [soup])).body).toMatchObject({ result: 'created', unversioned: false });
    expect((await at(4, [bread])).body).toMatchObject({ result: 'stale', version: 1 });
    expect((await at(5, [bread])).body).toMatchObject({ result: 'stale', version: 1 });
    expect((await at(5, [soup])).body).toMatchObject({ result: 'unchanged', version: 1 });
    expect((await at(6, [bread])).body).toMatchObject({ result: 'updated', version: 2 });
    expect((await read('versions')).body.lines[0].item).toBe('bread');
  });

  it('takes updated_at as the version', async () => {
    const at = (updated_at: string, lines: object[]) => send({ id: 'updated', updated_at, lines });
    await at('2026-03-01T10:00:00Z', [soup]);
    expect((await at('2026-03-01T09:00:00Z', [bread])).body.result).toBe('stale');
    // 11:30 at +02:00 is 09:30 UTC: older than 10:00 UTC, whatever the digits look like.
    expect((await at('2026-03-01T11:30:00+02:00', [bread])).body.result).toBe('stale');
    expect((await at('2026-03-01T10:00:01Z', [bread])).body.result).toBe('updated');
  });

  it('makes an item that comes with a name, and its category', async () => {
    const line = { item: 'tea-42', name: 'Green tea', category: 'drinks', unit_price_minor: 250 };
    expect((await send({ id: 'new-item', lines: [line] })).status).toBe(201);
    const { body } = await bistro.call('GET', '/api/items/tea-42');
    expect(body).toMatchObject({ name: 'Green tea', category: 'drinks', price_minor: 250, available: true });
  });

  it('refuses an item that it does not have and that comes without a name, and points at it', async () => {
    const answer = await send({ id: 'unknown-item', lines: [{ item: 'soup' }, { item: 'nothing' }] });
    expectProblem(answer, 'invalid_order');
    expect(answer.body.errors[0].pointer).toBe('/lines/1/item');
    expectProblem(await read('unknown-item'), 'unknown_order');
  });

  it('refuses another currency than the store’s, in any case of letters takes its own', async () => {
    const answer = await send({ id: 'dollars', currency: 'USD', lines: [soup] });
    expectProblem(answer, 'invalid_order');
    expect(answer.body.errors[0].pointer).toBe('/currency');
    expect((await send({ id: 'euros', currency: 'eur', lines: [soup] })).status).toBe(201);
  });

  it('keeps decimal quantities exactly and an unknown price unknown', async () => {
    const lines = [
      { item: 'soup', quantity: 1.375 },
      { item: 'bread', quantity: 0.001, unit_price_minor: 0 },
    ];
    await send({ id: 'decimals', lines });
    const { body } = await read('decimals');
    expect(body.lines).toMatchObject([
      { quantity: 1.375, unit_price_minor: null },
      { quantity: 0.001, unit_price_minor: 0 },
    ]);
  });

  it.each([0, -1, 1.0005, 1_000_001, 1e-10, '2', null])('refuses the quantity %s', async (quantity) => {
    const answer = await send({ id: 'quantity', lines: [{ item: 'soup', quantity }] });
    expectProblem(answer, 'invalid_order');
    expect(answer.body.errors[0].pointer).toBe('/lines/0/quantity');
  });

  it('says of a wrong field what was expected and what came, in words', async () => {
    const answer = await send({ id: 'words', lines: [{ item: 'soup', quantiti: 2 }], rating: 9, customer: 7 });
    expectProblem(answer, 'invalid_order');
    expect(answer.body.errors).toEqual([
      { pointer: '/customer', message: 'expected text, got 7' },
      { pointer: '/rating', message: 'expected at most 5, got 9' },
      { pointer: '/lines/0', message: 'there is no field "quantiti"; did you mean "quantity"?' },
    ]);
    expect((await send({ lines: [soup] })).body.errors[0].message).toBe('expected text, but it is missing');
  });

  it('refuses a new order without lines, lets a known one lose them, and takes one with the same item twice', async () => {
    const refused = await send({ id: 'empty', lines: [] });
    expectProblem(refused, 'invalid_order');
    expect(refused.body.errors).toEqual([
      { pointer: '/lines', message: 'expected at least one line of a new order, got an empty list' },
    ]);
    await send({ id: 'emptied', lines: [soup] });
    expect((await send({ id: 'emptied', lines: [] })).body).toMatchObject({ result: 'updated' });
    expect((await send({ id: 'twice', lines: [soup, soup] })).status).toBe(201);
    expect((await read('twice')).body.lines).toHaveLength(2);
  });

  it('keeps every field of an order', async () => {
    const order = {
      id: 'full',
      status: 'preparing',
      customer: 'c-1',
      table: 't-7',
      visitor: 'v-1',
      session: 's-1',
      channel: 'counter',
      location: 'old town',
      discount_minor: 50,
      tax_minor: 90,
      tip_minor: 100,
      delivery_minor: 0,
      rating: 4,
      test: true,
    };
    const recId = '0198c7a4-7c1e-7aaa-8bbb-0123456789ab';
    await send({ ...order, lines: [{ item: 'soup', unit_price_minor: 450, discount_minor: 20, rec_id: recId }] });
    const { body } = await read('full');
    expect(body).toMatchObject(order);
    expect(body.lines[0]).toMatchObject({ name: 'Tomato soup', discount_minor: 20, rec_id: recId });
    expect(body.ordered_at).toBeNull();
    expect(body.business_day).toBeNull();
  });
});

describe('POST /api/orders with many orders', () => {
  it('keeps the good ones beside bad ones, each with its result in its place', async () => {
    const answer = await send([
      { id: 'batch-1', lines: [soup] },
      { id: 'batch-2', lines: [{ item: 'soup', quantity: -1 }] },
      { id: 'batch-3', lines: [{ item: 'nothing' }] },
      { id: 'batch-4', currency: 'USD', lines: [soup] },
      'not an order',
      { id: 'batch-5', lines: [bread] },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ accepted: 2, rejected: 4 });
    const results = answer.body.results.map((result: { id: string; result: string }) => [result.id, result.result]);
    expect(results).toEqual([
      ['batch-1', 'created'],
      ['batch-2', 'rejected'],
      ['batch-3', 'rejected'],
      ['batch-4', 'rejected'],
      ['', 'rejected'],
      ['batch-5', 'created'],
    ]);
    expect((await read('batch-5')).status).toBe(200);
    expectProblem(await read('batch-3'), 'unknown_order');
  });

  it.each([
    ['a day that does not exist', '2026-02-30T10:00:00'],
    ['an hour that does not exist', '2026-02-20T25:00:00'],
    ['a day that does not exist, with an offset', '2026-02-30T10:00:00Z'],
    ['an offset that does not exist', '2026-02-20T10:00:00+99:99'],
  ])('keeps the good order beside one with %s', async (_what, ordered_at) => {
    const good = `beside ${ordered_at}`;
    const answer = await send([
      { id: good, lines: [soup] },
      { id: 'bad time', ordered_at, lines: [soup] },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ accepted: 1, rejected: 1 });
    expect(answer.body.results[1]).toMatchObject({ result: 'rejected', code: 'invalid_order' });
    expect(answer.body.results[1].errors[0].pointer).toBe('/ordered_at');
    expect((await read(encodeURIComponent(good))).status).toBe(200);
  });

  it('keeps the good order beside one with a refund at a time that does not exist', async () => {
    const refunds = [{ id: 'r', line: 1, quantity: 1, amount_minor: 1, refunded_at: '2026-02-30T10:00:00' }];
    const answer = await send([
      { id: 'beside refund', lines: [soup] },
      { id: 'bad refund', lines: [soup], refunds },
    ]);
    expect(answer.body).toMatchObject({ accepted: 1, rejected: 1 });
  });

  it('keeps the good order beside one whose id is an object that cannot be text', async () => {
    const answer = await send([
      { id: { toString: 1, valueOf: 1 }, lines: [] },
      { id: 'beside object', lines: [soup] },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ accepted: 1, rejected: 1 });
  });

  it('takes the same order twice in one call as an order and its change', async () => {
    const answer = await send({
      orders: [
        { id: 'pair', lines: [soup] },
        { id: 'pair', lines: [bread] },
      ],
    });
    expect(answer.body.results.map((result: { result: string }) => result.result)).toEqual(['created', 'updated']);
    const numbers = answer.body.results.map((result: { change_no: number }) => result.change_no);
    expect(numbers[1]).toBe(numbers[0] + 1);
    expect((await read('pair')).body).toMatchObject({ version: 2, change_no: numbers[1] });
  });

  it('takes 1000 orders in one call and refuses 1001 and none', async () => {
    const orders = Array.from({ length: 1001 }, (_, index) => ({ id: `bulk-${index}`, lines: [{ item: 'soup' }] }));
    expectProblem(await send(orders), 'payload_too_large');
    expectProblem(await read('bulk-0'), 'unknown_order');
    expect((await send(orders.slice(0, 1000))).body).toMatchObject({ accepted: 1000, rejected: 0 });
    expectProblem(await send([]), 'invalid_request');
  });
});

describe('Idempotency-Key', () => {
  it('gives the first answer again for the same body, quoted or bare', async () => {
    const order = { id: 'idem-1', lines: [soup] };
    const first = await send(order, { 'idempotency-key': 'key-1' });
    expect(first.status).toBe(201);
    for (const key of ['key-1', '"key-1"']) {
      const again = await send(order, { 'idempotency-key': key });
      expect([again.status, again.type, again.body]).toEqual([first.status, first.type, first.body]);
    }
  });

  it('gives the first answer also when the order has changed since', async () => {
    const order = { id: 'idem-2', lines: [soup] };
    const first = await send(order, { 'idempotency-key': 'key-2' });
    await send({ id: 'idem-2', lines: [bread] });
    expect((await send(order, { 'idempotency-key': 'key-2' })).body).toEqual(first.body);
    expect((await read('idem-2')).body.lines[0].item).toBe('bread');
  });

  it('refuses another body under the same key', async () => {
    await send({ id: 'idem-3', lines: [soup] }, { 'idempotency-key': 'key-3' });
    const answer = await send({ id: 'idem-3', lines: [bread] }, { 'idempotency-key': 'key-3' });
    expectProblem(answer, 'idempotency_key_reused');
    expect((await read('idem-3')).body.lines[0].item).toBe('soup');
  });

  it('gives the key back after a refusal, so that the mended order can be sent', async () => {
    const refused = await send({ id: 'idem-4', lines: [{ item: 'nothing' }] }, { 'idempotency-key': 'key-4' });
    expectProblem(refused, 'invalid_order');
    expect((await send({ id: 'idem-4', lines: [soup] }, { 'idempotency-key': 'key-4' })).status).toBe(201);
  });

  it('is each store’s own', async () => {
    const other = await test.addStore('idempotent-neighbour');
    await send({ id: 'idem-5', lines: [soup] }, { 'idempotency-key': 'key-5' });
    const headers = { 'idempotency-key': 'key-5' };
    const answer = await other.call('POST', '/api/orders', { json: { id: 'x', lines: [bread] }, headers });
    expect(answer.status).toBe(201);
  });

  it('lets one of two that run at once through, and the other never count twice', async () => {
    const order = { id: 'idem-6', lines: [soup] };
    const answers = await Promise.all([1, 2].map(() => send(order, { 'idempotency-key': 'key-6' })));
    for (const answer of answers) expect([201, 409]).toContain(answer.status);
    expect((await read('idem-6')).body.version).toBe(1);
  });

  it.each(['', 'with blank', 'ü', 'x'.repeat(256)])('refuses the key %j', async (key) => {
    expectProblem(await send({ id: 'idem-7', lines: [soup] }, { 'idempotency-key': key }), 'invalid_request');
  });
});

describe('changes of an order', () => {
  it('PATCH moves status and rating, and nothing else', async () => {
    await send({ id: 'patch', status: 'pending', lines: [soup, bread] });
    const patch = (json: object) => bistro.call('PATCH', '/api/orders/patch', { json });
    expect((await patch({ status: 'completed' })).body).toMatchObject({ result: 'updated', version: 2 });
    expect((await patch({ rating: 5 })).body).toMatchObject({ version: 3 });
    expect((await read('patch')).body).toMatchObject({ status: 'completed', rating: 5, lines: [{}, {}] });
    expect((await patch({ rating: null })).body).toMatchObject({ version: 4 });
    expect((await patch({ rating: null })).body).toMatchObject({ result: 'unchanged', version: 4 });
    expect((await patch({})).body).toMatchObject({ result: 'unchanged', version: 4 });
    expectProblem(await patch({ status: 'eaten' }), 'invalid_request');
    expectProblem(await patch({ lines: [] }), 'invalid_request');
    expectProblem(await bistro.call('PATCH', '/api/orders/none', { json: { rating: 1 } }), 'unknown_order');
  });

  it('refunds add up per line, once for each refund id, and never beyond what was bought', async () => {
    await send({ id: 'refunded', lines: [{ ...soup, quantity: 2 }, bread] });
    const refund = (id: string, json: object) =>
      bistro.call('POST', '/api/orders/refunded/refunds', { json: { id, ...json } });
    const half = { line: 1, quantity: 0.5, amount_minor: 225 };
    expect((await refund('r1', half)).body).toMatchObject({ result: 'updated', version: 2 });
    expect((await refund('r1', half)).body).toMatchObject({ result: 'unchanged', version: 2 });
    await refund('r2', { line: 1, quantity: 9, amount_minor: 675 });
    const { body } = await read('refunded');
    expect(body.lines).toMatchObject([
      { refunded_quantity: 2, refunded_minor: 900 },
      { refunded_quantity: 0, refunded_minor: 0 },
    ]);
    expectProblem(await refund('r3', { line: 3, quantity: 1, amount_minor: 1 }), 'invalid_order');
    expectProblem(await refund('r4', { line: 1, quantity: 0, amount_minor: 1 }), 'invalid_request');
    const badTime = { line: 1, quantity: 1, amount_minor: 1, refunded_at: '2026-02-30T00:00:00' };
    const refused = await refund('r5', badTime);
    expectProblem(refused, 'invalid_order');
    expect(refused.body.errors[0].pointer).toBe('/refunded_at');
  });

  it('gives back no more than a line brought: the same refund again changes nothing, another one is refused', async () => {
    await send({ id: 'full', lines: [{ ...soup, quantity: 2, discount_minor: 100 }, bread] });
    const refund = (id: string, amount_minor: number, line = 1) =>
      bistro.call('POST', '/api/orders/full/refunds', { json: { id, line, quantity: 1, amount_minor } });
    // 2 x 450 less 100 are 800.
    await refund('r1', 500);
    const over = await refund('r2', 301);
    expectProblem(over, 'invalid_order');
    expect(over.body.errors).toEqual([
      {
        pointer: '/amount_minor',
        message:
          'line 1 brought 800, of which 500 were given back before: expected at most 300, got 301 (minor units); ' +
          'a refund that was sent before is sent again under the same id',
      },
    ]);
    expect((await refund('r2', 300)).body.result).toBe('updated');
    expect((await refund('r2', 300)).body.result).toBe('unchanged');
    expectProblem(await refund('r3', 1), 'invalid_order');
    expect((await refund('r4', 300, 2)).body.result).toBe('updated');
    expect((await read('full')).body.lines).toMatchObject([{ refunded_minor: 800 }, { refunded_minor: 300 }]);
  });

  it('refuses another refund under the id of one that was sent before, alone and in an order', async () => {
    const known = { id: 'r1', line: 1, quantity: 1, amount_minor: 200 };
    await send({ id: 'changed', lines: [{ ...soup, quantity: 2 }, bread], refunds: [known] });
    const refund = (json: object) =>
      bistro.call('POST', '/api/orders/changed/refunds', { json: { ...known, ...json } });
    expect((await refund({})).body.result).toBe('unchanged');
    // When it was given back does not make it another one.
    expect((await refund({ refunded_at: '2026-03-01T10:00:00Z' })).body.result).toBe('unchanged');
    for (const other of [{ amount_minor: 150 }, { quantity: 2 }, { line: 2 }]) {
      expectProblem(await refund(other), 'invalid_order');
    }
    const { body } = await refund({ amount_minor: 150 });
    expect(body.errors).toEqual([
      {
        pointer: '/id',
        message:
          'the refund "r1" was sent before, with line 1, quantity 1, amount_minor 200: expected the same, ' +
          'got line 1, quantity 1, amount_minor 150; a refund never changes, and another one has an id of its own',
      },
    ]);
    const whole = {
      id: 'changed',
      lines: [{ ...soup, quantity: 2 }, bread],
      refunds: [{ ...known, amount_minor: 150 }],
    };
    for (const order of [whole, { ...whole, rating: 5 }]) {
      const { body: answer } = await send([order, { id: 'beside changed', lines: [soup] }]);
      expect(answer.results[0]).toMatchObject({ result: 'rejected', errors: [{ pointer: '/refunds/0/id' }] });
      expect(answer.results[1].result).not.toBe('rejected');
    }
    expect((await read('changed')).body).toMatchObject({ rating: null, lines: [{ refunded_minor: 200 }, {}] });
    const twice = await send([
      { id: 'changed at once', lines: [soup], refunds: [known, { ...known, amount_minor: 150 }] },
    ]);
    expect(twice.body.results[0]).toMatchObject({ result: 'rejected', errors: [{ pointer: '/refunds/1/id' }] });
  });

  it('refuses an order that gives back more than it brought, beside good ones; what an edit makes of a known refund stays', async () => {
    const refunds = (amount_minor: number) => [
      { id: 'r1', line: 1, quantity: 1, amount_minor: 200 },
      { id: 'r2', line: 1, quantity: 1, amount_minor },
    ];
    const { body } = await send([
      { id: 'too much', lines: [soup], refunds: refunds(251) },
      { id: 'all of it', lines: [soup], refunds: [...refunds(250), ...refunds(250)] },
      // Tax on top was paid too, and what was paid at an unknown price nobody knows.
      { id: 'with tax', lines: [{ ...soup, tax_minor: 36, tax_included: false }], refunds: refunds(286) },
      { id: 'tax of the order', tax_minor: 36, lines: [soup], refunds: refunds(286) },
      { id: 'no price', lines: [{ item: 'soup' }], refunds: refunds(9000) },
    ]);
    expect(body.results.map(({ result }: { result: string }) => result)).toEqual([
      'rejected',
      ...Array(4).fill('created'),
    ]);
    expect(body.results[0].errors[0].pointer).toBe('/refunds/1/amount_minor');
    const cheaper = { ...soup, unit_price_minor: 100 };
    expect((await send({ id: 'all of it', lines: [cheaper] })).body.result).toBe('updated');
    const patched = await bistro.call('PATCH', '/api/orders/all of it', { json: { rating: 4 } });
    expect(patched.body.result).toBe('updated');
  });

  it('refunds stay when the order is sent again without them', async () => {
    await send({ id: 'kept-refund', lines: [soup] });
    const json = { id: 'r', line: 1, quantity: 1, amount_minor: 450 };
    await bistro.call('POST', '/api/orders/kept-refund/refunds', { json });
    await send({ id: 'kept-refund', lines: [soup], rating: 3 });
    expect((await read('kept-refund')).body).toMatchObject({ rating: 3, lines: [{ refunded_quantity: 1 }] });
  });

  it('a late older version is stale, and a deleted order deleted, also where a refund names a line that it lacks', async () => {
    await send({ id: 'late', version: 2, lines: [soup, bread] });
    const json = { id: 'r', line: 2, quantity: 1, amount_minor: 300 };
    await bistro.call('POST', '/api/orders/late/refunds', { json });
    const late = await send({ id: 'late', version: 1, lines: [soup] });
    expect([late.status, late.body.result]).toEqual([200, 'stale']);
    await bistro.call('DELETE', '/api/orders/late');
    const revived = await send({ id: 'late', version: 3, lines: [soup] });
    expect([revived.status, revived.body.result]).toEqual([200, 'deleted']);
  });

  it('DELETE leaves a tombstone that no re-sending revives', async () => {
    await send({ id: 'gone', version: 1, lines: [soup] });
    expect((await bistro.call('DELETE', '/api/orders/gone')).body).toMatchObject({ result: 'updated', version: 2 });
    expectProblem(await read('gone'), 'unknown_order');
    const again = await send({ id: 'gone', version: 9, lines: [soup] });
    expect([again.status, again.body.result]).toEqual([200, 'deleted']);
    expectProblem(await read('gone'), 'unknown_order');
    expectProblem(await bistro.call('DELETE', '/api/orders/gone'), 'order_deleted');
    expectProblem(await bistro.call('PATCH', '/api/orders/gone', { json: { rating: 1 } }), 'order_deleted');
    expectProblem(await bistro.call('DELETE', '/api/orders/never'), 'unknown_order');
  });
});

describe('times', () => {
  let london: KeyedStore;
  beforeAll(async () => {
    london = await test.addStore('london', { time_zone: 'Europe/London' });
    await london.call('PUT', '/api/items/soup', { json: { name: 'Soup' } });
  });

  // Europe/London, 2025: clocks go from 01:00 to 02:00 on 30 March and from 02:00 back to 01:00 on 26 October.
  it.each([
    ['winter', '2025-01-15T19:30:00', '2025-01-15T19:30:00.000Z', '2025-01-15'],
    ['summer', '2025-07-15T19:30', '2025-07-15T18:30:00.000Z', '2025-07-15'],
    ['a blank for the T', '2025-07-15 19:30:00', '2025-07-15T18:30:00.000Z', '2025-07-15'],
    ['the hour that is left out: moved on by an hour', '2025-03-30T01:30:00', '2025-03-30T01:30:00.000Z', '2025-03-29'],
    ['the hour that comes twice: the first', '2025-10-26T01:30:00', '2025-10-26T00:30:00.000Z', '2025-10-25'],
    ['an offset of its own', '2025-07-15T19:30:00+05:30', '2025-07-15T14:00:00.000Z', '2025-07-15'],
    ['a fraction, to the millisecond', '2025-07-15T19:30:07.1289', '2025-07-15T18:30:07.128Z', '2025-07-15'],
    ['a fraction with an offset', '2025-07-15T19:30:07.5-01:00', '2025-07-15T20:30:07.500Z', '2025-07-15'],
    // The business day begins at 04:00: 03:59 belongs to the evening before.
    ['after midnight', '2025-01-16T03:59:00', '2025-01-16T03:59:00.000Z', '2025-01-15'],
    ['the cut-off itself', '2025-01-16T04:00:00', '2025-01-16T04:00:00.000Z', '2025-01-16'],
  ])('are read in the store’s zone: %s', async (what, ordered_at, instant, businessDay) => {
    const id = `time of ${what.replace(/[^a-z ]/gi, '').trim()}`;
    const answer = await london.call('POST', '/api/orders', { json: { id, ordered_at, lines: [{ item: 'soup' }] } });
    expect(answer.status).toBe(201);
    const { body } = await london.call('GET', `/api/orders/${encodeURIComponent(id)}`);
    expect([body.ordered_at, body.business_day]).toEqual([instant, businessDay]);
  });

  it.each(['0001-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '9999-12-31T23:59:59Z'])(
    'far away are kept or refused, never a fault of ours: %s',
    async (ordered_at) => {
      const json = { id: ordered_at, ordered_at, lines: [{ item: 'soup' }] };
      const answer = await london.call('POST', '/api/orders', { json });
      expect([201, 422]).toContain(answer.status);
      expect((await london.call('GET', '/api/recommendations')).status).toBe(200);
      const verified = await london.call('GET', '/api/stores/london/verify');
      expect(verified.body.differences).toEqual([]);
    },
  );

  it('more than a day ahead are refused; a clock that is wrong by hours is not', async () => {
    const at = (ordered_at: string) =>
      london.call('POST', '/api/orders', { json: { id: 'ahead', ordered_at, lines: [{ item: 'soup' }] } });
    for (const far of ['2099-12-31T19:00:00Z', new Date(TEST_NOW.getTime() + 86_401_000).toISOString()]) {
      const answer = await at(far);
      expectProblem(answer, 'invalid_order');
      expect(answer.body.errors).toEqual([
        {
          pointer: '/ordered_at',
          message: `expected a time up to 24 hours from now (${TEST_NOW.toISOString()}), got "${far}"`,
        },
      ]);
    }
    expect((await at(new Date(TEST_NOW.getTime() + 86_400_000).toISOString())).status).toBe(201);
  });

  it.each(['yesterday', '2026-03-01', '01/03/2026 19:30', 1_767_225_600])('refuse %s', async (ordered_at) => {
    const answer = await london.call('POST', '/api/orders', { json: { id: 'no time', ordered_at, lines: [] } });
    expectProblem(answer, 'invalid_order');
    expect(answer.body.errors[0].pointer).toBe('/ordered_at');
  });
});
