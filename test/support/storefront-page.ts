import type { BrowserContextOptions } from 'playwright-core';
import type { TestBrowser } from './browser.ts';
import type { Shop } from './storefront-shop.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

/** What a page of the shop holds beside the script. */
export interface PageOptions extends BrowserContextOptions {
  /** Attributes of the script tag beside source and key. */
  readonly script?: string;
  readonly body?: string;
  readonly html?: string;
  /** Runs in the page before anything else. */
  readonly before?: () => void;
  readonly path?: string;
}

const LIST = '<pairwell-recommendations placement="cart"></pairwell-recommendations>';

/** A page as a shop would write it: the script tag in its head, lists in its body. */
export function writePage(shop: Shop, { script = '', body = LIST, html = 'lang="en"' }: PageOptions = {}): string {
  return `<!doctype html><html ${html}><head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,">
    <meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/shop.css">
    <script defer src="${shop.api}/pairwell.js" data-store="bistro" data-key="pk_1_test" ${script}></script></head>
    <body><main><h1>A shop</h1>${body}<p id="below">Imprint</p></main></body></html>`;
}

/** Opens a page of the shop that knows nothing of others. */
export async function openPage(browser: TestBrowser, shop: Shop, options: PageOptions = {}): Promise<WatchedPage> {
  const { script: _script, body: _body, html: _html, before, path = '/', ...contextOptions } = options;
  shop.setPage(path, writePage(shop, options));
  return openWatchedPage(browser, shop.origin + path, { before, ...contextOptions });
}

/** Waits until a condition holds, and says what it was when it never does. */
export async function waitUntil(what: string, holds: () => boolean, withinMs = 60_000): Promise<void> {
  const endMs = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > endMs) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
