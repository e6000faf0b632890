import { readFileSync } from 'node:fs';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renewFirstAdminToken } from '../../src/services/accounts/first-admin.ts';
import { settleAttribution } from '../../src/services/attribution/process-due.ts';
import { settleRollups } from '../../src/services/rollups/settle-rollups.ts';
import { simulateStoreTraffic } from '../../src/simulation/traffic/store-traffic.ts';
import { findBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import { PASSWORD } from '../support/people.ts';
import { readPdf } from '../support/read-pdf.ts';
import { type KeyedStore, openTestApp, type TestApp } from '../support/test-app.ts';
import { openWatchedPage } from '../support/watched-page.ts';
import { violationsOf } from './axe.ts';

const DAY_MS = 86_400_000;
/** Twenty orders of soup and bread, forty of soup alone and sixty of pie in the last four weeks; and a row without a date. */
function ordersFile(nowMs: number): string {
  const rows = Array.from({ length: 120 }, (_, n) => {
    const day = new Date(nowMs - (1 + (n % 27)) * DAY_MS).toISOString().slice(0, 10).split('-').reverse().join('.');
    const items = n < 20 ? ['Soup;4,50', 'Bread;1,20'] : n < 60 ? ['Soup;4,50'] : ['Pie;8,00'];
    return items.map((item) => `V-${n};${day} 12:00;${item}`);
  }).flat();
  return ['Vorgang;Wann;Was;Preis', ...rows, 'V-900;bald;Soup;4,50', ''].join('\n');
}

describe.skipIf(findBrowser() === null)('browser: the way of an owner', () => {
  let browser: TestBrowser;
  let test: TestApp;
  let kiosk: KeyedStore;
  let origin: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    test = await openTestApp();
    // The browser's clock is the real one, and it goes on.
    test.runClock();
    origin = await test.app.listen({ port: 0, host: '127.0.0.1' });
    kiosk = await test.addStore('kiosk');
    await kiosk.call('PATCH', '/api/stores/kiosk', { json: { shop_pages: true } });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.closePages();
    await test.close();
  });

  const openPage = async (path: string): Promise<Page> =>
    (await openWatchedPage(browser, `${origin}${path}`, { locale: 'en-GB', complaints })).page;
  const fileOf = async (download: Promise<Download>) => readFileSync(await (await download).path());
  const countOrders = async () => (await kiosk.call('GET', '/api/pairs?preset=all')).body.orders;

  it('leads from the first link over an import and a suggestion to a report', async () => {
    const page = await openPage(`/dashboard/setup?token=${await renewFirstAdminToken(test.context)}`);
    await signUp(page);
    await page.getByRole('heading', { name: 'Setup guide' }).waitFor();
    await page.getByText('From Monday,').waitFor();

    await importFile(page);
    expect(await countOrders()).toBe(120);

    await page.goto(`${origin}/dashboard/s/kiosk`);
    const title = 'Offer Bread with Soup';
    await page.getByRole('button', { name: `Apply: ${title}` }).click();
    await page.getByRole('dialog').getByText('A rule is made').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect((await kiosk.call('GET', '/api/rules')).body.data).toEqual([]);
    await page.getByRole('button', { name: 'Apply it' }).click();
    await page.getByText(`Done: ${title}`).waitFor();

    const guest = await openPage('/s/kiosk');
    await guest.locator('.plus[data-add="soup"]').click();
    await guest.getByRole('link', { name: 'Your order' }).click();
    const offered = guest.getByRole('button', { name: /Bread/ });
    await offered.first().waitFor();

    // Guests come: what they bought from suggestions is on the first page.
    const visits = { seed: 1, effect: 1, days: 2, sessionsPerDay: 15, endMs: Date.now(), url: null };
    const { orders } = await simulateStoreTraffic(test, kiosk.store, visits);
    expect(orders).toBeGreaterThan(3);
    await settleAttribution(test, kiosk.store.id);
    await settleRollups(test.context, kiosk.store.id);
    await page.goto(`${origin}/dashboard/s/kiosk`);
    const earned = page.getByRole('region', { name: 'Revenue from recommendations' });
    await earned.getByText(/€[1-9]/).waitFor();

    await page.getByRole('link', { name: 'Catalogue' }).click();
    const bread = page.getByRole('switch', { name: 'Bread is available' });
    await expect.poll(() => bread.isEnabled()).toBe(true);
    // What is tapped is the picture of the switch, which lies over the box.
    await bread.click({ force: true });
    await expect.poll(() => bread.isChecked()).toBe(false);
    await expect.poll(async () => (await kiosk.call('GET', '/api/items/bread')).body.available).toBe(false);
    // The next answer is without it: once, and nothing is waited for.
    await guest.reload();
    await guest.getByRole('heading', { level: 1, name: 'Your order' }).waitFor();
    await guest.getByRole('heading', { name: 'Soup' }).waitFor();
    expect(await offered.count()).toBe(0);
    const { body } = await kiosk.call('GET', '/api/recommendations?cart=soup&limit=20');
    expect(body.slots.map(({ item }: { item: { id: string } }) => item.id)).not.toContain('bread');

    await takeAlong(page);
    expect(complaints).toEqual([]);
  });

  async function signUp(page: Page) {
    await page.getByLabel('Your name').fill('Olga');
    await page.getByLabel('E-mail').fill('olga@example.org');
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByRole('heading', { name: 'kiosk' }).waitFor();
  }

  /** Names the columns of a till, sees what it may bring, and what was left out. */
  async function importFile(page: Page) {
    await page.getByRole('link', { name: 'Import a file' }).first().click();
    await page.getByRole('heading', { name: 'Import', exact: true }).waitFor();
    await upload(page);
    await page.getByText('Choose the column with the order number').waitFor();
    const start = page.getByRole('button', { name: 'Import', exact: true });
    expect(await start.isDisabled()).toBe(true);
    const choose = async (label: string, column: string) => {
      await expect.poll(() => page.getByLabel(label, { exact: true }).isEnabled()).toBe(true);
      await page.getByLabel(label, { exact: true }).selectOption(column);
    };
    await choose('Order number', 'Vorgang');
    await choose('Item name', 'Was');
    await choose('Date, or date and time', 'Wann');
    await page.getByText('120 orders with 3 items, from 141 rows.').waitFor();
    await page.getByText('1 row cannot be read').waitFor();
    expect(await page.getByRole('cell', { name: 'bald' }).count()).toBeGreaterThan(0);
    await start.click();
    await page.getByText('120 new orders, 0 changed.').waitFor();
    await page.getByText('1 pair goes together and is mostly not sold together.').waitFor();
    const rejected = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download the rows that were left out' }).click();
    expect((await rejected).suggestedFilename()).toMatch(/^rejected-\d+\.csv$/);
  }

  async function upload(page: Page) {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file' }).click();
    const buffer = Buffer.from(ordersFile(Date.now()));
    await (await chooser).setFiles({ name: 'kasse.csv', mimeType: 'text/csv', buffer });
  }

  /** A table as CSV, and the last closed week as PDF. */
  async function takeAlong(page: Page) {
    const table = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const lines = String(await fileOf(table)).split('\r\n');
    expect(lines[0]).toMatch(/^\ufeffItem,Available,/);
    expect(lines).toContain('Bread,false,,120,Side,,false');
    await page.getByRole('link', { name: 'Reports' }).click();
    const report = page.waitForEvent('download');
    await page
      .getByRole('link', { name: /^Report of Week \d+, \d{4} as PDF$/ })
      .first()
      .click();
    const { text } = readPdf(await fileOf(report));
    expect(text).toMatch(/kiosk · Week \d+, \d{4} · Pairwell/);
    expect(text).toMatch(/Soup \+ Bread|Bread \+ Soup/);
  }
});
