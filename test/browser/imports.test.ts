import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, openBrowser, type TestBrowser } from '../support/browser.ts';
import { addPerson, type Person, signUpFirst } from '../support/people.ts';
import { type KeyedStore, openTestApp, type TestApp } from '../support/test-app.ts';
import { openWatchedPage, type WatchOptions } from '../support/watched-page.ts';
import { violationsOf } from './axe.ts';

describe.skipIf(findBrowser() === null)('browser: the import of a file', () => {
  let browser: TestBrowser;
  let test: TestApp;
  let shop: KeyedStore;
  let owner: Person;
  let origin: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    test = await openTestApp();
    test.setClock(new Date());
    origin = await test.app.listen({ port: 0, host: '127.0.0.1' });
    shop = await test.addStore('kiosk');
    await signUpFirst(test);
    owner = await addPerson(test, shop.store, 'owner');
    browser = await openBrowser();
  });
  afterEach(async () => {
    await browser.closePages();
  });
  afterAll(async () => {
    await test.close();
  });

  const open = async (path: string, options: WatchOptions = {}): Promise<Page> => {
    complaints.length = 0;
    const watch = { locale: 'en-GB', person: owner, complaints, ...options };
    return (await openWatchedPage(browser, `${origin}${path}`, watch)).page;
  };
  const countOrders = async () => (await shop.call('GET', '/api/pairs?preset=all')).body.orders;

  it('takes an import back', async () => {
    const page = await open('/dashboard/s/kiosk/import');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file' }).click();
    const buffer = Buffer.from('Bestellnummer;Datum;Artikel\n1;03.02.2026;Tee\n2;04.02.2026;Tee\n');
    await (await chooser).setFiles({ name: 'kasse.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('2 new orders, 0 changed.').waitFor();
    expect(await countOrders()).toBe(2);
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await page.getByText('Taken back: 2 orders are gone, 0 as before the import.').waitFor();
    await expect.poll(countOrders).toBe(0);
    const history = page.getByRole('table', { name: 'Imports so far' });
    await expect.poll(() => history.textContent()).toContain('Taken back');
    expect(complaints).toEqual([]);
  });

  it('takes a file that is dropped, on a phone and in German, and says what is wrong with one that is none', async () => {
    const page = await open('/dashboard/s/kiosk/import', { locale: 'de-DE', viewport: { width: 390, height: 844 } });
    const area = page.getByRole('region', { name: 'Datei auswählen' });
    const drop = (name: string, text: string) =>
      area.evaluate(
        (element, file) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([file.text], file.name));
          element.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        },
        { name, text },
      );
    await area.waitFor();
    await drop('leer.csv', '');
    await page.getByText('leer.csv is empty').waitFor();
    await drop('bons.csv', 'Bestellnummer;Datum;Artikel\n1;03.02.2026;Tee\n');
    await page.getByText('1 Bestellung mit 1 Artikeln, aus 1 Zeile.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
  });
});
