import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

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
