import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import { type KeyedStore, openTestApp, type TestApp } from '../support/test-app.ts';

describe.skipIf(findBrowser() === null)('browser: a page and a real server', () => {
  let browser: TestBrowser;
  let test: TestApp;
  let bistro: KeyedStore;
  let shop: Server;
  let api: string;
  let page = '';
  let policy = '';

  beforeAll(async () => {
    test = await openTestApp();
    // The browser's clock is the real one.
    test.setClock(new Date());
    api = await test.app.listen({ port: 0, host: '127.0.0.1' });
    bistro = await test.addStore('bistro');
    const names = { burger: 'Burger', fries: 'French Fries', cola: 'Cola', cake: 'Apple Cake' };
    for (const [id, name] of Object.entries(names)) {
      await bistro.call('PUT', `/api/items/${id}`, { json: { name, price_minor: 450 } });
    }
    const orders = Array.from({ length: 8 }, (_, index) => ({
      id: `order-${index}`,
      lines: [{ item: 'burger' }, { item: 'fries' }],
    }));
    await bistro.call('POST', '/api/orders', { json: orders });
    shop = createServer((request, response) => {
      const isPage = request.url === '/';
      response.writeHead(isPage ? 200 : 404, { 'content-type': 'text/html', 'content-security-policy': policy });
      response.end(isPage ? page : '');
    });
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
    policy = `default-src 'none'; script-src ${api}; connect-src ${api}; style-src ${api}; img-src data:`;
    browser = await openBrowser();
  });
  afterEach(() => browser.closePages());
  afterAll(async () => {
    shop.closeAllConnections();
    shop.close();
    await test.close();
  });

  const open = async (html: string) => {
    page = html;
    const opened = await browser.newPage();
    const complaints: string[] = [];
    opened.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    opened.on('pageerror', (error) => complaints.push(String(error)));
    await opened.goto(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/`);
    return { opened, complaints };
  };

  it('the documented lines, pasted into a page that knows nothing of us, are the whole integration', async () => {
    const guide = readFileSync('docs/storefront.md', 'utf8');
    const snippet = /```html\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
    expect(snippet).toContain('<pairwell-recommendations');
    const lines = snippet
      .replaceAll('https://suggest.example', api)
      .replace(/data-store="[^"]*"/, 'data-store="bistro"')
      .replace(/pk_\S+?"/, `${bistro.publishable}"`);
    const plain = readFileSync('examples/plain.html', 'utf8').replace('</main>', `${lines}</main>`);
    const { opened, complaints } = await open(plain.replace('<head>', '<head><link rel="icon" href="data:,">'));
    await opened.getByText('French Fries').first().waitFor();
    const shown = await opened.locator('.pw-name').allTextContents();
    expect(new Set(shown).size).toBe(shown.length);
    expect(complaints).toEqual([]);
  });

  it('what a guest does is proven by the token of the answer', async () => {
    const { opened } = await open(`<!doctype html><html lang="en"><title>Shop</title>
      <script defer src="${api}/pairwell.js" data-key="${bistro.publishable}" data-table="7"></script>
      <pairwell-recommendations placement="item" item="burger"></pairwell-recommendations>`);
    await opened.getByRole('button', { name: 'Add French Fries' }).click();
    interface Kept {
      readonly event_type: string;
      readonly verified: boolean;
      readonly table: string;
      readonly recommended_item_id: string;
    }
    const readOurs = async (): Promise<Kept[]> => {
      const { body } = await bistro.call('GET', '/api/events?limit=100');
      return body.data.filter(({ table }: Kept) => table === '7');
    };
    // The place, three cards, and the tap.
    await expect.poll(async () => (await readOurs()).length).toBe(5);
    const ours = await readOurs();
    expect(new Set(ours.map(({ event_type }) => event_type))).toEqual(new Set(['exposure', 'impression', 'add']));
    expect(ours.every(({ verified }) => verified)).toBe(true);
    expect(ours.find(({ event_type }) => event_type === 'add')?.recommended_item_id).toBe('fries');
  });

  it('the checked copies load each other', async () => {
    const { tracker } = (await test.app.inject('/storefront.json')).json();
    const { opened } = await open(`<!doctype html><html lang="en"><title>Shop</title>
      <script defer src="${api}/${tracker.versioned}" integrity="${tracker.integrity}" crossorigin="anonymous"
        data-key="${bistro.publishable}"></script>
      <pairwell-recommendations placement="item" item="burger"></pairwell-recommendations>`);
    await opened.getByText('French Fries').waitFor();
    const scripts = await opened.evaluate(() =>
      [...document.scripts].map((script) => [new URL(script.src).pathname, script.integrity.slice(0, 7)]),
    );
    expect(scripts.map(([, integrity]) => integrity)).toEqual(['sha256-', 'sha256-']);
    expect(scripts[1]?.[0]).toMatch(/^\/pairwell-widget-\d+\.\d+\.\d+-[0-9a-f]{12}\.js$/);
  });

  it('a list that the server drew needs no script', async () => {
    const query = 'item=burger&limit=2&theme=light&add_url=/cart/add/{id}&item_url=/menu/{id}';
    const { body } = await test.app.inject(`/api/recommendations.html?key=${bistro.publishable}&${query}`);
    const { opened, complaints } = await open(
      `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Shop</title>
       ${body.replaceAll('http://localhost:80', api)}`,
    );
    const button = opened.getByRole('button', { name: 'Add French Fries' });
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    expect(await button.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(11, 107, 79)');
    expect(complaints).toEqual([]);
  });
});
