import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getStore } from '../../src/services/catalog/stores.ts';
import { openDemoShop } from '../../src/services/shop/demo-shop.ts';
import { cookDemoOrders, cookOrder, kitchenStatus } from '../../src/services/shop/kitchen.ts';
import { addPerson, type Person } from '../support/people.ts';
import {
  type Answer,
  callApp,
  expectProblem,
  type KeyedStore,
  openTestApp,
  TEST_NOW,
  type TestApp,
} from '../support/test-app.ts';

let test: TestApp;
let bistro: KeyedStore;

const ORIGIN = { origin: 'http://localhost:80', host: 'localhost:80' };

beforeAll(async () => {
  test = await openTestApp();
  bistro = await test.addStore('bistro');
  await putItem('burger', { name: 'Burger', category: 'Mains', price_minor: 1250, diets: ['halal'], allergens: [] });
  await putItem('fries', { name: 'Fries <b>&"', category: 'Sides', price_minor: 450, tags: ['spicy'] });
  await putItem('cake', { name: 'Cake', category: 'Desserts', price_minor: 600, available: false });
  await putItem('secret', { name: 'On request', category: 'Mains', price_minor: null });
  await bistro.call('PATCH', '/api/stores/bistro', { json: { shop_pages: true, shop_tables: 9 } });
});

afterAll(() => test.close());

const putItem = (id: string, json: object) => bistro.call('PUT', `/api/items/${id}`, { json });
const get = (url: string, headers = {}) => callApp(test.app, { method: 'GET', url, headers });
const lineOf = (item: string, more = {}) => ({
  item,
  quantity: 1,
  price_minor: item === 'burger' ? 1250 : 450,
  ...more,
});

/** What a page of the shop would send. */
function order(json: object, { slug = 'bistro', headers = ORIGIN as Record<string, string> } = {}): Promise<Answer> {
  const whole = { client_id: randomUUID(), lines: [lineOf('burger')], ...json };
  return callApp(test.app, { method: 'POST', url: `/s/${slug}/checkout`, json: whole, headers });
}

const orderAt = async (clientId: string) => (await bistro.call('GET', `/api/orders/shop-${clientId}`)).body;

describe('the pages of a shop', () => {
  it('are there only when the owner says so, and only under the slug', async () => {
    await test.addStore('closed');
    for (const path of ['closed', 'closed/cart', 'nowhere', String(bistro.store.id), 'closed/pictures/x.svg']) {
      expectProblem(await get(`/s/${path}`), 'not_found');
    }
    expectProblem(await order({}, { slug: 'closed' }), 'not_found');
    // Who opens an address reads a page; a program reads what it knows.
    for (const path of ['/s/closed', '/s/<b>', '/s/bistro/orders/x', '/nowhere']) {
      const page = await get(path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
      expect([page.status, page.headers['content-type']], path).toEqual([404, 'text/html; charset=utf-8']);
      expect(page.body.match(/There is no such page/g), path).toHaveLength(2);
      expect(page.body, path).not.toMatch(/<script|<b>/);
      expect(page.headers['content-security-policy'], path).toContain("default-src 'none'");
    }
    expectProblem(await get('/api/nowhere', { accept: 'text/html' }), 'not_found');
    expect((await get('/s/bistro')).status).toBe(200);
  });

  it('show every dish by category, escaped, with prices, diets and what is sold out', async () => {
    const { body } = await get('/s/bistro?table=7');
    expect(body).toContain('Fries &lt;b&gt;&amp;&quot;');
    expect(body).not.toContain('<b>&');
    for (const text of ['Mains', 'Sides', 'Desserts', '€12.50', 'Halal', 'Spicy', 'Sold out', 'Table 7']) {
      expect(body).toContain(text);
    }
    expect(body.match(/class="plus"/g)).toHaveLength(2);
    expect(body).toMatch(/data-key="pk_\d+_[\w-]{43}"/);
    expect(body).not.toContain('sk_');
  });

  it('allow no script and no style but the files of ours and the two that stand in the page', async () => {
    const { body, headers } = await get('/s/bistro');
    const policy = String(headers['content-security-policy']);
    for (const [element, directive] of [
      ['script', 'script-src'],
      ['style', 'style-src'],
    ]) {
      const texts = [...body.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, 'gs'))].map((found) => found[1]);
      expect(texts).toHaveLength(1);
      const hash = createHash('sha256').update(String(texts[0])).digest('base64');
      expect(policy).toContain(`${directive} 'self' 'sha256-${hash}';`);
    }
    expect(policy).not.toContain('unsafe');
    expect(body).not.toMatch(/<[^>]+ (style|on[a-z]+)=/);
  });

  it('send the title and the middle alone to who goes on from another page', async () => {
    const { body, headers } = await get('/s/bistro/items/fries?table=7', { 'pairwell-part': 'main' });
    expect(body).toMatch(
      /^<!doctype html><title>Fries &lt;b&gt;&amp;&quot; · bistro<\/title><main [^>]*data-view="item">/i,
    );
    expect(body).toMatch(/<\/main>$/);
    expect(body).not.toContain('<script');
    expect(headers['cache-control']).toBe('no-store');
  });

  it('take no table that the store does not have, and no nonsense for one', async () => {
    for (const table of ['10', '0', '-1', '1.5', 'x', '<script>', '7&table=8']) {
      const { status, body } = await get(`/s/bistro?table=${table}`);
      expect(status, table).toBe(200);
      expect(body, table).not.toContain('You are at table');
      const isNumber = ['10'].includes(table);
      expect(body.includes('There is no table 10 here'), table).toBe(isNumber);
    }
    await bistro.call('PATCH', '/api/stores/bistro', { json: { shop_tables: 0 } });
    expect((await get('/s/bistro?table=7')).body).not.toContain('There is no table');
    await bistro.call('PATCH', '/api/stores/bistro', { json: { shop_tables: 9 } });
  });

  it('show an item, and say what is not known of its allergens', async () => {
    expect((await get('/s/bistro/items/burger')).body).toContain('none of the fourteen');
    expect((await get('/s/bistro/items/fries')).body).toContain('please ask our staff');
    expect((await get('/s/bistro/items/cake')).body).not.toContain('data-add=');
    expectProblem(await get('/s/bistro/items/nothing'), 'unknown_item');
    const missing = await get('/s/bistro/items/nothing', { accept: 'text/html,*/*' });
    expect([missing.status, missing.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(missing.body).toContain('<a class="main-button" href="/s/bistro">To the menu</a>');
  });

  it('carry data that cannot end its element', async () => {
    const { body } = await get('/s/bistro');
    const island = /<script type="application\/json" id="shop">(.*?)<\/script>/s.exec(body)?.[1] ?? '';
    expect(JSON.parse(island)).toEqual({
      base: '/s/bistro',
      table: null,
      currency: 'EUR',
      locale: 'en',
      demo: false,
      staff: false,
    });
  });

  it('draw a picture for every item: small, without a script, with a tag to ask by', async () => {
    const first = await get('/s/bistro/pictures/fries.svg');
    expect(first.type).toContain('image/svg+xml');
    expect(first.headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    expect(first.headers['content-security-policy']).toBe("default-src 'none'; sandbox");
    expect(first.body.length).toBeLessThan(4_000);
    expect(first.body).not.toMatch(/script|on\w+=|Fries/i);
    const again = await get('/s/bistro/pictures/fries.svg', { 'if-none-match': String(first.headers.etag) });
    expect(again.status).toBe(304);
    expectProblem(await get('/s/bistro/pictures/nothing.svg'), 'unknown_item');
    expectProblem(await get('/s/bistro/pictures/fries'), 'unknown_item');
  });

  it('have a code for each table, on a page and in a PDF', async () => {
    const { body } = await get('/s/bistro/tables', { host: 'bistro.example' });
    expect(body.match(/<svg[^>]*crispEdges/g)).toHaveLength(9);
    expect(body).toContain('http://bistro.example/s/bistro?table=9');
    const pdf = await callApp(test.app, { method: 'GET', url: '/s/bistro/tables.pdf' });
    expect(pdf.type).toBe('application/pdf');
    expect(String(pdf.body)).toMatch(/^%PDF-1/);
  });

  it('have keys of their own that the owner can see and revoke', async () => {
    const [, key = ''] = /data-key="(pk_[^"]+)"/.exec((await get('/s/bistro')).body) ?? [];
    const ask = () => callApp(test.app, { method: 'GET', url: '/api/recommendations', key });
    expect((await ask()).status).toBe(200);
    expect((await callApp(test.app, { method: 'GET', url: '/api/orders/1', key })).status).toBe(403);
    // It works on these pages, wherever they are reached, and on no others.
    const from = (origin: string) =>
      callApp(test.app, {
        ...{ method: 'POST', url: '/api/recommendations/track', key, headers: { origin, host: '127.0.0.1:4100' } },
        json: { event_type: 'click', recommendation_type: 'trending', recommended_item_id: 'burger' },
      });
    for (const own of ['http://127.0.0.1:4100', 'https://127.0.0.1:4100'])
      expect((await from(own)).status, own).toBe(200);
    for (const other of [
      'https://evil.example',
      'http://127.0.0.1:4101',
      'http://127.0.0.1:4100.evil.example',
      'null',
    ]) {
      expectProblem(await from(other), 'wrong_origin');
    }
  });
});

describe('checkout', () => {
  it('takes prices from the catalogue, and keeps the guest, the table and the recommendation', async () => {
    const clientId = randomUUID();
    const recId = '01980000-0000-7000-8000-000000000001';
    const { status, body } = await order({
      client_id: clientId,
      table: 7,
      session: 's_1',
      visitor: 'v_1',
      lines: [lineOf('burger', { quantity: 2, rec_id: recId }), lineOf('fries')],
    });
    expect({ status, result: body.result }).toEqual({ status: 201, result: 'ordered' });
    expect(body.url).toMatch(/^\/s\/bistro\/orders\/[0-9a-f]{32}[\w-]{43}\?table=7$/);
    expect(body.order).toBe(`shop-${clientId}`);
    expect(body.number).toBe(`${clientId.slice(0, 3)}-${clientId.slice(3, 6)}`.toUpperCase());
    const page = (await get(body.url)).body;
    expect(page).toContain(`Order <strong>${body.number}</strong> · Table 7`);
    expect(page).toContain(`For our staff: shop-${clientId}`);
    expect(await orderAt(clientId)).toMatchObject({
      ...{ status: 'pending', table: '7', session: 's_1', visitor: 'v_1', customer: null, channel: 'shop' },
      lines: [
        { item: 'burger', quantity: 2, unit_price_minor: 1250, rec_id: recId },
        { item: 'fries', quantity: 1, unit_price_minor: 450, rec_id: null },
      ],
    });
  });

  it('orders nothing when a price is another, an item is sold out, has no price or is gone, and says which', async () => {
    const clientId = randomUUID();
    const lines = [
      lineOf('burger', { price_minor: 1 }),
      lineOf('cake'),
      lineOf('secret'),
      lineOf('gone'),
      lineOf('fries'),
    ];
    const { status, body } = await order({ client_id: clientId, lines });
    expect(status).toBe(409);
    expect(body).toEqual({
      result: 'changed',
      lines: [
        { item: 'burger', available: true, price_minor: 1250, offer_minor: 0 },
        ...['cake', 'secret', 'gone'].map((item) => ({ item, available: false, price_minor: null, offer_minor: 0 })),
      ],
      hint: expect.stringContaining('Show the guest what has changed'),
    });
    expect((await orderAt(clientId)).code).toBe('unknown_order');
  });

  it('is one order however often it is sent, also at once and after prices have moved', async () => {
    const cart = { client_id: randomUUID(), lines: [lineOf('burger')] };
    const answers = await Promise.all([order(cart), order(cart), order(cart)]);
    expect(new Set(answers.map(({ body }) => body.url)).size).toBe(1);
    await bistro.call('PATCH', '/api/items/burger', { json: { price_minor: 1300 } });
    const late = await order(cart);
    expect({ status: late.status, url: late.body.url }).toEqual({ status: 200, url: answers[0]?.body.url });
    expect((await orderAt(cart.client_id)).lines[0].unit_price_minor).toBe(1250);
    await bistro.call('PATCH', '/api/items/burger', { json: { price_minor: 1250 } });
  });

  it('never takes another cart for one that was ordered before under its id', async () => {
    const clientId = randomUUID();
    const first = await order({ client_id: clientId, lines: [lineOf('burger')] });
    for (const lines of [[lineOf('burger', { quantity: 2 })], [lineOf('burger'), lineOf('fries')], [lineOf('fries')]]) {
      const { status, body } = await order({ client_id: clientId, lines });
      expect({ status, body }).toEqual({
        status: 409,
        body: {
          result: 'ordered-before',
          order: `shop-${clientId}`,
          number: first.body.number,
          url: first.body.url,
          detail: expect.stringContaining('Nothing was ordered now'),
          hint: expect.stringContaining('new client_id'),
        },
      });
    }
    expect((await orderAt(clientId)).lines).toHaveLength(1);
    // What the shop makes of the order is its own matter: the cart that was sent is still the same.
    const edited = { id: `shop-${clientId}`, version: 2, status: 'accepted', lines: [{ item: 'fries' }] };
    expect((await bistro.call('POST', '/api/orders', { json: edited })).status).toBe(200);
    expect((await orderAt(clientId)).lines[0].item).toBe('fries');
    expect((await order({ client_id: clientId, lines: [lineOf('burger')] })).status).toBe(200);
    // Two carts at the same moment: one of them is the order, the other hears of it.
    const raced = randomUUID();
    const answers = await Promise.all(
      [1, 2].map((quantity) => order({ client_id: raced, lines: [lineOf('burger', { quantity })] })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('is refused at a table that the shop does not have, and orders nothing', async () => {
    const clientId = randomUUID();
    const answer = await order({ client_id: clientId, table: 10 });
    expectProblem(answer, 'invalid_request');
    expect(answer.body.detail).toBe('There is no table 10: this shop has tables 1 to 9.');
    expect((await orderAt(clientId)).code).toBe('unknown_order');
  });

  it('keeps no visitor when the browser asks not to be followed', async () => {
    const clientId = randomUUID();
    await order({ client_id: clientId, session: 's_2', visitor: 'v_2' }, { headers: { ...ORIGIN, 'sec-gpc': '1' } });
    expect(await orderAt(clientId)).toMatchObject({ session: 's_2', visitor: null });
  });

  it('believes no customer without a token of the server', async () => {
    const clientId = randomUUID();
    await order({ client_id: clientId, customer: 'guest-001', customer_token: `9999999999.${'0'.repeat(64)}` });
    expect((await orderAt(clientId)).customer).toBeNull();
  });

  it.each([
    ['another site', { origin: 'https://evil.example', host: 'localhost:80' }],
    ['no origin', { host: 'localhost:80' }],
    ['an opaque origin', { origin: 'null', host: 'localhost:80' }],
    ['a site that shares the domain', { ...ORIGIN, 'sec-fetch-site': 'same-site' }],
    ['an origin that only begins alike', { origin: 'http://localhost:8000', host: 'localhost:80' }],
  ])('is refused from %s', async (_name, headers) => {
    expectProblem(await order({}, { headers: headers as Record<string, string> }), 'forbidden');
  });

  it.each([
    ['no lines', { lines: [] }],
    ['61 lines', { lines: Array.from({ length: 61 }, (_, index) => lineOf(`i${index}`)) }],
    ['an item twice', { lines: [lineOf('burger'), lineOf('burger')] }],
    ['no units', { lines: [lineOf('burger', { quantity: 0 })] }],
    ['51 units', { lines: [lineOf('burger', { quantity: 51 })] }],
    ['half a unit', { lines: [lineOf('burger', { quantity: 0.5 })] }],
    ['a price below 0', { lines: [lineOf('burger', { price_minor: -1 })] }],
    ['a made-up field', { status: 'completed' }],
    ['a field of the line that is not ours', { lines: [lineOf('burger', { unit_price_minor: 1 })] }],
    ['an id that is none', { client_id: 'x' }],
    ['a recommendation that is none', { lines: [lineOf('burger', { rec_id: 'x' })] }],
  ])('is refused with %s', async (_name, json) => {
    expectProblem(await order(json), 'invalid_request');
  });

  it('reads no more than 64 KiB', async () => {
    const { status } = await order({ session: 'x'.repeat(70_000) });
    expect(status).toBe(413);
  });
});

describe('the status of an order', () => {
  it('is found by its address alone, and by no address that was made up', async () => {
    const { body } = await order({ lines: [lineOf('fries')] });
    const path = body.url as string;
    const page = await get(path);
    expect(page.status).toBe(200);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.body).toContain('We have your order.');
    expect(page.body).toContain('1 × Fries &lt;b&gt;&amp;&quot;');
    const flipped = path.replace(/.$/, (sign) => (sign === 'A' ? 'B' : 'A'));
    const other = path.replace(/orders\/./, (text) => (text.endsWith('0') ? 'orders/1' : 'orders/0'));
    for (const wrong of [flipped, other, `${path}x`, '/s/bistro/orders/shop-1']) {
      expectProblem(await get(wrong), 'unknown_order');
      const told = await get(wrong, { accept: 'text/html,*/*' });
      expect(told.status).toBe(404);
      expect(told.body).toContain('<a href="/s/bistro">To the menu</a>');
    }
    await bistro.call('PATCH', '/api/stores/bistro', { json: { slug: 'other' } });
    await bistro.call('PATCH', '/api/stores/other', { json: { slug: 'bistro' } });
  });

  it('shows what was given back, and what was paid in the end', async () => {
    const clientId = randomUUID();
    const { body } = await order({ client_id: clientId, lines: [lineOf('burger'), lineOf('fries', { quantity: 2 })] });
    expect((await get(body.url)).body).not.toMatch(/Refund|You paid/);
    const json = { id: 'cold', line: 2, quantity: 1, amount_minor: 450 };
    await bistro.call('POST', `/api/orders/shop-${clientId}/refunds`, { json });
    const rows = [
      ...(await get(body.url)).body.matchAll(/<li(?: class="total")?><span>(.*?)<\/span><span class="price">(.*?)</g),
    ];
    // 12.50 + 2 x 4.50 = 21.50, of which 4.50 came back.
    expect(rows.map(([, text, amount]) => `${text} ${amount}`)).toEqual([
      ...['1 × Burger €12.50', '2 × Fries &lt;b&gt;&amp;&quot; €9.00', 'Total €21.50'],
      ...['Refund: Fries &lt;b&gt;&amp;&quot; -€4.50', 'You paid €17.00'],
    ]);
  });

  it('follows the shop; only a demo has a kitchen of its own', async () => {
    const clientId = randomUUID();
    const { body } = await order({ client_id: clientId });
    test.setClock(new Date(TEST_NOW.getTime() + 600_000));
    await cookDemoOrders(test);
    expect((await get(body.url)).body).toContain('We have your order.');
    await bistro.call('PATCH', `/api/orders/shop-${clientId}`, { json: { status: 'ready' } });
    expect((await get(body.url)).body).toContain('Your order is ready.');
    expect((await get(body.url)).body).not.toMatch(/<button[^>]*data-pick-up/);
    test.setClock(TEST_NOW);
  });
});

describe('the page of the staff', () => {
  const move = (person: Person, clientId: string, json: object) =>
    person.call('POST', `/api/shop-orders/shop-${clientId}/status`, { json });

  it('shows what is on its way to people of the store, and to nobody else', async () => {
    const clientId = randomUUID();
    await order({ client_id: clientId, table: 7, lines: [lineOf('fries', { quantity: 2 })] });
    const shown = `data-order="shop-${clientId}"`;
    const nobody = await get('/s/bistro/staff');
    expect(nobody.status).toBe(401);
    expect(nobody.body).toContain('href="/dashboard/?next=%2Fs%2Fbistro%2Fstaff"');
    expect(nobody.body).not.toContain(shown);
    const stranger = await addPerson(test, (await test.addStore('elsewhere')).store, 'owner');
    expectProblem(await get('/s/bistro/staff', { cookie: stranger.cookie }), 'unknown_store');
    expectProblem(await move(stranger, clientId, { status: 'accepted', from: 'pending' }), 'unknown_order');

    const staff = await addPerson(test, bistro.store, 'staff');
    const { status, body, headers } = await get('/s/bistro/staff', { cookie: staff.cookie });
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body).toContain('<h2>Table 7</h2>');
    expect(body).toContain('<li>2 × Fries &lt;b&gt;&amp;&quot;</li>');
    expect(body).toContain(shown);
    // Who works here is asked nothing, and orders nothing.
    expect(body).not.toMatch(/id="consent"|class="basket"|rel="preload"/);
  });

  it('is known on the pages of guests, so that no visit of the staff is counted; other people are guests there', async () => {
    const isStaff = async (person: Person) =>
      /"staff":(true|false)/.exec((await get('/s/bistro', { cookie: person.cookie })).body)?.[1];
    expect(await isStaff(await addPerson(test, bistro.store, 'staff'))).toBe('true');
    expect(await isStaff(await addPerson(test, (await test.addStore('next-door')).store, 'owner'))).toBe('false');
  });

  it('moves an order on step by step, and leaves what somebody else has done', async () => {
    const staff = await addPerson(test, bistro.store, 'staff');
    const clientId = randomUUID();
    const { body: ordered } = await order({ client_id: clientId, table: 3 });
    expectProblem(await move(staff, clientId, { status: 'completed', from: 'pending' }), 'invalid_request');
    const steps = ['pending', 'accepted', 'preparing', 'ready', 'completed'];
    for (const [index, from] of steps.slice(0, -1).entries()) {
      const status = steps[index + 1];
      expect((await move(staff, clientId, { status, from })).body).toEqual({ status });
    }
    expect((await get(ordered.url)).body).toContain('Enjoy!');
    // A tap on a page that was not up to date: the order was served already.
    expect((await move(staff, clientId, { status: 'cancelled', from: 'ready' })).body).toEqual({ status: 'completed' });
    expect((await get('/s/bistro/staff', { cookie: staff.cookie })).body).not.toContain(`shop-${clientId}`);

    await bistro.call('POST', '/api/orders', {
      json: { id: 'by-phone', lines: [{ item: 'fries' }], status: 'pending' },
    });
    const other = { json: { status: 'accepted', from: 'pending' } };
    expectProblem(await staff.call('POST', '/api/shop-orders/by-phone/status', other), 'unknown_order');
  });
});

describe('a store that sells no meals', () => {
  it('is told by what it sells, not by a category that says nothing', async () => {
    const grill = await test.addStore('grill');
    for (const name of ['Burger', 'Fries', 'Cola']) {
      await grill.call('PUT', `/api/items/${name}`, { json: { name, category: 'Menu', price_minor: 500 } });
    }
    await grill.call('PATCH', '/api/stores/grill', { json: { shop_pages: true } });
    expect((await get('/s/grill/cart')).body).toContain('>To the menu<');
  });

  it('speaks of no kitchen and no menu', async () => {
    const packs = await test.addStore('packs');
    const putPack = (id: string) =>
      packs.call('PUT', `/api/items/${id}`, { json: { name: `${id} Pack`, category: 'Packs', price_minor: 9900 } });
    await putPack('Basic');
    await putPack('Pro');
    await packs.call('PATCH', '/api/stores/packs', { json: { shop_pages: true } });
    const clientId = randomUUID();
    const lines = [{ item: 'Pro', quantity: 1, price_minor: 9900 }];
    const { body } = await order({ client_id: clientId, lines }, { slug: 'packs' });
    await packs.call('PATCH', `/api/orders/shop-${clientId}`, { json: { status: 'preparing' } });
    const { cookie } = await addPerson(test, packs.store, 'staff');
    const orderPage = (await get(body.url)).body;
    const staffPage = (await get('/s/packs/staff', { cookie })).body;
    expect(orderPage).toContain('Your order is being prepared.');
    expect(staffPage).toContain('<h2>To hand over</h2>');
    const others = await Promise.all(
      ['', '/cart', '/items/Pro'].map(async (path) => (await get(`/s/packs${path}`)).body),
    );
    for (const page of [orderPage, staffPage, ...others]) {
      const words = page.replace(/<(script|style)[^>]*>.*?<\/\1>|<[^>]*>/gs, ' ');
      expect(words).not.toMatch(/kitchen|menu|pick up|served|enjoy/i);
    }
  });
});

describe('the demo', () => {
  let demo: KeyedStore;
  beforeAll(async () => {
    demo = await test.addStore('demo');
    await openDemoShop(test.context, demo.store.id, { tables: 3 });
    await demo.call('PUT', '/api/items/burger', { json: { name: 'Burger', price_minor: 1250 } });
  });
  afterAll(() => test.setClock(TEST_NOW));

  it('cooks by the clock, whether or not somebody looks', async () => {
    expect([0, 3, 8, 25, 90].map(kitchenStatus)).toEqual(['pending', 'accepted', 'preparing', 'ready', 'completed']);
    const clientId = randomUUID();
    const { body } = await order({ client_id: clientId }, { slug: 'demo' });
    const statusAfter = async (seconds: number) => {
      test.setClock(new Date(TEST_NOW.getTime() + seconds * 1000));
      return /data-status="(\w+)"/.exec((await get(body.url)).body)?.[1];
    };
    expect(await statusAfter(10)).toBe('preparing');
    expect(await statusAfter(30)).toBe('ready');
    const pickUp = `${body.url.split('?')[0]}/picked-up`;
    expectProblem(await callApp(test.app, { method: 'POST', url: pickUp }), 'forbidden');
    const picked = await callApp(test.app, { method: 'POST', url: pickUp, headers: ORIGIN });
    expect(picked.body).toEqual({ status: 'completed' });

    // The kitchen read the order before somebody cancelled it: what they said stays.
    const late = randomUUID();
    await order({ client_id: late }, { slug: 'demo' });
    await demo.call('PATCH', `/api/orders/shop-${late}`, { json: { status: 'cancelled' } });
    const stale = { externalId: `shop-${late}`, status: 'pending' as const, orderedAt: new Date(0) };
    await cookOrder(test, await getStore(test.context, 'demo'), stale);
    expect((await demo.call('GET', `/api/orders/shop-${late}`)).body.status).toBe('cancelled');

    const unseen = randomUUID();
    await order({ client_id: unseen }, { slug: 'demo' });
    test.setClock(new Date(TEST_NOW.getTime() + 200_000));
    await cookDemoOrders(test);
    expect((await demo.call('GET', `/api/orders/shop-${unseen}`)).body.status).toBe('completed');
  });

  it('signs in as its most frequent guest, whom the API then believes; other shops offer nobody', async () => {
    const signIn = (slug: string) => callApp(test.app, { method: 'POST', url: `/s/${slug}/sign-in`, headers: ORIGIN });
    expectProblem(await signIn('demo'), 'not_found');
    const past = ['a', 'b', 'b'].map((customer, index) => ({
      ...{ id: `h${index}`, customer, ordered_at: `2026-03-01T1${index}:00:00Z` },
      lines: [{ item: 'burger' }],
    }));
    await demo.call('POST', '/api/orders', { json: past });
    const { body } = await signIn('demo');
    expect(body).toMatchObject({ customer: 'b', orders: 2 });
    const clientId = randomUUID();
    const { customer, customer_token } = body;
    await order({ client_id: clientId, customer, customer_token }, { slug: 'demo' });
    expect((await demo.call('GET', `/api/orders/shop-${clientId}`)).body.customer).toBe('b');
    const other = randomUUID();
    await order({ client_id: other, customer: 'a', customer_token }, { slug: 'demo' });
    expect((await demo.call('GET', `/api/orders/shop-${other}`)).body.customer).toBeNull();
    expectProblem(await signIn('bistro'), 'not_found');
  });
});
