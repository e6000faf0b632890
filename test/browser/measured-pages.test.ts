import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Home, HomeCard } from '../../src/contract/home.ts';
import { settleAttribution } from '../../src/services/attribution/process-due.ts';
import { settleRollups } from '../../src/services/rollups/settle-rollups.ts';
import { createServiceClient } from '../../src/simulation/traffic/service-client.ts';
import { createAnyWorld } from '../../src/simulation/traffic/shop-world.ts';
import { simulateTraffic } from '../../src/simulation/traffic/simulate-traffic.ts';
import { findBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import { addPerson, type Person } from '../support/people.ts';
import { type KeyedStore, openTestApp, type TestApp } from '../support/test-app.ts';
import { openWatchedPage, type WatchOptions } from '../support/watched-page.ts';
import { DIALOG, violationsOf } from './axe.ts';
import { turnTo } from './turn-to.ts';

const DAY_MS = 86_400_000;
const ITEMS = [45_000, 125_000, 69_000, 99_000, 180_000, 35_000].map((priceMinor, index) => ({
  id: `dish-${index + 1}`,
  priceMinor,
}));
const PHONE = { viewport: { width: 390, height: 844 } };
const rupees = new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR', maximumFractionDigits: 0 });

describe.skipIf(findBrowser() === null)('browser: what is measured', () => {
  let browser: TestBrowser;
  let test: TestApp;
  let shop: KeyedStore;
  let owner: Person;
  let origin: string;

  beforeAll(async () => {
    test = await openTestApp();
    // The browser's clock is the real one.
    const nowMs = Date.now();
    test.setClock(new Date(nowMs - 20 * DAY_MS));
    origin = await test.app.listen({ port: 0, host: '127.0.0.1' });
    shop = await test.addStore('bistro', { currency: 'INR', time_zone: 'Asia/Kolkata' });
    for (const { id, priceMinor } of ITEMS) {
      await shop.call('PUT', `/api/items/${id}`, { json: { name: id, price_minor: priceMinor } });
    }
    await shop.call('PUT', '/api/experiments/holdout', { json: { share: 0.3 } });
    await startTest({ name: 'Fewer', description: 'Two are enough.', variant_settings: { limit: 2, diversity: 0.7 } });
    await visit({ endMs: nowMs - 9 * DAY_MS, days: 2, seed: 1 });
    test.setClock(new Date(nowMs));
    await visit({ endMs: nowMs, days: 0, seed: 2 });
    await shop.call('POST', '/api/experiments', { json: { name: 'Draft', variant_algorithm: 'trending' } });
    await settleAttribution(test, shop.store.id);
    await settleRollups(test.context, shop.store.id);
    owner = await addPerson(test, shop.store, 'owner');
    browser = await openBrowser();
  });
  afterEach(async () => {
    await browser.closePages();
  });
  afterAll(async () => {
    await test.close();
  });

  async function startTest(json: object) {
    const { body } = await shop.call('POST', '/api/experiments', { json });
    await shop.call('POST', `/api/experiments/${body.id}/start`, { json: {} });
  }

  function visit(when: { endMs: number; days: number; seed: number }) {
    const client = createServiceClient(test, shop.store);
    const world = createAnyWorld(7, ITEMS);
    return simulateTraffic({ effect: 0.1, sessionsPerDay: 30, ...when, client, world, store: shop.store });
  }

  const complaints: string[] = [];
  const open = async (place: string, options: WatchOptions = {}): Promise<Page> => {
    complaints.length = 0;
    const watch = { locale: 'en-GB', reducedMotion: 'reduce', person: owner, complaints, ...options } as const;
    return (await openWatchedPage(browser, `${origin}/dashboard/s/bistro/${place}`, watch)).page;
  };
  const readHome = async (days: number): Promise<Home> => (await shop.call('GET', `/api/home?days=${days}`)).body;
  const cardOf = (home: Home, id: HomeCard['id']) => home.cards.find((card) => card.id === id)?.value ?? Number.NaN;

  it('home tells the figures of the API, for the days that the address names', async () => {
    const home = await readHome(14);
    const page = await open('?days=14');
    const shown = async (name: string) => page.getByRole('region', { name, exact: true }).textContent();
    const attributed = rupees.format(cardOf(home, 'attributed_revenue') / 100);
    await page.getByRole('region', { name: 'Revenue from recommendations' }).getByText(attributed).waitFor();
    expect(cardOf(home, 'attributed_revenue')).toBeGreaterThan(0);
    expect(await shown('Estimated monthly impact')).toContain(rupees.format(cardOf(home, 'monthly_impact') / 100));
    expect(await shown('Items added')).toContain(String(cardOf(home, 'items_added')));
    expect(await shown('Items per order')).toContain(cardOf(home, 'items_per_order').toFixed(2));
    expect(await shown('Conversion rate')).toContain(`${(100 * cardOf(home, 'conversion_rate')).toFixed(1)}%`);
    await page.getByText('Last 14 days.').waitFor();
    const first = home.top_items[0];
    const row = page.getByRole('table', { name: 'Top items' }).getByRole('row').nth(1);
    expect(await row.textContent()).toContain(`${first?.name}`);
    expect(await row.textContent()).toContain(String(first?.conversions));

    await page.getByLabel('Period').selectOption('From a day to a day');
    await page.getByLabel('To', { exact: true }).fill(home.series[12]?.day ?? '');
    await page.getByLabel('From', { exact: true }).fill(home.series[2]?.day ?? '');
    await expect.poll(() => new URL(page.url()).search).toBe(`?from=${home.series[2]?.day}&to=${home.series[12]?.day}`);
    await page.getByText(' to ', { exact: false }).and(page.locator('strong')).waitFor();

    await page.getByRole('button', { name: 'How is this computed? Items per order' }).click();
    const rows = page.getByRole('dialog').getByRole('link', { name: 'The rows beneath (CSV)' });
    const [download] = await Promise.all([page.waitForEvent('download'), rows.click()]);
    expect(await download.failure()).toBeNull();
    expect(complaints).toEqual([]);
  });

  it('a rule shows what it changes and whom it meets before it is saved', async () => {
    const pin = await shop.call('POST', '/api/rules', { json: { kind: 'pin', item: 'dish-2' } });
    const page = await open('rules');
    await page.getByRole('button', { name: 'Add a rule' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What to do').selectOption('block');
    await dialog.getByRole('combobox', { name: 'Item', exact: true }).fill('dish-2');
    await page.getByRole('option', { name: 'dish-2' }).click();
    await dialog.getByLabel('Until').fill('2099-01-01T00:00');
    await dialog.getByRole('button', { name: 'Show what changes' }).click();
    await dialog.getByText('Blocks win').waitFor();
    const lists = dialog.getByRole('list');
    expect(await lists.first().textContent()).toContain('dish-2');
    expect(await lists.last().textContent()).not.toContain('dish-2');
    expect(await violationsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const { body } = await shop.call('GET', '/api/rules');
    expect(body.data.at(-1)).toMatchObject({ kind: 'block', item: 'dish-2', ends_at: '2098-12-31T18:30:00.000Z' });
    for (const { id } of [body.data.at(-1), pin.body]) await shop.call('DELETE', `/api/rules/${id}`);
    expect(complaints).toEqual([]);
  });

  it('a test is stopped after its consequence was read', async () => {
    await test.setClock(new Date());
    await startTest({ name: 'To be stopped', variant_settings: { limit: 1 } });
    const page = await open('experiments');
    await page.getByRole('link', { name: 'To be stopped' }).click();
    await page.getByText('Learning 0%').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('after stopping, the test has no winner').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped without a result').waitFor();
    expect(complaints).toEqual([]);
  });

  describe('axe finds nothing', () => {
    const places = [
      ['?daily=table', 'Day by day', ['How is this computed? Extra revenue']],
      ['reports', 'Week \\d+, \\d{4}', []],
      ['experiments', 'Fewer', ['Prove it', 'New test']],
      ['experiments/1', 'What must not suffer|Collecting', ['Ship the variant']],
      ['experiments/2', 'This test has not started', ['Start']],
    ] as const;

    it.each([
      ['light', {}, 'ltr', places],
      ['dark, on a phone', { colorScheme: 'dark', ...PHONE }, 'ltr', places.slice(0, 4)],
      ['from right to left', {}, 'rtl', places.slice(0, 4)],
    ] as const)('%s', async (_what, options, direction, visited) => {
      const page = await open('rules', options);
      // Colours are those of the light page, whichever way it runs.
      const isTurned = direction === 'rtl';
      for (const [place, text, buttons] of visited) {
        await turnTo(page, `/dashboard/s/bistro/${place}`);
        await page.getByText(new RegExp(text)).filter({ visible: true }).first().waitFor();
        await page.evaluate((dir) => document.documentElement.setAttribute('dir', dir), direction);
        expect(await violationsOf(page, { contrastOf: isTurned ? '' : '*' }), place).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, place).toBeLessThanOrEqual(0);
        for (const button of buttons) {
          await page.getByRole('button', { name: button }).first().click();
          await page.getByRole('dialog').waitFor();
          expect(await violationsOf(page, { contrastOf: isTurned ? '' : DIALOG }), `${place}, ${button}`).toEqual([]);
          await page.keyboard.press('Escape');
          await page.getByRole('dialog').waitFor({ state: 'detached' });
        }
      }
      expect(complaints).toEqual([]);
    });
  });
});
