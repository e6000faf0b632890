import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callApp, expectProblem, type KeyedStore, openTestApp, type TestApp } from '../support/test-app.ts';

/** What a menu may be called by somebody who means ill, or by an import that went wrong. */
const ITEMS: readonly (readonly [id: string, name: string])[] = [
  ['burger', '<script>alert(1)</script>'],
  ['a/b/../..', '"><img src=x onerror=alert(1)>'],
  ['"><svg onload=x>', "' onmouseover='alert(1)' x='"],
  ['?x=1#y&table=3', '</title></style></script><!-- --><base href=//evil.example>'],
  ['__proto__', '#{7*7}{{7*7}}<%= 7 %>'],
  ['constructor', '\u202egnp.exe\u2066\u200f'],
  ['%00%ff', 'javascript:alert(1)'],
  ['\u{1f4a5}\u{1f468}\u200d\u{1f373}', '\u2028</script>\u2029'],
  ['x'.repeat(200), '<'.repeat(500)],
];
const IDS = ITEMS.map(([id]) => id);

let test: TestApp;
let bad: KeyedStore;

beforeAll(async () => {
  test = await openTestApp();
  bad = await test.addStore('bad');
  for (const [id, name] of ITEMS) {
    const description = `<iframe src=//evil.example>${'<marquee>'.repeat(1_000)}`;
    const json = { name, description, price_minor: 450, category: ITEMS[0]?.[1] };
    expect((await bad.call('PUT', `/api/items/${encodeURIComponent(id)}`, { json })).status).toBeLessThan(300);
  }
  const lines = IDS.map((item) => ({ item, unit_price_minor: 450 }));
  await bad.call('POST', '/api/orders', { json: Array.from({ length: 5 }, (_, n) => ({ id: `o-${n}`, lines })) });
  await bad.call('PATCH', '/api/stores/bad', { json: { shop_pages: true, name: ITEMS[1]?.[1] } });
});
afterAll(() => test.close());

const get = (url: string) => callApp(test.app, { method: 'GET', url });

/** Every element of a document with its attributes; fails where a "<" begins something that is not written as we write it. */
function elementsOf(body: string): { name: string; attributes: Map<string, string> }[] {
  const text = body.replace(/(<(script|style)[^>]*>).*?(?=<\/\2>)/gs, '$1');
  const elements = [...text.matchAll(/<([a-z][a-z0-9-]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*\/?>/gi)];
  expect(elements.length).toBe(text.match(/<[a-z]/gi)?.length ?? 0);
  return elements.map(([, name = '', attributes = '']) => ({
    name,
    attributes: new Map(
      [...attributes.matchAll(/([a-z-]+)(?:="([^"]*)")?/gi)].map(([, key = '', value = '']) => [key, value]),
    ),
  }));
}

function expectHarmless(body: string): void {
  for (const { name, attributes } of elementsOf(body)) {
    expect(['iframe', 'base', 'object', 'embed', 'marquee']).not.toContain(name);
    for (const [key, value] of attributes) {
      expect(key).not.toMatch(/^on|^style$|^srcdoc$/);
      if (key === 'href' || key === 'src' || key === 'action')
        expect(value).toMatch(/^(\/(?!\/)|#|https?:\/\/localhost|data:,)/);
    }
  }
  expect(body.match(/<script>/g)?.length ?? 0).toBeLessThanOrEqual(1);
}

describe('hostile names and ids', () => {
  it('stay text on every page of the shop', async () => {
    const pages = ['/s/bad', '/s/bad?table=7', '/s/bad/cart', '/s/bad/tables', '/s/bad/staff'];
    for (const id of IDS) pages.push(`/s/bad/items/${encodeURIComponent(id)}`);
    for (const url of pages) {
      const { status, body } = await get(url);
      expect([url, status]).toEqual([url, url.endsWith('staff') ? 401 : 200]);
      expectHarmless(body);
    }
    const island = /<script type="application\/json" id="shop">(.*?)<\/script>/s.exec((await get('/s/bad')).body)?.[1];
    expect(JSON.parse(String(island))).toMatchObject({ base: '/s/bad' });
  });

  it('stay text in the list that a server puts into its page, and in pictures', async () => {
    for (const id of IDS) {
      const query = `key=${bad.publishable}&item=${encodeURIComponent(id)}&limit=20&item_url=/menu/{id}&add_url=/add?id={id}`;
      const { status, body } = await get(`/api/recommendations.html?${query}`);
      expect(status).toBe(200);
      expect(body).toContain('pw-card');
      expectHarmless(body);
      expect(body).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      const picture = await get(`/s/bad/pictures/${encodeURIComponent(id)}.svg`);
      expect(picture.status).toBe(200);
      expect(picture.body).not.toMatch(/script|\son\w+=|evil/i);
    }
  });

  it('are ordered, looked at and told as they are', async () => {
    const lines = IDS.slice(0, 8).map((item) => ({ item, quantity: 1, price_minor: 450 }));
    const json = { client_id: randomUUID(), lines };
    const headers = { origin: 'http://localhost:80', host: 'localhost:80' };
    const { status, body } = await callApp(test.app, { method: 'POST', url: '/s/bad/checkout', json, headers });
    expect(status).toBe(201);
    expectHarmless((await get(body.url)).body);
    const { body: order } = await bad.call('GET', `/api/orders/${body.order}`);
    expect(order.lines.map((line: { item: string }) => line.item)).toEqual(IDS.slice(0, 8));
  });

  it('are refused where they are no text: half a character, a zero, 10 kB of a name', async () => {
    for (const name of ['\ud800', 'x\udc00', 'a\u0000b', 'x'.repeat(10_240), '\u0007']) {
      expectProblem(await bad.call('PUT', '/api/items/new', { json: { name, price_minor: 1 } }), 'invalid_request');
      const url = '/api/recommendations/batch';
      const asked = { slots: [{ placement: 'item', item: name }] };
      expectProblem(await bad.call('POST', url, { json: asked, key: bad.publishable }), 'invalid_request');
    }
  });
});

describe('hostile addresses', () => {
  const VALUES = [
    '%',
    '%00',
    '%ED%A0%80',
    '%C0%AF',
    '%u0041',
    '..%2f..%2f',
    "'%20OR%201=1--",
    '%0d%0aSet-Cookie:x=1',
    'x'.repeat(9_000),
  ];

  it('are answered, and never by a fault of ours', async () => {
    const names = [
      'item',
      'cart',
      'customer',
      'customer_token',
      'session',
      'types',
      'limit',
      'category',
      'explain',
      'diet',
      '__proto__',
      'key',
    ];
    for (const value of VALUES) {
      const urls = [
        `/s/${value}`,
        `/s/bad/items/${value}`,
        `/s/bad/orders/${value}`,
        `/s/bad/pictures/${value}.svg`,
        `/s/bad?table=${value}`,
      ];
      for (const name of names) urls.push(`/api/recommendations?key=${bad.publishable}&${name}=${value}`);
      for (const name of ['item_url', 'add_url', 'theme', 'heading', 'add_label']) {
        urls.push(`/api/recommendations.html?key=${bad.publishable}&${name}=${value}`);
      }
      for (const url of urls) {
        const { status, headers } = await get(url);
        expect([url, status < 500]).toEqual([url, true]);
        expect(headers['set-cookie']).toBeUndefined();
      }
    }
  });

  it('are answered when a parameter comes again, or a thousand times', async () => {
    for (const query of [
      'item=a&item=b',
      'limit=1&limit=2',
      'cart[]=a',
      'cart[a]=b',
      `cart=${'a,'.repeat(3_000)}`,
      'cart=a&'.repeat(1_000),
    ]) {
      const { status } = await get(`/api/recommendations?key=${bad.publishable}&${query}`);
      expect([query.slice(0, 20), status < 500]).toEqual([query.slice(0, 20), true]);
    }
  });
});

describe('hostile bodies', () => {
  const BODIES: Readonly<Record<string, string>> = {
    'no JSON': '{"slots":',
    'deep JSON': `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    'a key of the prototype': '{"__proto__": {"admin": true}, "slots": [{"placement": "cart"}]}',
    'half a character': '{"slots": [{"placement": "item", "item": "\\ud800"}]}',
    'many places': JSON.stringify({ slots: Array.from({ length: 5_000 }, () => ({ placement: 'cart' })) }),
    'a giant': `{"slots": "${'x'.repeat(12_000_000)}"}`,
    'numbers beyond numbers': '{"slots": [{"placement": "cart", "limit": 1e999}]}',
  };

  it.each(Object.keys(BODIES))('%s: refused with the reason, or answered', async (name) => {
    const headers = {
      authorization: `Bearer ${bad.publishable}`,
      'content-type': 'text/plain',
      origin: 'http://localhost:80',
    };
    for (const url of ['/api/recommendations/batch', '/api/events']) {
      const { statusCode, headers: answered } = await test.app.inject({
        method: 'POST',
        url,
        headers,
        payload: BODIES[name] ?? '',
      });
      expect([400, 413, 422]).toContain(statusCode);
      expect(answered['content-type']).toContain('problem+json');
    }
    const json = { ...headers, 'content-type': 'application/json', host: 'localhost:80' };
    const payload = BODIES[name] ?? '';
    const { statusCode } = await test.app.inject({ method: 'POST', url: '/s/bad/checkout', headers: json, payload });
    expect([400, 413, 422]).toContain(statusCode);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });
});
