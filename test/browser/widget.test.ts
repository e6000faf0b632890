import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {} from '../../src/storefront/link.ts';
import { findBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import { openPage, waitUntil } from '../support/storefront-page.ts';
import { answerWith, makeSlots, openShop, type Shop } from '../support/storefront-shop.ts';

describe.skipIf(findBrowser() === null)('browser: the widget', () => {
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

  it('shows name, price, reason, social proof and badge under a strict policy, without a complaint', async () => {
    shop.answer(answerWith(() => makeSlots(['fries'], { badge: 'Hot' })));
    const { page, complaints } = await openPage(browser, shop);
    const card = page.locator('.pw-card');
    // 450 in euros of a German store; the button of a cart says the price.
    await card.getByRole('button', { name: 'Add 4,50 € Fries' }).waitFor();
    for (const text of ['Fries', 'Often ordered with Burger', '12 orders had both', 'Hot']) {
      expect(await card.getByText(text, { exact: true }).isVisible()).toBe(true);
    }
    expect(await page.getByRole('heading', { name: 'Complete Your Order' }).isVisible()).toBe(true);
    expect(await page.getByRole('group', { name: 'Complete Your Order' }).isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it.each([
    ['JPY', 'ja-JP', '￥450'],
    ['KWD', 'en-GB', 'KWD 0.450'],
    ['INR', 'en-IN', '₹4.50'],
  ])('counts minor units as the currency does: %s', async (currency, locale, price) => {
    shop.answer((_asked, response) => {
      const answer = {
        rec_id: '01980000-0000-7000-8000-000000000000',
        currency,
        locale,
        placement: 'menu',
        level: null,
      };
      response.end(JSON.stringify({ recommendations: [{ ...answer, slots: makeSlots(['rice']) }] }));
    });
    const { page } = await openPage(browser, shop, { body: '<pairwell-recommendations></pairwell-recommendations>' });
    const text = await page.locator('.pw-price').textContent();
    expect(text?.replace(/\s/g, ' ')).toBe(price);
  });

  it('asks for all places of a page in one call, and leaves its own size to each', async () => {
    const { page } = await openPage(browser, shop, {
      body: `<pairwell-recommendations placement="trending"></pairwell-recommendations>
        <pairwell-recommendations placement="item" item="burger"></pairwell-recommendations>
        <pairwell-recommendations placement="cart" cart="burger, cola"></pairwell-recommendations>`,
    });
    await page.locator('.pw-card').last().waitFor();
    expect(shop.asked).toHaveLength(1);
    expect(shop.asked[0]?.slots).toEqual([
      { placement: 'menu', types: ['trending'], limit: 5 },
      { placement: 'item', item: 'burger', limit: 3 },
      { placement: 'cart', limit: 3 },
    ]);
    expect(shop.asked[0]?.cart).toEqual(['burger', 'cola']);
    expect(shop.contentTypes).toContain('/api/recommendations/batch text/plain');
  });

  it('adds nothing by itself; a tap tells the page, is announced, and can be taken back', async () => {
    const { page } = await openPage(browser, shop);
    await page.evaluate(() => {
      const told: unknown[] = [];
      Object.assign(window, { told });
      for (const type of ['pairwell:add', 'pairwell:undo']) {
        document.addEventListener(type, (event) => {
          const { failed: _failed, ...detail } = (event as CustomEvent).detail;
          told.push([type, detail]);
        });
      }
      window.pairwell?.('cart', [{ id: 'fries', quantity: 2 }]);
    });
    const told = () => page.evaluate(() => (window as unknown as { told: [string, object][] }).told);
    const button = page.locator('.pw-add').first();
    await button.waitFor();
    expect(await told()).toEqual([]);
    await button.click();
    const status = page.getByRole('status');
    expect(await status.textContent()).toBe('Added Fries');
    expect(await button.getAttribute('aria-label')).toBe('Undo: Added Fries');
    await button.click();
    expect(await status.textContent()).toBe('Fries was taken out again');
    const detail = { item: { id: 'fries', name: 'Fries', price_minor: 450 }, quantity: 1, position: 1 };
    expect(await told()).toMatchObject([
      ['pairwell:add', detail],
      ['pairwell:undo', detail],
    ]);
    await waitUntil('add and remove are reported', () => shop.events('remove').length === 1);
    expect(shop.events('add')).toMatchObject([
      {
        item: 'fries',
        quantity: 1,
        in_cart_before: 2,
        position: 1,
        placement: 'cart',
        recommendation_type: 'complement',
      },
    ]);
    expect(shop.events('add')[0]?.token).toMatch(/^token-/);
    expect(shop.events('remove')).toMatchObject([{ item: 'fries', quantity: 1, in_cart_before: 3 }]);
  });

  it('takes an addition back that the page says failed, and reports none that the page refuses', async () => {
    const { page } = await openPage(browser, shop);
    await page.evaluate(() => {
      document.addEventListener('pairwell:add', (event) => {
        const { item, failed } = (event as CustomEvent).detail;
        if (item.id === 'cola') event.preventDefault();
        else setTimeout(failed, 50);
      });
    });
    await page.locator('.pw-add').nth(1).click();
    expect(await page.locator('.pw-add').nth(1).textContent()).toContain('Add');
    await page.locator('.pw-add').first().click();
    await page.getByText('Could not add Fries').waitFor({ state: 'attached' });
    expect(await page.locator('.pw-add').first().textContent()).toContain('Add');
    await waitUntil('the failure is reported', () => shop.events('remove').length === 1);
    expect(shop.events('add').map(({ item }) => item)).toEqual(['fries']);
  });

  it('asks again when the page tells of another cart, and moves no card that stays', async () => {
    const { page } = await openPage(browser, shop);
    await page.locator('.pw-card').nth(2).waitFor();
    shop.answer(answerWith(() => makeSlots(['tea', 'salad', 'fries'])));
    await page.evaluate(() => {
      const first = document.querySelector('pairwell-recommendations')?.shadowRoot?.querySelector('.pw-card');
      Object.assign(window, { first });
      for (const quantity of [1, 2, 3]) window.pairwell?.('cart', [{ id: 'cola', quantity }]);
    });
    await page.getByText('Tea', { exact: true }).waitFor();
    // Fries and salad stay where they were; tea takes the place of cola.
    expect(await page.locator('.pw-name').allTextContents()).toEqual(['Fries', 'Tea', 'Salad']);
    const isSame = await page.evaluate(() => {
      const now = document.querySelector('pairwell-recommendations')?.shadowRoot?.querySelector('.pw-card');
      return now === (window as unknown as { first: Element }).first;
    });
    expect(isSame).toBe(true);
    expect(shop.asked.map(({ cart }) => cart)).toEqual([[], ['cola']]);
  });

  it('keeps an item that was just added, to be taken back, and keeps the focus on it', async () => {
    const { page } = await openPage(browser, shop);
    await page.locator('.pw-add').first().press('Enter');
    shop.answer(answerWith(() => makeSlots(['cola', 'salad', 'tea'])));
    await page.evaluate(() => window.pairwell?.('cart', [{ id: 'fries', quantity: 1 }]));
    await waitUntil('it asks again', () => shop.asked.length === 2);
    await page.waitForTimeout(100);
    expect(await page.locator('.pw-name').allTextContents()).toEqual(['Fries', 'Cola', 'Salad']);
    const focused = await page.evaluate(
      () => document.activeElement?.shadowRoot?.activeElement?.getAttribute('aria-label') ?? null,
    );
    expect(focused).toBe('Undo: Added Fries');
  });

  it('dismisses for the visit: the card goes, focus moves on, the next question leaves it out', async () => {
    const { page } = await openPage(browser, shop, { script: 'data-consent="granted"' });
    await page.locator('.pw-card').first().hover();
    await page.getByRole('button', { name: 'Do not suggest Fries' }).click();
    expect(await page.locator('.pw-name').allTextContents()).toEqual(['Cola', 'Salad']);
    expect(await page.getByRole('status').textContent()).toBe('Fries will not be suggested again in this visit');
    const focused = await page.evaluate(
      () => document.activeElement?.shadowRoot?.activeElement?.getAttribute('aria-label') ?? null,
    );
    expect(focused).toContain('Cola');
    await waitUntil('it is reported', () => shop.events('dismiss').length === 1);
    await page.reload();
    await waitUntil('it asks again', () => shop.asked.length === 2);
    expect(shop.asked[1]?.exclude).toEqual(['fries']);
  });

  it('can be used with the keyboard alone, in the order of reading', async () => {
    const { page } = await openPage(browser, shop, {
      body: '<pairwell-recommendations placement="item" item="burger" item-url="/items/{id}"></pairwell-recommendations>',
    });
    await page.locator('.pw-card').nth(2).waitFor();
    const names: (string | null | undefined)[] = [];
    for (let step = 0; step < 4; step++) {
      await page.keyboard.press('Tab');
      names.push(
        await page.evaluate(() => {
          const focused = document.activeElement?.shadowRoot?.activeElement;
          return focused?.getAttribute('aria-label') ?? focused?.textContent;
        }),
      );
    }
    expect(names.map((name) => name?.replace(/\s/g, ' '))).toEqual([
      'Fries',
      'Add Fries, 4,50 €',
      'Do not suggest Fries',
      'Cola',
    ]);
    const outline = await page.evaluate(() => {
      const focused = document.activeElement?.shadowRoot?.activeElement;
      return focused ? getComputedStyle(focused).outlineStyle : '';
    });
    expect(outline).toBe('solid');
  });

  it('links names to the pages of items, and tells the page, which may go there in its own way', async () => {
    const { page } = await openPage(browser, shop, {
      body: '<pairwell-recommendations placement="item" item="burger" item-url="/items/{id}?from={position}"></pairwell-recommendations>',
    });
    await page.evaluate(() => document.addEventListener('pairwell:select', (event) => event.preventDefault()));
    const link = page.getByRole('link', { name: 'Cola' });
    expect(await link.getAttribute('href')).toBe('/items/cola?from=2');
    await link.click();
    expect(new URL(page.url()).pathname).toBe('/');
    await waitUntil('the click is reported', () => shop.events('click').length === 1);
    expect(shop.events('click')).toMatchObject([{ item: 'cola', position: 2, source_item: 'burger' }]);
  });

  it('fills the cart of a page by its form', async () => {
    const { page } = await openPage(browser, shop, {
      body: '<pairwell-recommendations placement="cart" add-url="/cart/add?id={id}"></pairwell-recommendations>',
    });
    shop.setPage('/cart/add', '<title>Cart</title>');
    const posted = page.waitForRequest((request) => request.method() === 'POST' && request.url().includes('/cart/add'));
    await page.locator('.pw-add').first().click();
    const request = await posted;
    expect(request.url()).toBe(`${shop.origin}/cart/add?id=fries`);
    expect(request.postData()).toMatch(/^id=fries&quantity=1&rec_id=/);
    await waitUntil('the add is reported on the way out', () => shop.events('add').length === 1);
  });

  it('shows the whole of its heading on a phone', async () => {
    const { page } = await openPage(browser, shop, {
      body: '<pairwell-recommendations placement="item" item="a" heading="Frequently Bought Together"></pairwell-recommendations>',
      viewport: { width: 390, height: 844 },
    });
    await page.locator('.pw-card').first().waitFor();
    const cut = await page
      .locator('.pw-heading')
      .evaluate((one) => [one.scrollWidth - one.clientWidth, one.scrollHeight - one.clientHeight]);
    expect(cut).toEqual([0, 0]);
  });

  it('has buttons of 44 pixels, also on a phone', async () => {
    const { page } = await openPage(browser, shop, { viewport: { width: 360, height: 700 } });
    await page.locator('.pw-add').first().waitFor();
    for (const box of await page.locator('.pw-add').all()) {
      const size = await box.boundingBox();
      expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  it('stands from right to left where the page does, and its buttons scroll that way', async () => {
    const body = '<pairwell-recommendations placement="menu"></pairwell-recommendations>';
    const { page } = await openPage(browser, shop, {
      body,
      html: 'lang="ar" dir="rtl"',
      viewport: { width: 500, height: 700 },
    });
    await page.locator('.pw-card').nth(1).waitFor();
    const lefts = await Promise.all((await page.locator('.pw-card').all()).map((card) => card.boundingBox()));
    expect(Number(lefts[0]?.x)).toBeGreaterThan(Number(lefts[1]?.x));
    await page.getByRole('button', { name: 'More suggestions' }).click();
    await page.waitForFunction(
      () =>
        Number(document.querySelector('pairwell-recommendations')?.shadowRoot?.querySelector('ul')?.scrollLeft) < -100,
    );
  });

  it.each([
    ['light', 'rgb(255, 255, 255)'],
    ['dark', 'rgb(21, 23, 26)'],
  ] as const)('follows the colour scheme of the guest where the page wants it: %s', async (colorScheme, background) => {
    const body = '<pairwell-recommendations placement="menu" theme="auto"></pairwell-recommendations>';
    const { page } = await openPage(browser, shop, { body, colorScheme });
    await page.locator('.pw-card').first().waitFor();
    expect(await page.locator('.pw-root').evaluate((root) => getComputedStyle(root).backgroundColor)).toBe(background);
  });

  it('takes colours from custom properties and styles from parts', async () => {
    shop.setPage(
      '/shop.css',
      `pairwell-recommendations { --pairwell-button: rgb(1, 2, 3); }
       pairwell-recommendations::part(name) { font-style: italic; }`,
    );
    const { page } = await openPage(browser, shop);
    await page.locator('.pw-add').first().waitFor();
    const style = (selector: string, property: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property);
    expect(await style('.pw-add', 'background-color')).toBe('rgb(1, 2, 3)');
    expect(await style('.pw-name', 'font-style')).toBe('italic');
  });

  it('moves without motion where the guest wants none', async () => {
    const body = '<pairwell-recommendations placement="menu"></pairwell-recommendations>';
    const viewport = { width: 400, height: 700 };
    const { page } = await openPage(browser, shop, { body, viewport, reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'More suggestions' }).waitFor();
    const jump = await page.evaluate(() => {
      const shadow = document.querySelector('pairwell-recommendations')?.shadowRoot;
      const list = shadow?.querySelector('ul');
      shadow?.querySelector<HTMLElement>('.pw-next')?.click();
      return list?.scrollLeft ?? 0;
    });
    expect(jump).toBeGreaterThan(100);
  });

  it('comes to elements that are put on the page later', async () => {
    const { page } = await openPage(browser, shop, { body: '' });
    await page.waitForTimeout(200);
    expect(shop.asked).toEqual([]);
    await page.evaluate(() => document.body.append(document.createElement('pairwell-recommendations')));
    await page.locator('.pw-card').first().waitFor();
  });

  it('asks anew when an attribute changes, and shows what is answered last', async () => {
    shop.answer(answerWith((asked) => makeSlots([`with-${asked.slots[0]?.item}`])));
    const { page } = await openPage(browser, shop, {
      body: '<pairwell-recommendations placement="item" item="soup"></pairwell-recommendations>',
    });
    await page.getByText('With-soup').waitFor();
    await page.evaluate(() => document.querySelector('pairwell-recommendations')?.setAttribute('item', 'pasta'));
    await page.getByText('With-pasta').waitFor();
    expect(await page.locator('.pw-card').count()).toBe(1);
  });
});
