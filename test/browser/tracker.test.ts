import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventBatchSchema, eventSchema } from '../../src/contract/event.ts';
import type {} from '../../src/storefront/link.ts';
import { findBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import { openPage, waitUntil } from '../support/storefront-page.ts';
import { answerWith, makeSlots, openShop, type Shop } from '../support/storefront-shop.ts';

describe.skipIf(findBrowser() === null)('browser: the tracker', () => {
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

  const stored = (page: Page) => page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)].flat());
  const idsOf = (page: Page) =>
    page.evaluate(
      () =>
        new Promise<{ session: string; visitor?: string }>((resolve) => {
          window.pairwell?.('session', resolve);
        }),
    );

  describe('what was seen', () => {
    const tall = (place: string) => `<div class="tall">${place}</div>`;
    const far = `${tall('a')}<pairwell-recommendations placement="cart"></pairwell-recommendations>${tall('b')}`;

    it('counts a card after a second in view, the list in both arms, each once', async () => {
      await openPage(browser, shop);
      await waitUntil('the cards are seen', () => shop.events('impression').length === 3);
      expect(shop.events('impression').map(({ item, position }) => [item, position])).toEqual([
        ['fries', 1],
        ['cola', 2],
        ['salad', 3],
      ]);
      expect(shop.events('exposure')).toHaveLength(1);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(shop.events()).toHaveLength(4);
    });

    it('counts the place of an answer without suggestions: the guest is in the group that gets none', async () => {
      shop.answer(answerWith(() => []));
      const { page, complaints } = await openPage(browser, shop);
      await waitUntil('the place is seen', () => shop.events('exposure').length === 1);
      expect(shop.events('exposure')[0]).toMatchObject({ placement: 'cart' });
      expect(shop.events('exposure')[0]?.token).toMatch(/^token-/);
      expect(await page.locator('.pw-group').isVisible()).toBe(false);
      expect(complaints).toEqual([]);
    });

    it('does not count what is below the fold, until it is scrolled into view for a second', async () => {
      shop.setPage('/shop.css', '.tall { block-size: 3000px; }');
      const { page } = await openPage(browser, shop, { body: far });
      await waitUntil('it is answered', () => shop.asked.length === 1);
      await page.waitForTimeout(1_500);
      expect(shop.events()).toEqual([]);
      // Seen in passing: a part of a second is none.
      const element = page.locator('pairwell-recommendations');
      // The page itself scrolls on: what is said to it from here may arrive when the second is over.
      await element.evaluate(async (list) => {
        list.scrollIntoView({ block: 'center', behavior: 'instant' });
        await new Promise((resolve) => setTimeout(resolve, 300));
        scrollTo({ top: 0, behavior: 'instant' });
      });
      await page.waitForTimeout(1_500);
      expect(shop.events()).toEqual([]);
      await element.scrollIntoViewIfNeeded();
      await waitUntil('the cards are seen', () => shop.events('impression').length === 3);
    });

    it('counts the place of an empty list also when it lies below, where its room was given back', async () => {
      shop.setPage('/shop.css', '.tall { block-size: 3000px; }');
      shop.answer(answerWith(() => []));
      const { page } = await openPage(browser, shop, { body: far });
      const element = page.locator('pairwell-recommendations');
      await page.locator('.pw-closed').waitFor({ state: 'attached' });
      await page.waitForTimeout(1_500);
      expect(shop.events()).toEqual([]);
      expect((await element.boundingBox())?.height).toBeLessThanOrEqual(1);
      // The list is seen where the other group sees its first card: at the top of its place.
      await element.evaluate((list) => list.scrollIntoView({ block: 'center' }));
      await waitUntil('the place is seen', () => shop.events('exposure').length === 1);
    });

    it('does not count a card of which less than half is in view', async () => {
      // The cards of a list are 92 px high, with 12 px between them: 40 px of the second one are in view.
      shop.setPage('/shop.css', 'body { margin: 0; } h1 { display: none; } .tall { block-size: 3000px; }');
      const { page } = await openPage(browser, shop, { body: far, viewport: { width: 800, height: 600 } });
      await page.locator('.pw-card').nth(2).waitFor();
      await page.evaluate(() => {
        const shadow = document.querySelector('pairwell-recommendations')?.shadowRoot;
        const second = shadow?.querySelectorAll('.pw-card')[1];
        scrollTo(0, Number(second?.getBoundingClientRect().top) + scrollY - innerHeight + 40);
      });
      await waitUntil('the first card is seen', () => shop.events('impression').length > 0);
      await page.waitForTimeout(1_200);
      expect(shop.events('impression').map(({ item }) => item)).toEqual(['fries']);
    });

    it('counts a very large card when 30 % of it is in view', async () => {
      shop.setPage(
        '/shop.css',
        `body { margin: 0; } h1 { display: none; } .tall { block-size: 3000px; }
         pairwell-recommendations::part(card) { block-size: 1000px; }`,
      );
      shop.answer(answerWith(() => makeSlots(['poster'])));
      // 780 x 1000 px: 400 px of it are 40 %.
      const { page } = await openPage(browser, shop, { body: far, viewport: { width: 800, height: 600 } });
      await page.locator('.pw-card').waitFor();
      await page.evaluate(() => {
        const card = document.querySelector('pairwell-recommendations')?.shadowRoot?.querySelector('.pw-card');
        scrollTo(0, Number(card?.getBoundingClientRect().top) + scrollY - innerHeight + 400);
      });
      await waitUntil('it is seen', () => shop.events('impression').length === 1);
    });

    it('does not count in a tab without the focus', async () => {
      const { page } = await openPage(browser, shop, {
        before: () => {
          document.hasFocus = () => false;
        },
      });
      await page.locator('.pw-card').first().waitFor();
      await page.waitForTimeout(1_500);
      expect(shop.events()).toEqual([]);
      await page.evaluate(() => {
        document.hasFocus = () => true;
        dispatchEvent(new Event('focus'));
      });
      await waitUntil('the cards are seen', () => shop.events('impression').length === 3);
    });
  });

  describe('what is said of an event', () => {
    it('keeps to the contract, with cart, session and the clock of the server', async () => {
      const { page } = await openPage(browser, shop, {
        script: 'data-table="7" data-customer="anna" data-customer-token="t"',
      });
      await page.evaluate(() => window.pairwell?.('cart', [{ id: 'burger', quantity: 2 }, { id: 'cola' }]));
      await page.locator('.pw-add').first().click();
      await waitUntil('the add is reported', () => shop.events('add').length === 1);
      for (const batch of shop.batches) {
        const { events, ...envelope } = eventBatchSchema.parse(batch);
        expect(envelope).toMatchObject({ consent: 'pending', table: '7', customer: 'anna', customer_token: 't' });
        for (const event of events) eventSchema.parse(event);
      }
      const [add] = shop.events('add');
      expect(add?.context).toMatchObject({ cart_size: 3, cart_items: ['burger', 'cola', 'fries'] });
      expect(add?.context?.session_duration).toBeLessThan(60);
      // The server of this test lives in 2030: rec_id says so, and the tracker goes by it.
      expect(add?.occurred_at).toMatch(/^2030-01-01T00:0/);
      const madeMs = Number.parseInt(String(add?.event_id).replace('-', '').slice(0, 12), 16);
      expect(new Date(madeMs).toISOString()).toMatch(/^2030-01-01T00:0/);
      expect(shop.contentTypes).toContain('/api/events text/plain');
    });

    it('says of a device of the staff, and of a browser that a program drives, that they are: asking and telling', async () => {
      await openPage(browser, shop, { before: () => localStorage.setItem('pairwell.staff', '1') });
      await waitUntil('the cards are seen', () => shop.events('impression').length === 3);
      for (const told of [...shop.asked, ...shop.batches]) expect(told).toMatchObject({ staff: true, automated: true });
    });

    it('sends many events in batches, none twice', async () => {
      const { page } = await openPage(browser, shop, { body: '' });
      await page.evaluate(() => {
        for (let count = 0; count < 120; count++) window.pairwell?.('view', `item-${count}`);
      });
      await waitUntil('all are sent', () => shop.events('view').length === 120);
      expect(shop.batches.every(({ events }) => events.length <= 50)).toBe(true);
      expect(new Set(shop.events().map((event) => event.event_id)).size).toBe(120);
    });

    it('keeps batches small enough for a page that is left: ids of 200 characters', async () => {
      const { page } = await openPage(browser, shop, { body: '' });
      await page.evaluate(() => {
        const lines = Array.from({ length: 50 }, (_, index) => ({ id: `${index}-${'x'.repeat(190)}` }));
        window.pairwell?.('cart', lines);
        for (let count = 0; count < 10; count++) window.pairwell?.('view', `item-${count}`);
      });
      await waitUntil('all are sent', () => shop.events('view').length === 10);
      for (const batch of shop.batches) expect(JSON.stringify(batch).length).toBeLessThanOrEqual(32_768);
    });

    it('sends what waits when the page is left', async () => {
      const { page } = await openPage(browser, shop, { body: '' });
      await page.evaluate(() => window.pairwell?.('view', 'soup'));
      await page.goto('about:blank');
      await waitUntil('the view arrives', () => shop.events('view').length === 1);
    });

    it('keeps events while the server fails, and sends them with the page', async () => {
      shop.setEventStatus(503);
      const { page } = await openPage(browser, shop, { body: '' });
      await page.evaluate(() => window.pairwell?.('view', 'soup'));
      await waitUntil('it was tried', () => shop.contentTypes.length === 1);
      shop.setEventStatus(200);
      await page.waitForTimeout(200);
      await page.goto('about:blank');
      await waitUntil('the view arrives', () => shop.events('view').length === 1);
    });
  });

  describe('consent', () => {
    it('pending: nothing is stored, no visitor is sent, the session lives in memory', async () => {
      const { page } = await openPage(browser, shop);
      await waitUntil('the cards are seen', () => shop.events('impression').length === 3);
      expect(await stored(page)).toEqual([]);
      expect(await page.context().cookies()).toEqual([]);
      expect(shop.asked[0]).toMatchObject({ consent: 'pending' });
      expect(shop.asked[0]).not.toHaveProperty('visitor');
      expect(shop.batches[0]).not.toHaveProperty('visitor');
      expect(shop.batches[0]?.session).toBe(shop.asked[0]?.session);
      expect(shop.asked[0]?.session).toMatch(/^s_[0-9a-f]{32}$/);
      await page.reload();
      await waitUntil('it asks again', () => shop.asked.length === 2);
      expect(shop.asked[1]?.session).not.toBe(shop.asked[0]?.session);
    });

    it('granted: visitor and session are known again on the next page', async () => {
      const { page } = await openPage(browser, shop, { script: 'data-consent="granted"' });
      await waitUntil('it asks', () => shop.asked.length === 1);
      await page.reload();
      await waitUntil('it asks again', () => shop.asked.length === 2);
      const [first, second] = shop.asked;
      expect(first?.visitor).toMatch(/^v_[0-9a-f]{32}$/);
      expect(second).toMatchObject({ consent: 'granted', visitor: first?.visitor, session: first?.session });
      expect(await page.context().cookies()).toEqual([]);
    });

    it('granted later: from then on; denied later: everything that was kept is gone', async () => {
      const { page } = await openPage(browser, shop, { body: '' });
      const before = await idsOf(page);
      await page.evaluate(() => window.pairwell?.('consent', 'granted'));
      const granted = await idsOf(page);
      expect(granted.session).toBe(before.session);
      expect(granted.visitor).toMatch(/^v_/);
      expect((await stored(page)).sort()).toEqual(['pairwell.session', 'pairwell.visitor']);
      await page.evaluate(() => window.pairwell?.('consent', 'denied'));
      const denied = await idsOf(page);
      expect(await stored(page)).toEqual([]);
      expect(denied.visitor).toBeUndefined();
      expect(denied.session).not.toBe(granted.session);
    });

    it('waits in the queue that the page makes before the script is there', async () => {
      await openPage(browser, shop, {
        before: () => {
          const q: unknown[][] = [];
          const stub = (...call: unknown[]) => void q.push(call);
          window.pairwell = Object.assign(stub, { q });
          window.pairwell('consent', 'granted');
          window.pairwell('cart', [{ id: 'burger' }]);
        },
      });
      await waitUntil('it asks', () => shop.asked.length === 1);
      expect(shop.asked[0]).toMatchObject({ consent: 'granted', cart: ['burger'] });
    });

    it('Global Privacy Control is a refusal, whatever the page says', async () => {
      const { page } = await openPage(browser, shop, {
        script: 'data-consent="granted"',
        before: () => Object.assign(Navigator.prototype, { globalPrivacyControl: true }),
      });
      await waitUntil('it asks', () => shop.asked.length === 1);
      expect(shop.asked[0]).toMatchObject({ consent: 'denied' });
      expect(shop.asked[0]).not.toHaveProperty('visitor');
      expect(await stored(page)).toEqual([]);
    });

    it('ends a session after 30 minutes without use, and after 24 hours', async () => {
      const { page } = await openPage(browser, shop, { body: '', script: 'data-consent="granted"' });
      const { session } = await idsOf(page);
      const age = (startedAgoMin: number, usedAgoMin: number) =>
        page.evaluate(
          ([id, started, used]) => {
            const times = [started, used].map((minutes) => Date.now() - Number(minutes) * 60_000);
            localStorage.setItem('pairwell.session', JSON.stringify([id, ...times]));
          },
          [session, startedAgoMin, usedAgoMin],
        );
      await age(300, 29);
      expect((await idsOf(page)).session).toBe(session);
      await age(300, 31);
      expect((await idsOf(page)).session).not.toBe(session);
      await age(24 * 60 + 1, 1);
      expect((await idsOf(page)).session).not.toBe(session);
    });

    it('can be switched off in one browser', async () => {
      const { page } = await openPage(browser, shop, { before: () => localStorage.setItem('pairwell.disabled', '1') });
      await page.waitForTimeout(500);
      expect(shop.asked).toEqual([]);
      expect(await page.evaluate(() => window.pairwell)).toBeUndefined();
    });
  });

  describe('a page that speaks GA4', () => {
    it('is listened to: what is in its data layer, and what comes', async () => {
      const { page } = await openPage(browser, shop, {
        before: () => {
          window.dataLayer = [{ event: 'view_item', ecommerce: { items: [{ item_id: 'burger' }] } }];
        },
      });
      await page.locator('.pw-card').first().waitFor();
      await page.evaluate(() => {
        const items = [{ item_id: 'cola', quantity: 2 }];
        window.dataLayer?.push({ ecommerce: null }, { event: 'add_to_cart', ecommerce: { items } });
        window.dataLayer?.push(['event', 'remove_from_cart', { items: [{ item_id: 'cola' }] }]);
        window.dataLayer?.push({ event: 'select_item', ecommerce: { items: [{ item_id: 'tea' }] } }, null, 'noise');
      });
      await waitUntil('all are reported', () => shop.events('remove').length === 1);
      expect(shop.events('view')).toMatchObject([{ item: 'burger' }]);
      expect(shop.events('add')).toMatchObject([{ item: 'cola', quantity: 2, in_cart_before: 0 }]);
      expect(shop.events('remove')).toMatchObject([{ item: 'cola', quantity: 1, in_cart_before: 2 }]);
      await waitUntil('it asks for the new cart', () => shop.asked.at(-1)?.cart[0] === 'cola');
      expect(shop.events('click')).toEqual([]);
    });

    it('does not count again what the widget added', async () => {
      const { page } = await openPage(browser, shop, {
        before: () => {
          window.dataLayer = [];
          document.addEventListener('pairwell:add', (event) => {
            const { item } = (event as CustomEvent).detail;
            const told = { event: 'add_to_cart', ecommerce: { items: [{ item_id: item.id, quantity: 1 }] } };
            setTimeout(() => window.dataLayer?.push(told), 50);
          });
        },
      });
      await page.locator('.pw-add').first().click();
      await waitUntil('the add is reported', () => shop.events('add').length > 0);
      await page.waitForTimeout(1_300);
      expect(shop.events('add')).toMatchObject([{ item: 'fries', position: 1 }]);
      const units = await page.evaluate(() => window.pairwell?.link?.cart.quantityOf('fries'));
      expect(units).toBe(1);
    });

    it('is left alone where the page says so, and where there is no data layer', async () => {
      const { page } = await openPage(browser, shop, {
        script: 'data-cart-events="off"',
        before: () => {
          window.dataLayer = [];
        },
      });
      await page.locator('.pw-card').first().waitFor();
      await page.evaluate(() => {
        window.dataLayer?.push({ event: 'view_item', ecommerce: { items: [{ item_id: 'burger' }] } });
      });
      await waitUntil('the cards are seen', () => shop.events('impression').length === 3);
      expect(shop.events('view')).toEqual([]);
      const other = await openPage(browser, shop);
      expect(await other.page.evaluate(() => 'dataLayer' in window)).toBe(false);
    });
  });

  it('reports what the page tells of its own items, and says what it does not understand', async () => {
    const { page, complaints } = await openPage(browser, shop, { body: '' });
    await page.evaluate(() => {
      window.pairwell?.('view', 'soup');
      window.pairwell?.('add', 'soup', 2);
      window.pairwell?.('remove', 'soup', 1);
      window.pairwell?.('identify', 'anna', 'token');
      window.pairwell?.('order');
      window.pairwell?.('dance');
    });
    await waitUntil('all are reported', () => shop.events().length === 3);
    expect(shop.events().map(({ type, item, quantity }) => [type, item, quantity])).toEqual([
      ['view', 'soup', undefined],
      ['add', 'soup', 2],
      ['remove', 'soup', 1],
    ]);
    expect(shop.batches[0]).toMatchObject({ customer: 'anna', customer_token: 'token' });
    expect(complaints).toEqual(['Pairwell: TypeError: no command "dance"']);
  });
});
