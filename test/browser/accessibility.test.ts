import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import { openPage } from '../support/storefront-page.ts';
import { answerWith, makeSlots, openShop, type Shop } from '../support/storefront-shop.ts';
import { violationsOf } from './axe.ts';

const DARK_PAGE = 'body { background: #101214; color: #f0f0f0; }';
const LISTS = ['trending', 'cart'];

describe.skipIf(findBrowser() === null)('browser: axe finds nothing', () => {
  let browser: TestBrowser;
  let shop: Shop;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  beforeEach(async () => {
    shop = await openShop();
    shop.setPage('/picture.svg', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>');
    shop.answer(
      answerWith((asked, place) => {
        const type = asked.slots[place]?.types?.[0] === 'trending' ? 'trending' : 'complement';
        const slots = makeSlots(['fries', 'cola', 'salad', 'tea', 'cake'], { badge: 'Hot', type });
        return slots.map((slot, index) => ({
          ...slot,
          item: { ...slot.item, image_url: index % 2 ? null : '/picture.svg' },
        }));
      }),
    );
    return async () => {
      await browser.closePages();
      await shop.close();
    };
  });

  const lists = (theme: string, more = '') =>
    LISTS.map(
      (placement) =>
        `<pairwell-recommendations placement="${placement}" item="burger" theme="${theme}" heading="${placement}" ${more}></pairwell-recommendations>`,
    ).join('');

  it.each([
    ['the colours of the page', { theme: 'inherit' }],
    ['the colours of a dark page', { theme: 'inherit', css: DARK_PAGE }],
    ['light', { theme: 'light' }],
    ['light on a dark page', { theme: 'light', css: DARK_PAGE }],
    ['dark', { theme: 'dark' }],
    ['warm', { theme: 'warm' }],
    ['auto in the dark', { theme: 'auto', colorScheme: 'dark' as const }],
    ['from right to left', { theme: 'light', html: 'lang="ar" dir="rtl"' }],
    ['links and cards with large pictures', { theme: 'light', more: 'item-url="/items/{id}" layout="cards"' }],
    ['names as buttons', { theme: 'dark', more: 'selectable' }],
  ])(
    '%s',
    async (_what, {
      theme,
      more,
      css,
      ...options
    }: { theme: string; more?: string; css?: string; html?: string; colorScheme?: 'dark' }) => {
      shop.setPage('/shop.css', css ?? '');
      const { page } = await openPage(browser, shop, { body: lists(theme, more), ...options });
      await page.locator('.pw-card').nth(9).waitFor();
      await page.locator('.pw-add').first().click();
      await page.locator('.pw-card').nth(1).hover();
      expect(await violationsOf(page)).toEqual([]);
    },
  );

  it('before an answer, and without suggestions', async () => {
    shop.answer(() => undefined);
    const { page } = await openPage(browser, shop);
    await page.locator('.pw-skeleton').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    shop.answer(answerWith(() => []));
    const other = await openPage(browser, shop);
    await other.page.waitForTimeout(500);
    expect(await violationsOf(other.page)).toEqual([]);
  });
});
