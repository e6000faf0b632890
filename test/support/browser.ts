import { existsSync } from 'node:fs';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Frame,
  type Page,
} from 'playwright-core';

/** Where Linux and macOS keep a Chrome or a Chromium. */
const PLACES = [
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser for tests: PAIRWELL_BROWSER, a Chrome or Chromium of the system, or the one that
 * `npx playwright-core install chromium` put in its folder. Null when there is none.
 */
export function findBrowser(): string | null {
  const named = process.env.PAIRWELL_BROWSER;
  if (named) return named;
  return [...PLACES, chromium.executablePath()].find((place) => existsSync(place)) ?? null;
}

/** What a page does soon takes long on a busy machine: only what never comes is a failure. */
const PATIENCE_MS = 60_000;

/** A profile with the places where its pages may have stored something. */
interface Profile {
  readonly key: string;
  readonly context: BrowserContext;
  /** Its first page, which stays empty: with its last page a profile closes its window, and making one takes long. */
  readonly keeper: Page;
  readonly origins: Set<string>;
}

/**
 * A browser whose profiles are used again, because making one takes longer than a page: each page is new, the only one of
 * a test in its profile, and finds no cookies and nothing that was stored.
 */
export class TestBrowser {
  readonly #browser: Browser;
  readonly #free: Profile[] = [];
  readonly #used: Profile[] = [];

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** An empty page in a profile as good as new. */
  async newPage(options: BrowserContextOptions = {}): Promise<Page> {
    const { viewport, colorScheme = null, reducedMotion = null, ...ofProfile } = options;
    const profile = await this.#profileFor(ofProfile);
    this.#used.push(profile);
    const page = await profile.context.newPage();
    if (viewport) await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion });
    return page;
  }

  /** To be called after each test: closes its pages. */
  async closePages(): Promise<void> {
    for (const profile of this.#used.splice(0)) {
      for (const page of profile.context.pages()) if (page !== profile.keeper) await closePage(page);
      this.#free.push(profile);
    }
  }

  async #profileFor(options: BrowserContextOptions): Promise<Profile> {
    const key = JSON.stringify(options);
    const place = this.#free.findIndex((profile) => profile.key === key);
    const [kept] = place < 0 ? [] : this.#free.splice(place, 1);
    if (kept) await forget(kept);
    return kept ?? makeProfile(key, await this.#browser.newContext(options));
  }
}

/** Leads a page to nowhere and closes it: Chromium never closes some that are on their way elsewhere, by a form just sent. */
async function closePage(page: Page): Promise<void> {
  await page.goto('about:blank').catch(() => 'It was led elsewhere once more.');
  await page.close();
}

async function makeProfile(key: string, context: BrowserContext): Promise<Profile> {
  const keeper = await context.newPage();
  const origins = new Set<string>();
  const note = (frame: Frame) => /^http/.test(frame.url()) && origins.add(new URL(frame.url()).origin);
  context.on('page', (page) => page.on('framenavigated', note));
  return { key, context, keeper, origins };
}

/** Makes a profile as good as new. */
async function forget({ context, keeper, origins }: Profile): Promise<void> {
  await context.setOffline(false);
  await context.clearCookies();
  await context.clearPermissions();
  const session = await context.newCDPSession(keeper);
  for (const origin of origins) await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await session.detach();
  origins.clear();
}

let running: Promise<TestBrowser> | undefined;

/** The one browser of this process, which ends with it. */
export function openBrowser(): Promise<TestBrowser> {
  running ??= launchBrowser().then((browser) => new TestBrowser(browser));
  return running;
}

/** Starts it without a window. As root there is no sandbox; containers have little shared memory. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('No browser was found: the test should have been skipped.');
  const isRoot = process.getuid?.() === 0;
  const args = ['--disable-dev-shm-usage', '--disable-gpu', ...(isRoot ? ['--no-sandbox'] : [])];
  const browser = await chromium.launch({ executablePath, args });
  browser.on('context', (context) => context.setDefaultTimeout(PATIENCE_MS));
  return browser;
}
