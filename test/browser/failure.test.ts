import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import { openPage, waitUntil } from '../support/storefront-page.ts';
import { answerWith, makeAnswer, makeSlots, openShop, type Shop } from '../support/storefront-shop.ts';

const send = (response: ServerResponse, body: string) => response.end(body);
const LISTS = `<pairwell-recommendations placement="trending"></pairwell-recommendations>
  <pairwell-recommendations placement="cart"></pairwell-recommendations>`;

describe.skipIf(findBrowser() === null)('browser: a page is never broken', () => {
  let browser: TestBrowser;
  let shop: Shop;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  beforeEach(async () => {
    shop = await openShop();
    return async () => {
      await browser.closePages();
      await shop.close();
    };
  });

  /** Watches how the page moves, from its beginning. */
  const watchShifts = () => {
    Object.assign(window, { shifts: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        (window as unknown as { shifts: number }).shifts += (entry as unknown as { value: number }).value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  };
  const shiftsOf = (page: Page) => page.evaluate(() => (window as unknown as { shifts: number }).shifts);

  /** The page keeps free what /pairwell.css says, and links it as a page of a shop does. */
  const openWatched = async (body = LISTS) => {
    const css = readFileSync('dist/browser/pairwell.css', 'utf8');
    shop.setPage('/shop.css', css);
    return openPage(browser, shop, { body, before: watchShifts, viewport: { width: 800, height: 900 } });
  };

  it('does not move when the suggestions come, nor when the cart changes', async () => {
    const { page, complaints } = await openWatched();
    await page.locator('.pw-card').nth(4).waitFor();
    shop.answer(answerWith(() => makeSlots(['tea', 'cake'])));
    await page.evaluate(() => window.pairwell?.('cart', [{ id: 'fries' }]));
    await page.getByText('Cake', { exact: true }).first().waitFor();
    await page.waitForTimeout(300);
    expect(await shiftsOf(page)).toBe(0);
    expect(complaints).toEqual([]);
  });

  it.each<[string, (response: ServerResponse) => unknown]>([
    ['an error', (response) => response.writeHead(500).end('{"code":"internal"}')],
    ['a refusal', (response) => response.writeHead(401).end('{"code":"wrong_key"}')],
    ['a broken connection', (response) => response.destroy()],
    ['HTML', (response) => send(response, '<html><script>alert(1)</script>')],
    ['half of an answer', (response) => send(response, '{"recommendations":[{"rec_id":"a","slo')],
    ['null', (response) => send(response, 'null')],
    ['another shape', (response) => send(response, '{"recommendations":[{"slots":"fries"},7]}')],
    [
      'slots without items',
      (response) => {
        const [slot] = makeSlots(['fries']);
        const answer = { ...makeAnswer([]), slots: [{ ...slot, item: null }] };
        send(response, JSON.stringify({ recommendations: [answer, answer] }));
      },
    ],
    ['too few answers', (response) => send(response, '{"recommendations":[]}')],
  ])('shows nothing, moves nothing, complains at most once: %s', async (_what, respond) => {
    shop.answer((_asked, response) => void respond(response));
    const { page, complaints } = await openWatched();
    await waitUntil('it asks', () => shop.asked.length >= 1);
    await page.waitForTimeout(700);
    expect(await page.locator('.pw-card').count()).toBe(0);
    expect(await page.locator('.pw-group').first().isVisible()).toBe(false);
    expect(await page.locator('.pw-skeleton').first().isVisible()).toBe(false);
    expect(await shiftsOf(page)).toBe(0);
    expect(complaints.length).toBeLessThanOrEqual(1);
  });

  it('waits three seconds for a slow server, and shows nothing that comes later', async () => {
    const late: (() => void)[] = [];
    shop.answer((asked, response) => {
      late.push(() => answerWith(() => makeSlots(['late']))(asked, response));
    });
    const { page, complaints } = await openWatched();
    await page.locator('.pw-skeleton').first().waitFor();
    await waitUntil('it gives up', () => complaints.length === 1);
    for (const send of late) send();
    await page.waitForTimeout(500);
    expect(late.length).toBeGreaterThan(0);
    expect(await page.locator('.pw-card').count()).toBe(0);
    expect(await page.locator('.pw-skeleton').first().isVisible()).toBe(false);
    expect(await shiftsOf(page)).toBe(0);
    expect(complaints).toEqual(['Pairwell: no answer in time; nothing is shown.']);
  });

  it('is unharmed when the server is down altogether', async () => {
    const down = { ...shop, api: 'http://127.0.0.1:9' };
    const { page, complaints } = await openPage(browser, down, { before: watchShifts });
    await page.waitForTimeout(500);
    expect(await page.getByText('Imprint').isVisible()).toBe(true);
    expect(await shiftsOf(page)).toBe(0);
    expect(complaints.length).toBeLessThanOrEqual(1);
  });

  it('keeps what is shown when a later question fails', async () => {
    const { page } = await openWatched();
    await page.locator('.pw-card').nth(4).waitFor();
    shop.answer((_asked, response) => void response.writeHead(503).end());
    await page.evaluate(() => window.pairwell?.('cart', [{ id: 'tea' }]));
    await waitUntil('it asks again', () => shop.asked.length === 2);
    await page.waitForTimeout(300);
    expect(await page.locator('.pw-card').count()).toBe(6);
  });

  it('gives its place back where nobody sees the page move', async () => {
    shop.answer(answerWith(() => []));
    const tall = '<div class="tall"></div>';
    const { page } = await openPage(browser, shop, {
      body: `<pairwell-recommendations id="seen"></pairwell-recommendations>
        <style></style>${tall}<pairwell-recommendations id="below"></pairwell-recommendations>`,
      viewport: { width: 800, height: 600 },
    });
    await page.evaluate(() => {
      const [tallOne] = document.getElementsByClassName('tall');
      (tallOne as HTMLElement).style.height = '2000px';
    });
    await waitUntil('it asks', () => shop.asked.length >= 1);
    const heightOf = (id: string) => page.locator(id).evaluate((one) => one.getBoundingClientRect().height);
    await page.waitForFunction(() => document.querySelector('#below')?.getBoundingClientRect().height === 0);
    expect(await heightOf('#seen')).toBeGreaterThan(200);
    // What is given back is still counted as it comes into view: who is held out sees no less of the page than others.
    const exposures = () => shop.events('exposure').length;
    await waitUntil('the first place was seen', () => exposures() === 1);
    await page.evaluate(watchShifts);
    await page.waitForTimeout(200);
    // What the test itself moved above does not count.
    await page.evaluate(() => Object.assign(window, { shifts: 0 }));
    await page.evaluate(() => scrollTo({ top: 4000, behavior: 'instant' }));
    await waitUntil('the other was seen too', () => exposures() === 2);
    // The first one lies above the view by now: it goes, and what is in view stays where it is.
    await page.waitForFunction(() => document.querySelector('#seen')?.getBoundingClientRect().height === 0);
    expect(await shiftsOf(page)).toBe(0);
    // A later answer takes the place again.
    shop.answer(answerWith(() => makeSlots(['tea'])));
    await page.evaluate(() => window.pairwell?.('cart', [{ id: 'fries' }]));
    await page.locator('#seen .pw-card').waitFor();
    expect(await heightOf('#seen')).toBeGreaterThan(200);
  });

  it.each([
    ['a script', '<script>window.hacked = true</script>'],
    ['an image with a handler', '<img src=x onerror="window.hacked = true">'],
    ['the end of an attribute', '" onclick="window.hacked = true" x="'],
    ['a template', '$'.concat('{window.hacked = true}{{constructor}}')],
    ['marks of direction', 'Fries \u202e\u2066\u2067evil\u200f'],
    ['10 kB', 'W'.repeat(10_000)],
    ['nothing but blanks', '   '],
    ['lone surrogates', '\ud800 soup \udfff'],
  ])('shows a hostile name as text that does nothing: %s', async (_what, name) => {
    const [slot] = makeSlots(['x']);
    const hostile = { ...slot, item: { ...slot!.item, id: name.slice(0, 200), name }, reason: name, badge: name };
    shop.answer(answerWith(() => [hostile, ...makeSlots(['fries']).map((one) => ({ ...one, position: 2 }))] as never));
    const { page, complaints } = await openWatched(
      '<pairwell-recommendations placement="item" item="a" item-url="/items/{id}"></pairwell-recommendations>',
    );
    await page.locator('.pw-card').nth(1).waitFor();
    await page.locator('.pw-add').first().click();
    await page.waitForTimeout(100);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await page.locator('.pw-card script, .pw-card [onclick], .pw-card [onerror]').count()).toBe(0);
    const [first, second] = await page.locator('.pw-card').all();
    expect((await first?.boundingBox())?.height).toBe((await second?.boundingBox())?.height);
    expect(await page.getByRole('status').textContent()).not.toMatch(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('does not go where an item page may not be, nor load a picture from there', async () => {
    const slots = makeSlots(['fries']).map((slot) => ({
      ...slot,
      item: { ...slot.item, image_url: 'javascript:alert(1)' },
    }));
    shop.answer(answerWith(() => slots));
    const { page } = await openWatched(
      '<pairwell-recommendations item-url="javascript:alert(1)" add-url=" java&#9;script:alert(1)"></pairwell-recommendations>',
    );
    await page.locator('.pw-card').first().waitFor();
    expect(await page.locator('.pw-card a, .pw-card img').count()).toBe(0);
    await page.locator('.pw-add').first().click();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('leaves the place of a picture plain that does not load', async () => {
    const slots = makeSlots(['fries']).map((slot) => ({ ...slot, item: { ...slot.item, image_url: '/gone.png' } }));
    shop.answer(answerWith(() => slots));
    const { page, complaints } = await openWatched('<pairwell-recommendations></pairwell-recommendations>');
    await page.locator('.pw-card').first().waitFor();
    await waitUntil('it does not load', () => complaints.length === 1);
    await page.waitForTimeout(200);
    expect(await shiftsOf(page)).toBe(0);
    expect(await page.locator('.pw-picture').boundingBox()).toMatchObject({ width: 72, height: 72 });
  });
});
