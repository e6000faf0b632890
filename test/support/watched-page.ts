import type { BrowserContextOptions, Page } from 'playwright-core';
import type { TestBrowser } from './browser.ts';
import type { Person } from './people.ts';

/** A page that is open, with what went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /** Lines of its console that are warnings or errors, and errors that nobody caught. */
  readonly complaints: string[];
}

/** How a page is opened, beside the settings of its browser profile. */
export interface WatchOptions extends BrowserContextOptions {
  /** Who is signed in. */
  readonly person?: Person | undefined;
  /** Lines of the console that begin so belong to what the test is about. */
  readonly expected?: string;
  /** Where complaints go: a list of the test's own, where it has several pages. */
  readonly complaints?: string[];
  /** Runs in the page before anything else. */
  readonly before?: (() => void) | undefined;
}

/** Opens an address in a page that knows nothing of others. */
export async function openWatchedPage(
  browser: TestBrowser,
  address: string,
  { person, expected, complaints = [], before, ...options }: WatchOptions = {},
): Promise<WatchedPage> {
  const page = await browser.newPage(options);
  if (person !== undefined) {
    const [name = '', value = ''] = person.cookie.split('=');
    await page
      .context()
      .addCookies([{ name, value, url: new URL(address).origin, httpOnly: true, sameSite: 'Strict' }]);
  }
  if (before !== undefined) await page.addInitScript(before);
  page.on('console', (line) => {
    const isExpected = expected !== undefined && line.text().startsWith(expected);
    if (['warning', 'error'].includes(line.type()) && !isExpected) complaints.push(line.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(address);
  return { page, complaints };
}
