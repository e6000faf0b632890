import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callApp, expectProblem, type KeyedStore, openTestApp, TEST_NOW, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let bistro: KeyedStore;

beforeAll(async () => {
  test = await openTestApp();
  bistro = await test.addStore('bistro');
  const names = ['Burger', 'Fries', 'Cola', 'Tea', 'Cake', '<script>alert("x")</script> & \u202eSoup'];
  for (const [index, name] of names.entries()) {
    const id = name.startsWith('<') ? '"><i>' : name.toLowerCase();
    const item = { name, price_minor: 450 + index, image_url: index === 1 ? '/fries.jpg?a=1&b=2' : null };
    await bistro.call('PUT', `/api/items/${encodeURIComponent(id)}`, { json: item });
  }
  const baskets = [
    ...Array(6).fill(['burger', 'fries']),
    ...Array(4).fill(['burger', 'fries', '"><i>']),
    ['tea', 'cake'],
  ];
  const orders = baskets.map((basket: string[], index) => ({
    id: `order-${index}`,
    ordered_at: new Date(TEST_NOW.getTime() - (index + 1) * 3_600_000).toISOString(),
    lines: basket.map((item) => ({ item })),
  }));
  await bistro.call('POST', '/api/orders', { json: orders });
});

afterAll(() => test.close());

const raw = (url: string, headers: Record<string, string> = {}) => test.app.inject({ url, headers });
const manifest = async () => (await raw('/storefront.json')).json();

describe('the scripts for pages', () => {
  it.each(['tracker', 'widget', 'style'])('are there with their checksum: %s', async (name) => {
    const file = (await manifest())[name];
    const plain = await raw(`/${file.file}`);
    const versioned = await raw(`/${file.versioned}`);
    expect(plain.statusCode).toBe(200);
    expect(plain.headers['content-type']).toMatch(name === 'style' ? /^text\/css/ : /^text\/javascript/);
    expect(versioned.rawPayload.equals(plain.rawPayload)).toBe(true);
    expect(`sha256-${createHash('sha256').update(plain.rawPayload).digest('base64')}`).toBe(file.integrity);
    expect(plain.headers['cache-control']).toBe('public, max-age=3600, stale-while-revalidate=86400');
    expect(versioned.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('may be loaded by any page, with an integrity check', async () => {
    const { headers } = await raw('/pairwell.js', { origin: 'https://shop.example' });
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('are sent small to those who take it, and not at all to those who have them', async () => {
    const plain = await raw('/pairwell-widget.js');
    const br = await raw('/pairwell-widget.js', { 'accept-encoding': 'gzip, deflate, br' });
    const gzip = await raw('/pairwell-widget.js', { 'accept-encoding': 'gzip, br;q=0' });
    expect([plain, br, gzip].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'br', 'gzip']);
    expect(brotliDecompressSync(br.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(gunzipSync(gzip.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(br.headers.vary).toContain('accept-encoding');
    const again = await raw('/pairwell-widget.js', { 'if-none-match': String(plain.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await raw('/pairwell-widget.js', { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  it('are not there under the names of another release', async () => {
    expectProblem(await callApp(test.app, { method: 'GET', url: '/pairwell-0.0.1-000000000000.js' }), 'not_found');
    for (const url of ['/pairwell/../package.json', '/pairwell%2f..%2fmanifest.js', '/pairwellx.js']) {
      expect((await raw(url)).statusCode).toBe(404);
    }
  });
});

describe('POST /api/recommendations/batch', () => {
  const ask = (json: object, key = bistro.publishable) =>
    bistro.call('POST', '/api/recommendations/batch', { json, key });
  const idsOf = (answer: { slots: { item: { id: string } }[] }) => answer.slots.map(({ item }) => item.id);

  it('answers every place, the first first, without an item twice or one of the cart', async () => {
    const slots = [
      { placement: 'item', item: 'burger', limit: 2 },
      { placement: 'menu', limit: 2 },
      { placement: 'cart' },
    ];
    const { status, body, headers } = await ask({ slots, cart: ['tea'], exclude: ['cola'] });
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(body.recommendations.map(({ placement }: { placement: string }) => placement)).toEqual([
      'item',
      'menu',
      'cart',
    ]);
    const shown = body.recommendations.flatMap(idsOf);
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown).not.toContain('tea');
    expect(shown).not.toContain('cola');
    expect(idsOf(body.recommendations[0])[0]).toBe('fries');
    const recIds = body.recommendations.map(({ rec_id }: { rec_id: string }) => rec_id);
    expect(new Set(recIds).size).toBe(3);
    expect(body.recommendations[0].token).toMatch(/^[\w-]{50,}$/);
  });

  it('is the answer of a single question where there is one place', async () => {
    const single = await bistro.call('GET', '/api/recommendations?placement=item&item=burger');
    const { body } = await ask({ slots: [{ placement: 'item', item: 'burger' }] });
    expect(body.recommendations[0].slots).toEqual(single.body.slots);
  });

  it('holds a cap on prices of the page for every place that has none of its own', async () => {
    const slots = [{ placement: 'menu' }, { placement: 'menu', price_cap: 10_000 }];
    const { body } = await ask({ slots, price_cap: 451 });
    expect(idsOf(body.recommendations[0]).sort()).toEqual(['burger', 'fries']);
    expect(idsOf(body.recommendations[1]).length).toBe(4);
  });

  it('reads JSON that calls itself text, as browsers send it without asking first', async () => {
    const url = `/api/recommendations/batch?key=${bistro.publishable}`;
    const headers = { 'content-type': 'text/plain;charset=UTF-8' };
    const post = (rawBody: string) => callApp(test.app, { method: 'POST', url, raw: rawBody, headers });
    expect((await post('{"slots":[{"placement":"menu"}]}')).status).toBe(200);
    expectProblem(await post('{"slots":'), 'bad_json');
    expectProblem(await post('[]'), 'invalid_request');
    expectProblem(
      await bistro.call('POST', '/api/orders', { raw: '{"id":"a","lines":[]}', headers }),
      'unsupported_media_type',
    );
  });

  it.each([
    ['no place', { slots: [] }],
    ['eleven places', { slots: Array(11).fill({ placement: 'menu' }) }],
    ['an unknown placement', { slots: [{ placement: 'roof' }] }],
    ['a misspelt field of a place', { slots: [{ placment: 'menu' }] }],
  ])('refuses %s', async (_what, body) => {
    expectProblem(await ask(body), 'invalid_request');
  });
});

describe('GET /api/recommendations.html', () => {
  const ask = async (query: string) => {
    const { statusCode, body, headers } = await raw(`/api/recommendations.html?key=${bistro.publishable}&${query}`);
    return { status: statusCode, body, headers };
  };

  it('is a list as HTML with escaped text, forms and links', async () => {
    const { status, body, headers } = await ask(
      'item=burger&limit=2&item_url=/menu/{id}&add_url=/cart/add?id={id}%26at={position}&theme=warm',
    );
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    expect(body).toContain('<h2 class="pw-heading">You May Also Like</h2>');
    expect(body).toContain('data-theme="warm"');
    expect(body).toContain('<a class="pw-name" href="/menu/fries"><bdi>Fries</bdi></a>');
    expect(body).toContain('src="/fries.jpg?a=1&amp;b=2"');
    expect(body).toContain('<form method="post" action="/cart/add?id=fries&amp;at=1">');
    expect(body).toContain('<bdi>€4.51</bdi>');
    expect(body).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; ');
    expect(body).toContain('href="/menu/%22%3E%3Ci%3E"');
    expect(body).toContain('<link rel="stylesheet" href="http://localhost:80/pairwell.css">');
    expect(body).not.toMatch(/<script|style=|\son\w+=|\u202e/);
  });

  it('draws links where the shop adds by them, and no button where it says nothing', async () => {
    const links = await ask(
      'item=burger&limit=1&add_method=get&add_url=https://shop.example/add/{id}&add_label=Add+{price}',
    );
    expect(links.body).toContain('<a class="pw-add" href="https://shop.example/add/fries" rel="nofollow"');
    expect(links.body).toContain('Add €4.51');
    const none = await ask('item=burger&style=none&heading=');
    expect(none.body).not.toMatch(/pw-add|<link|<h2/);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    ' //x',
    '//evil.example/{id}',
    '/\\evil.example',
    '/a"b',
    "/a'b",
    '/a b',
    '/a\\b',
    'add/{id}',
  ])('goes nowhere but to an address or a path: %s', async (url) => {
    const answer = await callApp(test.app, {
      method: 'GET',
      url: `/api/recommendations.html?key=${bistro.publishable}&add_url=${encodeURIComponent(url)}`,
    });
    expectProblem(answer, 'invalid_request');
  });

  it('is nothing where there is nothing to suggest', async () => {
    const empty = await test.addStore('empty');
    const { statusCode, body } = await raw(`/api/recommendations.html?key=${empty.publishable}`);
    expect([statusCode, body]).toEqual([200, '']);
  });
});
