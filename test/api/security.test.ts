import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listStoreKeys, revokeStoreKey } from '../../src/services/accounts/keys.ts';
import { connectClient } from '../../src/storage/database.ts';
import { apiRoutes, apiRoutesWithBody, PEOPLE_ROUTES, PUBLIC_ROUTES, type Route } from '../support/api-routes.ts';
import {
  type CallOptions,
  callApp,
  expectProblem,
  type KeyedStore,
  type Method,
  openTestApp,
  TEST_NOW,
  type TestApp,
} from '../support/test-app.ts';

let test: TestApp;
let anna: KeyedStore;
let bruno: KeyedStore;

const soup = { item: 'soup', name: 'Soup' };

beforeAll(async () => {
  test = await openTestApp();
  anna = await test.addStore('anna');
  bruno = await test.addStore('bruno');
  for (const store of [anna, bruno]) {
    const order = { id: `order of ${store.store.slug}`, customer: 'guest-1', lines: [soup] };
    await store.call('POST', '/api/orders', { json: order });
    await store.call('PUT', `/api/items/only-${store.store.slug}`, { json: { name: 'Special' } });
  }
});

afterAll(() => test.close());

const call = (method: Method, url: string, options: CallOptions = {}) => callApp(test.app, { method, url, ...options });

const routesWithBody = () => apiRoutesWithBody(test.app);
const named = ({ method, url }: Route) => `${method} ${url}`;

describe('keys', () => {
  it('are asked for on every route under /api', async () => {
    expect(routesWithBody().length).toBeGreaterThanOrEqual(40);
    for (const route of routesWithBody().filter((route) => !PUBLIC_ROUTES.includes(named(route)))) {
      const code = PEOPLE_ROUTES.includes(named(route)) ? 'not_signed_in' : 'missing_key';
      expectProblem(await call(route.method, route.url), code);
    }
  });

  it('are asked for on HEAD too', async () => {
    for (const { url } of apiRoutes(test.app).filter(({ method }) => String(method) === 'HEAD')) {
      expect((await test.app.inject({ method: 'HEAD', url })).statusCode).toBe(401);
    }
  });

  it('that are publishable open recommendations and events, and nothing else', async () => {
    const opened: string[] = [];
    for (const { method, url } of routesWithBody()) {
      const answer = await call(method, url, { key: anna.publishable });
      if (answer.status === 403) expectProblem(answer, 'forbidden');
      else if (answer.status !== 401) opened.push(`${method} ${url}`);
    }
    const pages = [
      'GET /api/recommendations',
      'GET /api/recommendations.html',
      'POST /api/events',
      'POST /api/recommendations/batch',
      'POST /api/recommendations/track',
    ];
    expect(opened.sort()).toEqual([...pages, ...PUBLIC_ROUTES].sort());
  });

  it('open no route of people, however secret they are', async () => {
    const closed: string[] = [];
    for (const route of routesWithBody()) {
      const answer = await call(route.method, route.url, { key: anna.secret, headers: { 'pairwell-store': 'anna' } });
      if (answer.status === 401) closed.push(named(route));
    }
    expect(closed.sort()).toEqual([...PEOPLE_ROUTES].sort());
  });

  it('are listed by the router and by the OpenAPI document alike', async () => {
    const { body } = await call('GET', '/openapi.json');
    const documented = Object.entries(body.paths as Record<string, object>)
      .filter(([path]) => path.startsWith('/api'))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path.replace(/\{\w+\}/g, '1')}`));
    const routed = routesWithBody().map(({ method, url }) => `${method.toLowerCase()} ${url}`);
    expect(routed.sort()).toEqual(documented.sort());
  });

  it.each([
    ['nothing after the scheme', 'Bearer '],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['two keys', 'Bearer a b'],
  ])('that are not there: %s', async (_what, authorization) => {
    expectProblem(await call('GET', '/api/items', { headers: { authorization } }), 'missing_key');
  });

  it.each([
    ['a word', 'password'],
    ['a key that is cut short', 'sk_1_abc'],
    ['a store number that is none', `sk_x_${'a'.repeat(43)}`],
    ['store 0', `sk_0_${'a'.repeat(43)}`],
    ['a store number of 15 digits', `sk_999999999999999_${'a'.repeat(43)}`],
    ['a store number beyond counting', `sk_${'9'.repeat(30)}_${'a'.repeat(43)}`],
    ['SQL', "sk_1_'OR'1'='1"],
    ['10,000 characters', 'k'.repeat(10_000)],
  ])('that are malformed are wrong: %s', async (_what, key) => {
    expectProblem(await call('GET', '/api/items', { key }), 'wrong_key');
  });

  it('that nobody made are wrong, also for a store that exists', async () => {
    const secret = randomBytes(32).toString('base64url');
    expectProblem(await call('GET', '/api/items', { key: `sk_${anna.store.id}_${secret}` }), 'wrong_key');
    const relabelled = anna.secret.replace(/^sk_\d+_/, `sk_${bruno.store.id}_`);
    expectProblem(await call('GET', '/api/items', { key: relabelled }), 'wrong_key');
    expectProblem(await call('GET', '/api/items', { key: anna.publishable.replace('pk_', 'sk_') }), 'wrong_key');
  });

  it('that were revoked stop working within five seconds', async () => {
    const carla = await test.addStore('carla');
    expect((await carla.call('GET', '/api/items')).status).toBe(200);
    const [summary] = await listStoreKeys(test.context, carla.store.id);
    expect(await revokeStoreKey(test.context, carla.store.id, summary?.id ?? 0)).toBe(true);
    test.setClock(new Date(TEST_NOW.getTime() + 5_001));
    expectProblem(await carla.call('GET', '/api/items'), 'wrong_key');
    test.setClock(TEST_NOW);
  });

  it('are taken from the query only when they are publishable', async () => {
    expect((await call('GET', `/api/recommendations?key=${anna.publishable}`)).status).toBe(200);
    expectProblem(await call('GET', `/api/recommendations?key=${anna.secret}`), 'missing_key');
    expectProblem(await call('GET', `/api/items?key=${anna.secret}`), 'missing_key');
  });
});

describe('another store', () => {
  it('cannot be named', async () => {
    for (const own of ['anna', String(anna.store.id)]) {
      expect((await anna.call('GET', `/api/stores/${own}`)).status).toBe(200);
      expectProblem(await bruno.call('GET', `/api/stores/${own}`), 'wrong_store');
      expectProblem(await bruno.call('GET', `/api/stores/${own}/verify`), 'wrong_store');
      expectProblem(await bruno.call('PATCH', `/api/stores/${own}`, { json: { name: 'Mine' } }), 'wrong_store');
    }
    expectProblem(await bruno.call('GET', '/api/stores/nowhere'), 'wrong_store');
    const { body } = await bruno.call('GET', '/api/stores');
    expect(body.data.map((store: { slug: string }) => store.slug)).toEqual(['bruno']);
  });

  it('has items, orders, pairs and rules that cannot be seen or touched', async () => {
    expectProblem(await bruno.call('GET', '/api/items/only-anna'), 'unknown_item');
    expectProblem(await bruno.call('PATCH', '/api/items/only-anna', { json: { name: 'x' } }), 'unknown_item');
    const url = `/api/orders/${encodeURIComponent('order of anna')}`;
    expectProblem(await bruno.call('GET', url), 'unknown_order');
    expectProblem(await bruno.call('DELETE', url), 'unknown_order');
    expectProblem(await bruno.call('GET', '/api/pairs/soup/only-anna'), 'unknown_item');
    const rule = await anna.call('POST', '/api/rules', { json: { kind: 'pin', item: 'only-anna' } });
    expectProblem(await bruno.call('DELETE', `/api/rules/${rule.body.id}`), 'unknown_rule');
    const { body } = await bruno.call('GET', '/api/recommendations?limit=20&cart=only-anna');
    expect(body.unknown_items).toEqual(['only-anna']);
    expect(body.slots.map((slot: { item: { id: string } }) => slot.item.id).sort()).toEqual(['only-bruno', 'soup']);
    expect((await anna.call('GET', url)).status).toBe(200);
  });
});

describe('publishable keys', () => {
  it('work on their own pages only, and for callers without a page', async () => {
    const shop = await test.addStore('shop', { origins: ['https://shop.example'] });
    const from = (headers: Record<string, string>) =>
      call('GET', '/api/recommendations', { key: shop.publishable, headers });
    expect((await from({ origin: 'https://shop.example' })).status).toBe(200);
    expect((await from({})).status).toBe(200);
    for (const origin of ['https://evil.example', 'http://shop.example', 'https://shop.example.evil.example', 'null']) {
      expectProblem(await from({ origin }), 'wrong_origin');
    }
  });

  it('may not name a customer', async () => {
    const ask = (key: string) => call('GET', '/api/recommendations?customer=guest-1&placement=menu', { key });
    const types = async (key: string) => (await ask(key)).body.slots.map((slot: { type: string }) => slot.type);
    expect(await types(anna.secret)).toContain('personalized');
    expect(await types(anna.publishable)).not.toContain('personalized');
    await test.served.flush();
    const admin = await connectClient(test.test.admin, 'pairwell test');
    const { rows } = await admin.query('SELECT customer_id IS NULL AS unknown FROM served WHERE placement = $1', [
      'menu',
    ]);
    await admin.end();
    expect(rows.map((row) => row.unknown).sort()).toEqual([false, true]);
  });
});

describe('texts of strangers', () => {
  const names = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '\u202Eevil\u202C right to left',
    '</title><svg/onload=alert(1)>',
    "Robert'); DROP TABLE item;--",
    '{{7*7}} <%= 7*7 %>',
    'ユニコード 🍜 naïve',
    'n'.repeat(500),
  ];

  it.each(names)('are kept as they are and leave as JSON: %s', async (name) => {
    const json = { id: `named ${name.slice(0, 50)}`, lines: [{ item: `id of ${name.slice(0, 50)}`, name }] };
    expect((await anna.call('POST', '/api/orders', { json })).status).toBe(201);
    for (const url of [
      `/api/items/${encodeURIComponent(json.lines[0]?.item ?? '')}`,
      '/api/recommendations?limit=20',
    ]) {
      const answer = await anna.call('GET', url);
      expect(answer.type).toBe('application/json; charset=utf-8');
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(JSON.stringify(answer.body)).toContain(JSON.stringify(name).slice(1, -1));
    }
  });

  it('that are too long, empty or hold control characters are refused', async () => {
    for (const name of ['n'.repeat(501), '', '   ', 'a\u0000b', 'a\u001bb', 'a\u007fb']) {
      expectProblem(await anna.call('PUT', '/api/items/refused', { json: { name } }), 'invalid_request');
    }
    expectProblem(await anna.call('GET', '/api/items/refused'), 'unknown_item');
  });

  it('that are not well-formed Unicode are refused rather than changed', async () => {
    const raw = '{"name":"half \\ud83d of it"}';
    expectProblem(await anna.call('PUT', '/api/items/half', { raw }), 'invalid_request');
  });

  it.each([
    'a/b',
    '../../etc/passwd',
    'a b',
    'ä%20',
    '%2e%2e',
    '🍜'.repeat(100),
    '漢'.repeat(200),
    'x'.repeat(200),
    "1' OR '1'='1",
    '1; SELECT pg_sleep(9)',
    '$1',
    'null',
    '__proto__',
    'constructor',
    '-1',
    '0',
    'a,b',
    '?x=1#y',
  ])('are ids like any other when they look like %s', async (id) => {
    const url = `/api/items/${encodeURIComponent(id)}`;
    const put = await anna.call('PUT', url, { json: { name: 'Odd' } });
    expect([put.status, put.body.id]).toEqual([201, id]);
    expect((await anna.call('GET', url)).body).toMatchObject({ id, name: 'Odd' });
    const order = await anna.call('POST', '/api/orders', {
      json: { id, customer: id, table: id, lines: [{ item: id }] },
    });
    expect(order.body).toMatchObject({ id, result: 'created' });
    expect((await anna.call('GET', `/api/orders/${encodeURIComponent(id)}`)).body.customer).toBe(id);
    expect((await anna.call('GET', `/api/pairs?preset=all&item=${encodeURIComponent(id)}`)).status).toBe(200);
  });

  it.each(['%00', 'a%00b', '%20a', 'a%20', '%ED%A0%80', '%zz', '%'])('are no ids when they are %s', async (id) => {
    for (const url of [`/api/items/${id}`, `/api/orders/${id}`, `/api/pairs/${id}/soup`, `/api/stores/${id}`]) {
      expectProblem(await anna.call('GET', url), 'invalid_request');
    }
  });

  it('in the query are checked alike', async () => {
    for (const query of ['item=%00', 'customer=a%00', 'session=%0a', 'category=%00', `visitor=${'x'.repeat(201)}`]) {
      expectProblem(await anna.call('GET', `/api/recommendations?${query}`), 'invalid_request');
    }
    expect((await anna.call('GET', '/api/recommendations?cart=%00,soup')).status).toBe(200);
    expectProblem(await anna.call('GET', '/api/items?cursor=1;DROP'), 'invalid_request');
    expectProblem(await anna.call('GET', '/api/items?cursor=1e300'), 'invalid_request');
  });
});

describe('bodies', () => {
  const post = (options: CallOptions) => anna.call('POST', '/api/orders', options);

  it.each([
    ['cut off', '{"id": "x", "lines": ['],
    ['empty', ''],
    ['a raw NUL byte', '{"id": "a\u0000b", "lines": []}'],
    ['bytes that are no JSON', Buffer.from([0xff, 0xfe, 0x00, 0x01])],
    ['single quotes', "{'id': 'x'}"],
    ['a comment', '{"id": "x" /* no */}'],
    ['NaN', '{"id": "x", "lines": [{"item": "soup", "quantity": NaN}]}'],
    ['__proto__', '{"id": "p", "lines": [], "__proto__": {"test": true}}'],
    ['constructor.prototype', '{"id": "p", "lines": [], "constructor": {"prototype": {"test": true}}}'],
  ])('that are bad JSON are refused: %s', async (_what, raw) => {
    expectProblem(await post({ raw }), 'bad_json');
    expect(({} as Record<string, unknown>).test).toBeUndefined();
  });

  it.each([['null'], ['7'], ['"text"'], ['true']])('that are JSON and no order are refused: %s', async (raw) => {
    expectProblem(await post({ raw }), 'invalid_request');
  });

  it('with an escaped NUL are refused, and say where', async () => {
    const answer = await post({ raw: '{"id": "a\\u0000b", "lines": []}' });
    expectProblem(answer, 'invalid_order');
    expect(answer.body.errors[0].pointer).toBe('/id');
    const line = await post({ json: { id: 'nul', lines: [{ item: 'x', name: 'a\u0000b' }] } });
    expectProblem(line, 'invalid_order');
    expect(line.body.errors[0].pointer).toBe('/lines/0/name');
  });

  it('with a field that nobody knows are refused, rather than half taken', async () => {
    expectProblem(await post({ json: { id: 'extra', lines: [], is_admin: true } }), 'invalid_order');
    expectProblem(await anna.call('PUT', '/api/items/x', { json: { name: 'x', store_id: 2 } }), 'invalid_request');
  });

  it.each([1_000, 100_000, 1_000_000])(
    'nested %d deep are refused, and the next request is answered',
    async (depth) => {
      const answer = await post({ raw: `${'['.repeat(depth)}${']'.repeat(depth)}` });
      // Whatever the depth: an array of one order that is none.
      expect([200, 400]).toContain(answer.status);
      const withKey = { raw: `{"id":"deep","lines":${'['.repeat(depth)}${']'.repeat(depth)}}` };
      const keyed = await post({ ...withKey, headers: { 'idempotency-key': `deep-${depth}` } });
      expect([400, 422]).toContain(keyed.status);
      expect((await call('GET', '/livez')).status).toBe(200);
    },
  );

  it('of 5 MB are too large, with or without a length, and nothing is lost', async () => {
    const raw = JSON.stringify({ id: 'huge', lines: [], channel: 'x'.repeat(5 * 1024 * 1024) });
    expectProblem(await post({ raw }), 'payload_too_large');
    expectProblem(await anna.call('GET', '/api/orders/huge'), 'unknown_order');
    expect((await post({ json: { id: 'after huge', lines: [soup] } })).status).toBe(201);
  });

  it('of another type are refused', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const answer = await post({ raw: '{"id":"typed","lines":[]}', headers: { 'content-type': type } });
      expectProblem(answer, 'unsupported_media_type');
    }
    expectProblem(await anna.call('GET', '/api/orders/typed'), 'unknown_order');
  });

  it('that are missing are refused', async () => {
    const methods: [Method, string][] = [
      ['POST', '/api/orders'],
      ['PUT', '/api/items/x'],
      ['PATCH', '/api/items/soup'],
      ['POST', '/api/rules'],
    ];
    for (const [method, url] of methods) {
      const answer = await anna.call(method, url);
      expectProblem(answer, 'invalid_request');
    }
  });
});

describe('every answer', () => {
  it('carries its request’s id: the caller’s when it is plain, else a new one', async () => {
    const id = async (sent: string) => {
      const answer = await call('GET', '/api/nothing', { headers: { 'x-request-id': sent } });
      expectProblem(answer, 'not_found');
      return answer.body.instance;
    };
    expect(await id('order-7.a_B')).toBe('order-7.a_B');
    for (const sent of ['<script>', 'a b', 'x'.repeat(101)]) expect(await id(sent)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('carries the security headers, errors and pages too', async () => {
    for (const url of ['/livez', '/api/nothing', '/api/items', '/docs/', '/openapi.json', '/api/items/%zz']) {
      const { headers } = await call('GET', url);
      expect.soft(headers, url).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
      });
      expect.soft(headers['content-security-policy'], url).toContain("default-src 'self'");
      expect.soft(headers['x-powered-by'], url).toBeUndefined();
    }
  });

  it('is a problem document for methods and paths that are not there', async () => {
    expectProblem(await anna.call('DELETE', '/api/items/soup'), 'not_found');
    expectProblem(await anna.call('POST', '/api/recommendations', { json: {} }), 'not_found');
    expectProblem(await call('GET', `/${'x'.repeat(5_000)}`), 'not_found');
    const { body } = await call('GET', '/secret-path?token=hidden');
    expect(body.detail).not.toContain('hidden');
  });

  it('tells nothing of the inside when something fails', async () => {
    const broken = await openTestApp();
    const store = await broken.addStore('broken');
    broken.context.database.forStore = () => Promise.reject(new TypeError('secret detail of the inside'));
    const answer = await store.call('GET', '/api/items');
    expectProblem(answer, 'internal');
    expect(JSON.stringify(answer.body)).not.toContain('secret detail');
    expect(broken.logLines.join('')).toContain('secret detail');
    await broken.close();
  });
});

describe('the limit of requests', () => {
  it('answers 429 with Retry-After, whatever key is sent: it counts by address', async () => {
    const limited = await openTestApp({ rateLimitPerMinute: 3 });
    const one = await limited.addStore('one');
    const two = await limited.addStore('two');
    for (let request = 0; request < 3; request++) expect((await one.call('GET', '/api/items')).status).toBe(200);
    const refused = await one.call('GET', '/api/items');
    expectProblem(refused, 'rate_limited');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expectProblem(await two.call('GET', '/api/items'), 'rate_limited');
    expectProblem(await callApp(limited.app, { method: 'GET', url: '/api/items', key: 'made-up' }), 'rate_limited');
    await limited.close();
  });
});

describe('pages of other origins', () => {
  it('may call when the installation allows them', async () => {
    const guarded = await openTestApp({ allowedOrigins: ['https://shop.example'] });
    const allowed = async (origin: string) => {
      const headers = { origin, 'access-control-request-method': 'GET' };
      const { headers: answer } = await guarded.app.inject({ method: 'OPTIONS', url: '/api/recommendations', headers });
      return answer['access-control-allow-origin'];
    };
    expect(await allowed('https://shop.example')).toBe('https://shop.example');
    expect(await allowed('https://evil.example')).toBeUndefined();
    await guarded.close();
  });
});

describe('the log', () => {
  it('holds no key and no personal data', async () => {
    const { logLines } = test;
    await anna.call('GET', '/api/recommendations?customer=guest-1&session=session-of-anna');
    await call('GET', `/api/recommendations?key=${anna.publishable}`);
    await anna.call('POST', '/api/orders', { json: { id: 'logged', customer: 'anna@example.org', lines: [soup] } });
    await anna.call('POST', '/api/orders', { raw: '{"customer": "anna@example.org"' });
    const text = logLines.join('');
    expect(logLines.length).toBeGreaterThan(100);
    for (const { secret, publishable } of [anna, bruno]) {
      // The random part may hold underscores itself.
      for (const key of [secret, publishable])
        expect(text).not.toContain(key.split('_').slice(2).join('_').slice(0, 8));
    }
    for (const personal of ['guest-1', 'session-of-anna', 'anna@example.org']) expect(text).not.toContain(personal);
  });

  it('holds no faults of ours after all of the above', async () => {
    const faults = test.logLines.map((line) => JSON.parse(line)).filter((line) => line.level >= 50);
    expect(faults.map((fault) => fault.msg)).toEqual([]);
  });
});
