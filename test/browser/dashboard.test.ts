import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import { addPerson, type Person } from '../support/people.ts';
import { type KeyedStore, openTestApp, type TestApp } from '../support/test-app.ts';
import { openWatchedPage, type WatchOptions } from '../support/watched-page.ts';
import { DIALOG, violationsOf } from './axe.ts';
import { turnTo } from './turn-to.ts';

const HOSTILE = '<img src=x onerror="document.title=`broken`">{{7*7}}"\'';
const PHONE = { viewport: { width: 390, height: 844 } };

describe.skipIf(findBrowser() === null)('browser: the dashboard', () => {
  let browser: TestBrowser;
  let test: TestApp;
  let bistro: KeyedStore;
  let owner: Person;
  let staff: Person;
  let origin: string;

  beforeAll(async () => {
    test = await openTestApp();
    // The browser's clock is the real one.
    test.setClock(new Date());
    origin = await test.app.listen({ port: 0, host: '127.0.0.1' });
    bistro = await test.addStore('bistro', { currency: 'INR', time_zone: 'Asia/Kolkata' });
    const names = { burger: 'Burger', fries: 'French Fries', cola: 'Cola', hostile: HOSTILE };
    for (const [id, name] of Object.entries(names)) {
      await bistro.call('PUT', `/api/items/${id}`, { json: { name, price_minor: 12_345_600 } });
    }
    const orders = Array.from({ length: 12 }, (_, index) => ({
      id: `order-${index}`,
      customer: `R${index % 4}`,
      lines: [{ item: 'burger', unit_price_minor: 12_345_600 }, { item: index % 3 ? 'fries' : 'hostile' }],
    }));
    await bistro.call('POST', '/api/orders', { json: orders });
    browser = await openBrowser();
  });
  afterEach(async () => {
    await browser.closePages();
  });
  afterAll(async () => {
    await test.close();
  });

  const complaints: string[] = [];
  const open = async (path: string, options: WatchOptions = {}) => {
    complaints.length = 0;
    // A refused request is what some pages are about; what the policy forbids and what breaks is not.
    const watch = { locale: 'en-GB', complaints, expected: 'Failed to load resource', ...options };
    return (await openWatchedPage(browser, `${origin}${path}`, watch)).page;
  };

  const switchOf = (page: Page, name: string) => page.getByRole('switch', { name: `${name} is available` });
  const flip = async (page: Page, name: string) => {
    await expect.poll(() => switchOf(page, name).isEnabled()).toBe(true);
    // What is tapped is the picture of the switch, which lies over the box.
    await switchOf(page, name).click({ force: true });
  };

  describe('with accounts', () => {
    beforeAll(async () => {
      owner = await addPerson(test, bistro.store, 'owner');
      staff = await addPerson(test, bistro.store, 'staff');
    });

    it('leads who signs in to the page that was asked for', async () => {
      const page = await open('/admin/recommendations');
      await page.getByLabel('E-mail').fill(owner.email);
      await page.locator('input[name=password]').fill('not the password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('E-mail or password is wrong.').waitFor();
      await page.locator('input[name=password]').fill(owner.password);
      await page.getByRole('button', { name: 'Sign in' }).click();

      await page.getByRole('heading', { name: 'Customers', exact: true }).waitFor();
      expect(await page.getByRole('region', { name: 'Total customers' }).textContent()).toContain('4');
      await page.getByLabel('Receipt').fill('R1');
      await page.getByRole('button', { name: 'Show recommendations', exact: true }).click();
      await page.getByRole('heading', { name: 'Recommendations for R1' }).waitFor();
      expect(new URL(page.url()).searchParams.get('receipt')).toBe('R1');
      expect(await page.getByRole('article', { name: 'Burger' }).textContent()).toContain('Match score');
      await page.getByRole('link', { name: 'Products', exact: true }).click();
      const burger = page.getByRole('article', { name: 'Burger' });
      await burger.getByRole('button', { name: 'Burger, week by week' }).click();
      expect(await burger.textContent()).toContain('₹14,81,472.00');
      expect(await page.getByRole('dialog').getByRole('row').count()).toBe(13);
      expect(complaints).toEqual([]);
    });

    it('leads back to the page of the shop’s staff, and says once that there is no such page', async () => {
      await bistro.call('PATCH', '/api/stores/bistro', { json: { shop_pages: true } });
      const page = await open('/s/bistro/staff');
      await page.getByRole('link', { name: 'Sign in' }).click();
      await page.getByLabel('E-mail').fill(staff.email);
      await page.locator('input[name=password]').fill(staff.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('No order is on its way.').waitFor();
      expect(new URL(page.url()).pathname).toBe('/s/bistro/staff');
      // The device is one of the staff's from now on: the tracker says so with every event.
      expect(await page.evaluate(() => localStorage.getItem('pairwell.staff'))).toBe('1');

      await page.goto(`${origin}/dashboard/s/bistro/nowhere`);
      await page.getByRole('link', { name: 'Go to the home page' }).waitFor();
      expect(await page.getByText('There is no such page.').count()).toBe(1);
      expect(complaints).toEqual([]);
    });

    it('keeps owners’ pages from staff, who may say what is sold out', async () => {
      const page = await open('/dashboard/s/bistro/settings', { person: staff });
      await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor();
      expect(await page.getByRole('navigation', { name: 'Settings' }).getByRole('link').allTextContents()).toEqual([
        'Your account',
      ]);
      await page.goto(`${origin}/dashboard/s/bistro/settings/keys`);
      await page.getByText('This is for owners of the store.').waitFor();
      await page.goto(`${origin}/dashboard/s/bistro/catalogue`);
      await switchOf(page, 'Cola').waitFor();
      expect(await page.getByRole('button', { name: 'Edit Cola' }).count()).toBe(0);
      expect(complaints).toEqual([]);
    });

    it('says at once that a change did not arrive, and does not send it later', async () => {
      const page = await open('/dashboard/s/bistro/catalogue', { person: staff });
      await switchOf(page, 'Cola').waitFor();
      await page.context().setOffline(true);
      await flip(page, 'Cola');
      await page.getByText('The server does not answer.').waitFor();
      expect(await switchOf(page, 'Cola').isChecked()).toBe(true);
      await page.context().setOffline(false);
      await page.reload();
      await switchOf(page, 'Cola').waitFor();
      expect(await switchOf(page, 'Cola').isChecked()).toBe(true);
    });

    it('shows names as they are, whatever is in them', async () => {
      for (const place of ['catalogue', 'pairs?preset=all', 'products']) {
        const page = await open(`/dashboard/s/bistro/${place}`, { person: owner });
        await page.getByText(HOSTILE, { exact: true }).first().waitFor();
        expect(await page.title()).not.toContain('broken');
        expect(await page.locator('img').count()).toBe(0);
        expect(complaints).toEqual([]);
      }
    });

    it('keeps the state of a table in the address', async () => {
      const page = await open('/dashboard/s/bistro/catalogue', { person: owner });
      await page.getByRole('columnheader', { name: 'Item' }).getByRole('button').click();
      await page.getByLabel('Search').pressSequentially('fr');
      await page.getByText('1 of 4 rows').waitFor();
      expect(new URL(page.url()).search).toBe('?items-sort=item&items-search=fr');
      await page.reload();
      await page.getByText('1 of 4 rows').waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Export CSV' }).click(),
      ]);
      expect(readFileSync(await download.path(), 'utf8')).toMatch(/^\ufeffItem,Available,.*\r\nFrench Fries,true,/);
    });

    it('erases a customer once the receipt was typed, and only owners may', async () => {
      await bistro.call('POST', '/api/orders', {
        json: [{ id: 'of-eva', customer: 'eva/1', lines: [{ item: 'burger', unit_price_minor: 12_345_600 }] }],
      });
      const place = '/dashboard/s/bistro/customers/receipt/eva%2F1';
      const seen = await open(place, { person: staff });
      await seen.getByRole('link', { name: 'Export data' }).waitFor();
      expect(await seen.getByRole('button', { name: 'Erase' }).count()).toBe(0);
      const page = await open(place, { person: owner, ...PHONE });
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Export data' }).click(),
      ]);
      expect(JSON.parse(readFileSync(await download.path(), 'utf8')).customer.id).toBe('eva/1');
      await page.getByRole('button', { name: 'Erase' }).click();
      const erase = page.getByRole('dialog').getByRole('button', { name: 'Erase for good' });
      await page.getByText('The one order stays, without the person').waitFor();
      await page.getByLabel('Type eva/1 to confirm').fill('eva');
      expect(await erase.isDisabled()).toBe(true);
      await page.getByLabel('Type eva/1 to confirm').fill('eva/1');
      await erase.click();
      await page.getByRole('heading', { name: 'Customers', exact: true }).waitFor();
      expect((await bistro.call('GET', '/api/customers/eva%2F1')).status).toBe(404);
      await page.goto(`${origin}${place}`);
      await page.getByText('There is no customer with this receipt.').waitFor();
      expect(complaints).toEqual([]);
    });

    it('keeps what an owner sets: when a day begins, pages to order from, what trends, what a season weighs', async () => {
      const page = await open('/dashboard/s/bistro/settings/store', { person: owner });
      const read = async () => (await bistro.call('GET', '/api/stores')).body.data[0];
      const before = await read();
      await page.getByLabel('A new business day begins at').fill('05:30');
      await page.getByRole('switch', { name: 'Pages to order from' }).setChecked(!before.shop_pages, { force: true });
      await page.getByLabel('Tables with a code').fill('12');
      await page.getByLabel('An item trends').selectOption('from 3 orders in 2 hours on');
      await page.getByLabel('A customer is of high value from (INR)').fill('1234.5');
      for (const month of ['Nov', 'Dec']) await page.getByLabel(month, { exact: true }).fill('1.5');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved').waitFor();
      expect(await read()).toMatchObject({
        business_day_cutoff_minutes: 330,
        trending_rule: 'count',
        attribution_window: before.attribution_window,
        high_ltv_minor: 123_450,
        season_factors: [...before.season_factors.slice(0, 10), 1.5, 1.5],
        shop_pages: !before.shop_pages,
        shop_tables: 12,
      });
      const codes = page.getByRole('link', { name: 'QR codes to print' });
      expect(await codes.count()).toBe(before.shop_pages ? 0 : 1);
      const { business_day_cutoff_minutes, trending_rule, high_ltv_minor, season_factors, shop_pages, shop_tables } =
        before;
      const json = {
        business_day_cutoff_minutes,
        trending_rule,
        high_ltv_minor,
        season_factors,
        shop_pages,
        shop_tables,
      };
      await bistro.call('PATCH', '/api/stores/bistro', { json });
      expect(complaints).toEqual([]);
    });

    it('speaks German to those who ask for it', async () => {
      const page = await open('/dashboard/s/bistro/', { person: owner, locale: 'de-DE' });
      await page.getByRole('heading', { name: 'Diese Woche wurde noch nichts aus einem Vorschlag gekauft' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('de');
      // Days that are still to come are not asked for.
      await page.goto(`${origin}/dashboard/s/bistro/pairs?preset=all&from=2099-01-01&to=2099-01-02`);
      expect(await page.getByLabel('Gezählte Vorschläge').inputValue()).toBe('30');
      await page.getByRole('button', { name: 'Warum Burger zu French Fries?' }).click();
      await page.getByText(/^Von \d+ Bestellungen hatten .* mindestens [\d.]+\.$/).waitFor();
      expect(complaints).toEqual([]);
    });

    describe('axe finds nothing', () => {
      const places: readonly (readonly [string, string, string | null])[] = [
        ['', 'Setup guide', 'How is this computed? Items per order'],
        ['pairs?preset=all', 'Sure?', 'Why French Fries with Burger?'],
        ['customers?receipt=R1', 'Recommendations for R1', null],
        ['rules', 'No rules', 'Add a rule'],
        ['catalogue', 'Cola', 'Edit Cola'],
        ['settings/keys', 'Make a key', 'Make a key'],
        ['settings/store', 'Locale', 'Account: owner of bistro'],
      ];

      const ofCustomers: typeof places = [
        ['customers/products', 'Week by week', 'Burger, week by week'],
        ['customers/segments', '2 to 4 orders', null],
        ['customers/churn?who=lost', 'Nobody is lost', null],
        ['customers/accuracy', 'Nothing to compare yet', null],
        ['customers/receipt/R1', 'Orders by hour', 'Erase'],
      ];

      it.each([
        ['light', {}, 'ltr', places],
        ['dark, on a phone', { colorScheme: 'dark', ...PHONE }, 'ltr', places.slice(0, 3)],
        ['customers, dark, on a phone', { colorScheme: 'dark', ...PHONE }, 'ltr', ofCustomers],
        ['from right to left', {}, 'rtl', [...places.slice(2, 5), ...ofCustomers.slice(4)]],
      ] as const)('%s', async (_what, options, direction, visited) => {
        const page = await open('/dashboard/s/bistro/settings', { person: owner, reducedMotion: 'reduce', ...options });
        for (const [place, text, button] of visited) {
          await turnTo(page, `/dashboard/s/bistro/${place}`);
          await page.getByText(text).filter({ visible: true }).first().waitFor();
          await page.evaluate((dir) => document.documentElement.setAttribute('dir', dir), direction);
          // Colours are those of the light page, whichever way it runs.
          const isSeen = direction === 'rtl' && places.some(([seen]) => seen === place);
          expect(await violationsOf(page, { contrastOf: isSeen ? '' : '*' }), place).toEqual([]);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(overflow, place).toBeLessThanOrEqual(0);
          if (button === null) continue;
          await page.getByRole('button', { name: button }).click();
          await page.getByRole('dialog').waitFor();
          expect(await violationsOf(page, { contrastOf: isSeen ? '' : DIALOG }), `${place}, dialog`).toEqual([]);
          await page.keyboard.press('Escape');
          await page.getByRole('dialog').waitFor({ state: 'detached' });
        }
        expect(complaints).toEqual([]);
      });

      it('on the pages before signing in', async () => {
        for (const place of ['', '/setup?token=x', '/invitation?token=x']) {
          const page = await open(`/dashboard${place}`);
          await page.getByRole('heading').first().waitFor();
          expect(await violationsOf(page), place).toEqual([]);
        }
      });
    });
  });
});
