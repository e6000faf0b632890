import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settleAttribution } from '../../src/services/attribution/process-due.ts';
import { openDemoShop } from '../../src/services/shop/demo-shop.ts';
import { findBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import { type KeyedStore, openTestApp, type TestApp } from '../support/test-app.ts';
import { openWatchedPage, type WatchOptions } from '../support/watched-page.ts';
import { violationsOf } from './axe.ts';

/** A guest's phone: the browser of the tests would be told apart as a machine, and be credited nothing. */
const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
};

/** A list waits three seconds for its suggestions, which a busy machine may not keep: that is no fault of the page. */
const LATE_ANSWER = 'Pairwell: no answer in time; nothing is shown.';

describe.skipIf(findBrowser() === null)('browser: the shop', () => {
  let browser: TestBrowser;
  let test: TestApp;
  let bistro: KeyedStore;
  let origin: string;
  let ticking: NodeJS.Timeout;
  let page: Page;
  let complaints: string[];
  let stores = 0;

  beforeAll(async () => {
    test = await openTestApp();
    // The browser's clock is the real one, and it goes on.
    test.setClock(new Date());
    ticking = setInterval(() => test.setClock(new Date()), 10);
    origin = await test.app.listen({ port: 0, host: '127.0.0.1' });
    browser = await openBrowser();
  });
  afterAll(async () => {
    clearInterval(ticking);
    await test.close();
  });

  /** A shop whose guests order fries with a burger, and a guest who scans the code of table 7. */
  beforeEach(async () => {
    bistro = await test.addStore(`bistro-${++stores}`);
    await openDemoShop(test.context, bistro.store.id, { tables: 9 });
    const menu = { burger: 1250, fries: 450, cola: 350, cake: 600, salad: 800 };
    for (const [id, price] of Object.entries(menu)) {
      const name = id.replace(/^./, (sign) => sign.toUpperCase());
      await bistro.call('PUT', `/api/items/${id}`, { json: { name, price_minor: price, category: 'Menu' } });
    }
    const orders = Array.from({ length: 12 }, (_, index) => ({
      id: `past-${index}`,
      ordered_at: '2026-01-10T12:00:00Z',
      lines: (index < 9 ? ['burger', 'fries'] : ['cola', 'cake']).map((item) => ({ item, unit_price_minor: 400 })),
    }));
    await bistro.call('POST', '/api/orders', { json: orders });
    ({ page, complaints } = await openGuest());
  });
  afterEach(async () => {
    await browser.closePages();
  });

  async function openGuest(options: WatchOptions = {}) {
    const before = () => Object.defineProperty(navigator, 'webdriver', { get: () => false });
    return openWatchedPage(browser, await scanTable(7), { ...PHONE, before, expected: LATE_ANSWER, ...options });
  }

  /** The address that the code of a table holds, from the sheet to print. */
  async function scanTable(table: number): Promise<string> {
    const { body } = await test.app.inject(`/s/${bistro.store.slug}/tables`);
    const url = new RegExp(`href="([^"]+)" aria-label="Table ${table}"`).exec(body)?.[1] ?? '';
    const { pathname, search } = new URL(url);
    return origin + pathname + search;
  }

  const openItem = async (name: string) => {
    await page.getByRole('link', { name, exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  };
  const openCart = async () => {
    await page.getByRole('link', { name: 'Your order' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your order' }).waitFor();
  };
  /** By the round button of the dish itself. */
  const addFromMenu = (id: string) => page.locator(`.plus[data-add="${id}"]`).click();
  const suggestionOf = (name: string) => page.getByRole('button', { name: new RegExp(`^\\+€[\\d.]+ ${name}`) });

  /** Orders, waits until it is eaten, and holds the ledger to what each line must have. */
  async function orderAndSettle(credit?: Record<string, number>) {
    await page.getByRole('button', { name: 'Order now' }).click();
    // The kitchen of the demo goes on by the clock: on a busy machine the first sentence may be over.
    await page.locator('main[data-view="order"] h1').waitFor();
    const id = page
      .url()
      .replace(/.*\/orders\/(.{32}).*/, '$1')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, 'shop-$1-$2-$3-$4-');
    await bistro.call('PATCH', `/api/orders/${id}`, { json: { status: 'completed' } });
    // What the page told last may come a moment after the order.
    await page.waitForTimeout(1_000);
    if (credit) await expect.poll(async () => (await readLedger(id)).credit).toEqual(credit);
    return { id, ...(await readLedger(id)) };
  }

  async function readLedger(id: string) {
    await settleAttribution(test, bistro.store.id);
    const { body: order } = await bistro.call('GET', `/api/orders/${id}`);
    const { body } = await bistro.call('GET', `/api/orders/${id}/attribution`);
    interface Line {
      readonly item: string;
      readonly attributed_minor: number;
    }
    return { order, credit: Object.fromEntries(body.lines.map((line: Line) => [line.item, line.attributed_minor])) };
  }

  it('from the code on the table to the order: the ledger holds exactly the line that was suggested', async () => {
    expect(await page.getByText('You are at table 7.').isVisible()).toBe(true);
    await openItem('Burger');
    await page.getByRole('button', { name: 'Add to order' }).click();
    await suggestionOf('Fries').click();
    await openCart();
    expect(await page.locator('.line h2').allTextContents()).toEqual(['Burger', 'Fries']);
    expect(await page.locator('#total').textContent()).toBe('€17.00');
    const { order } = await orderAndSettle({ burger: 0, fries: 450 });
    expect(order).toMatchObject({
      ...{ status: 'completed', table: '7', channel: 'shop', visitor: null },
      lines: [
        { item: 'burger', quantity: 1, unit_price_minor: 1250, rec_id: null },
        { item: 'fries', quantity: 1, unit_price_minor: 450, rec_id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      ],
    });
    expect(complaints).toEqual([]);
  });

  it('only the unit from the suggestion is credited when the guest takes two more on their own, and one less', async () => {
    await openItem('Burger');
    await suggestionOf('Fries').click();
    await openCart();
    for (const _ of [1, 2]) await page.getByRole('button', { name: 'One more Fries' }).click();
    await page.getByRole('button', { name: 'One less Fries' }).click();
    const { order } = await orderAndSettle({ fries: 450 });
    expect(order.lines).toMatchObject([{ item: 'fries', quantity: 2 }]);
  });

  it('undo takes it back: bought without the suggestion then, it is not credited', async () => {
    await openItem('Burger');
    await suggestionOf('Fries').click();
    await page.getByRole('button', { name: 'Undo: Added Fries' }).click();
    await page.getByRole('link', { name: 'Menu', exact: true }).click();
    await addFromMenu('fries');
    await openCart();
    const { order } = await orderAndSettle({ fries: 0 });
    expect(order.lines).toMatchObject([{ item: 'fries', quantity: 1, unit_price_minor: 450 }]);
  });

  it('taking it out of the cart takes it back too', async () => {
    await openItem('Burger');
    await suggestionOf('Fries').click();
    await openCart();
    await page.getByRole('button', { name: 'Remove Fries' }).click();
    expect(await page.getByText('Nothing in it yet.').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'To the menu' }).click();
    await addFromMenu('fries');
    await openCart();
    await orderAndSettle({ fries: 0 });
  });

  it('taking it out after the page was loaded anew takes it back, proven as out of that suggestion', async () => {
    // With a yes the session goes on after the reload: without the removal what follows would be credited.
    await page.getByRole('button', { name: 'Allow' }).click();
    await openItem('Burger');
    await suggestionOf('Fries').click();
    await openCart();
    await page.reload();
    await page.getByRole('button', { name: 'Remove Fries' }).click();
    await page.getByText('Nothing in it yet.').waitFor();
    await page.getByRole('link', { name: 'To the menu' }).click();
    await addFromMenu('fries');
    await openCart();
    await orderAndSettle({ fries: 0 });
    const { body } = await bistro.call('GET', '/api/events?type=remove');
    expect(body.data).toMatchObject([{ event_type: 'remove', recommended_item_id: 'fries', verified: true }]);
  });

  it('an offer is shown beside the price before, in the list and in the cart, and charged', async () => {
    await bistro.call('PATCH', `/api/stores/${bistro.store.slug}`, { json: { max_offer_percent: 20 } });
    const json = { name: 'Offers', variant_settings: { offer_percent: 20 } };
    const { body: draft } = await bistro.call('POST', '/api/experiments', { json });
    await bistro.call('PUT', '/api/experiments/holdout', { json: { share: 0 } });
    expect((await bistro.call('POST', `/api/experiments/${draft.id}/start`)).body).toMatchObject({ status: 'running' });
    // A visitor of the side that gets offers; who that is, is drawn.
    let [visitor, variation] = ['', ''];
    for (let n = 0; variation !== 'variant'; n++) {
      visitor = `v_${String(n).padStart(32, '0')}`;
      const { body } = await bistro.call('GET', `/api/recommendations?visitor=${visitor}&consent=granted`);
      variation = body.variation;
    }
    await page.evaluate((id) => localStorage.setItem('pairwell.visitor', id), visitor);
    await page.getByRole('button', { name: 'Allow' }).click();
    await addFromMenu('burger');
    await openCart();
    // Cola is in 3 of 12 orders: 20 % x .75 = 15 % of 3.50, rounded in the shop's favour.
    const card = page.locator('.pw-card', { hasText: 'Cola' });
    await card.getByText('Before: €3.50').waitFor();
    await card.getByRole('button', { name: 'Add €2.98 Cola' }).click();
    const line = page.locator('.line', { hasText: 'Cola' });
    expect(await line.locator('.words').textContent()).toBe('ColaBefore: €3.50. Now: €3.50€2.98');
    expect(await page.locator('#total').textContent()).toBe('€15.48');
    const { order } = await orderAndSettle({ burger: 0, cola: 298 });
    expect(order.lines).toMatchObject([
      { discount_minor: 0 },
      { item: 'cola', unit_price_minor: 350, discount_minor: 52 },
    ]);
    expect(await page.locator('.bill').textContent()).toMatch(/1 × Cola \(€0.52 off\)€2.98\s*Total€15.48/);
    expect(complaints).toEqual([]);
  });

  it('what was seen as a suggestion and bought without it is not credited', async () => {
    await openItem('Burger');
    await suggestionOf('Fries').waitFor();
    await page.waitForTimeout(1_500);
    await page.getByRole('button', { name: 'Add to order' }).click();
    await page.getByRole('link', { name: 'Menu', exact: true }).click();
    await addFromMenu('fries');
    await openCart();
    await orderAndSettle({ burger: 0, fries: 0 });
  });

  it('what was in the cart already is not credited, when the suggestion is tapped before the list has caught up', async () => {
    await openItem('Burger');
    await suggestionOf('Fries').waitFor();
    // From now on no new list comes, as on a bad line: the old one still offers fries.
    await page.route('**/api/recommendations/batch*', () => undefined);
    await page.evaluate(() => {
      const button = document.createElement('button');
      Object.assign(button.dataset, { add: 'fries', name: 'Fries', price: '450', picture: '' });
      button.textContent = 'Own fries';
      document.querySelector('main')?.append(button);
    });
    await page.getByRole('button', { name: 'Own fries' }).click();
    await page.getByRole('link', { name: 'Fries', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Fries' }).waitFor();
    await openCart();
    const { order } = await orderAndSettle({ fries: 0 });
    expect(order.lines).toMatchObject([{ item: 'fries', quantity: 1 }]);
  });

  it('a refund takes the credit back', async () => {
    await openItem('Burger');
    await suggestionOf('Fries').click();
    await openCart();
    const { id } = await orderAndSettle({ fries: 450 });
    const refund = { id: 'r1', line: 1, quantity: 1, amount_minor: 450 };
    await bistro.call('POST', `/api/orders/${id}/refunds`, { json: refund });
    expect((await readLedger(id)).credit).toEqual({ fries: 0 });
  });

  it('a price that has changed and a dish that is sold out are told, and nothing is ordered', async () => {
    await addFromMenu('cola');
    await addFromMenu('cake');
    await openCart();
    await bistro.call('PATCH', '/api/items/cola', { json: { price_minor: 390 } });
    await bistro.call('PATCH', '/api/items/cake', { json: { available: false } });
    await page.getByRole('button', { name: 'Order now' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toBe(
      'Cola now costs €3.90. Cake is sold out and was taken out. Nothing was ordered yet: please look again.',
    );
    expect(await page.locator('#total').textContent()).toBe('€3.90');
    const { order } = await orderAndSettle();
    expect(order.lines).toMatchObject([{ item: 'cola', unit_price_minor: 390 }]);
  });

  it('goes through its pages in one document: the session lives on, and nothing is stored before a yes', async () => {
    const session = () =>
      page.evaluate(() => {
        let found = '';
        window.pairwell?.('session', (ids: { session: string }) => (found = ids.session));
        return found;
      });
    await page.locator('.dish').first().waitFor();
    await expect.poll(session).toMatch(/^s_/);
    const first = await session();
    await openItem('Burger');
    await openCart();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Burger' }).waitFor();
    expect(await session()).toBe(first);
    expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({});
    expect(await page.context().cookies()).toEqual([]);
    await page.getByRole('button', { name: 'Allow' }).click();
    const kept = await page.evaluate(() => Object.keys(localStorage).sort());
    expect(kept).toContain('shop.consent');
    expect(await session()).toBe(first);
  });

  it('knows a regular who signs in', async () => {
    await bistro.call('POST', '/api/orders', {
      json: ['a', 'b', 'c'].map((id) => ({
        ...{ id: `regular-${id}`, customer: 'anna', ordered_at: new Date(Date.now() - 86_400_000).toISOString() },
        lines: [{ item: 'salad', unit_price_minor: 800 }],
      })),
    });
    await page.getByRole('button', { name: 'Sign in as a regular (demo)' }).click();
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
    await page
      .getByText(/Welcome back! You loved/)
      .first()
      .waitFor();
    await page
      .getByRole('button', { name: /^Add Salad/ })
      .last()
      .click();
    await openCart();
    expect((await orderAndSettle()).order.customer).toBe('anna');
  });

  it('can be read without script', async () => {
    const { page: plain } = await openGuest({ javaScriptEnabled: false });
    expect(await plain.locator('noscript').first().textContent()).toContain('Ordering from this page needs JavaScript');
    await plain.getByRole('link', { name: 'Burger' }).click();
    expect(await plain.getByRole('heading', { level: 1, name: 'Burger' }).isVisible()).toBe(true);
    expect(await plain.getByRole('button').count()).toBe(0);
  });

  it.each(['light', 'dark'] as const)('has no fault that axe finds on any page, in %s', async (colorScheme) => {
    await page.close();
    ({ page } = await openGuest({ colorScheme }));
    const faults: string[] = [];
    const look = async (name: string) => {
      faults.push(...(await violationsOf(page)).map((fault) => `${name}: ${fault}`));
      const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      if (isWide) faults.push(`${name}: wider than the phone`);
    };
    await page.locator('.pw-card').first().waitFor();
    await look('menu');
    await openItem('Burger');
    await suggestionOf('Fries').click();
    await look('item');
    await openCart();
    await look('cart');
    await page.getByRole('button', { name: 'Order now' }).click();
    await page.getByRole('heading', { name: 'We have your order.' }).waitFor();
    await look('order');
    await page.goto((await scanTable(1)).replace(/\?.*/, '/tables'));
    await look('tables');
    expect(faults).toEqual([]);
  });
});
