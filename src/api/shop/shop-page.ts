import type { Store } from '../../contract/catalog.ts';
import { Html, html } from '../../contract/escape-html.ts';
import { formatMoney } from '../../contract/shown/format-money.ts';
import type { ShopItem } from '../../services/shop/menu-view.ts';
import type { BrowserFiles } from '../browser-files.ts';
import type { ShopWords } from './shop-words.ts';

/** What every page of a shop knows. */
export interface ShopPage {
  readonly store: Store;
  readonly key: string;
  /** As the kind of the store has it. */
  readonly words: ShopWords;
  /** Prefix of every address of the installation, such as "/pairwell"; '' = none. */
  readonly basePath: string;
  /** The table whose code was scanned; null = none. */
  readonly table: number | null;
  /** A table that was asked for and that the shop does not have; null = none. */
  readonly unknownTable: number | null;
  readonly files: BrowserFiles;
}

/** One page: its title and what stands in the middle. */
export interface PageContent {
  readonly title: string;
  /** Tells the script what to do here. */
  readonly view: 'menu' | 'item' | 'cart' | 'order' | 'missing' | 'tables' | 'staff';
  readonly main: Html;
}

const BASKET = new Html(
  '<svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true"><path fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" d="M3 9h18l-2 10.2a1 1 0 0 1-1 .8H6a1 1 0 0 1-1-.8zM8 9l4-6 4 6"/></svg>',
);

/** Address of a page of the shop; the table goes with it. */
export function shopUrl({ basePath, store, table }: ShopPage, path = ''): string {
  return `${basePath}/s/${store.slug}${path}${table === null ? '' : `?table=${table}`}`;
}

/** Address of the page of an item. */
export function itemUrl(page: ShopPage, id: string): string {
  return shopUrl(page, `/items/${encodeURIComponent(id)}`);
}

/** The owner's picture, or the one that is drawn. */
export function pictureUrl({ basePath, store }: ShopPage, item: Pick<ShopItem, 'id' | 'imageUrl'>): string {
  return item.imageUrl ?? `${basePath}/s/${store.slug}/pictures/${encodeURIComponent(item.id)}.svg`;
}

/** An amount as the guests of the store read it. */
export function formatMinor({ store }: Pick<ShopPage, 'store'>, amountMinor: number): string {
  return formatMoney(amountMinor, store);
}

/** A whole page. `isStaff`: it is opened by somebody who is signed in and works here. */
export function renderPage(
  page: ShopPage,
  { title, view, main }: PageContent,
  { isStaff }: { isStaff: boolean },
): Html {
  const { store, table, basePath } = page;
  const { tracker, widget } = page.files.manifest;
  const file = (name: string): string => `${basePath}/${name}`;
  // Who works here is asked nothing, and orders nothing.
  const isForGuests = view !== 'staff' && view !== 'tables';
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${fullTitle(page, title)}</title>
<meta name="robots" content="${view === 'menu' || view === 'item' ? 'index' : 'noindex'}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#fffaf3" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#191410" media="(prefers-color-scheme: dark)">
<link rel="icon" href="data:,">
<style>${inlined(page, 'shopStyle')}</style>
<script defer src="${file(tracker.versioned)}" integrity="${tracker.integrity}" data-store="${store.slug}" data-key="${page.key}" data-consent="pending" data-cart-events="off"${table === null ? null : html` data-table="${table}"`}></script>
${isForGuests ? html`<link rel="preload" as="script" crossorigin href="${file(widget.versioned)}" integrity="${widget.integrity}">` : null}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<a class="brand" href="${shopUrl(page)}">${store.name}</a>
${table === null ? null : html`<span class="table">Table ${table}</span>`}
${isForGuests ? html`<a class="basket" href="${shopUrl(page, '/cart')}">${BASKET}<span>Your order</span><b class="count" id="count" hidden></b></a>` : null}
</header>
<p id="status" role="status" class="unseen"></p>
<script type="application/json" id="shop">${islandOf(page, isStaff)}</script>
<script>${inlined(page, 'shopScript')}</script>
${renderMain({ view, main })}
<footer class="foot">
<p>${store.name}</p>
${isForGuests ? html`<button type="button" class="plain" id="privacy" hidden>Privacy choices</button>` : null}
</footer>
${isForGuests ? renderConsent() : null}
</body>
</html>`;
}

/** What changes when a guest goes from one page to the next in the same document: the title, and the middle. */
export function renderPart(page: ShopPage, content: PageContent): Html {
  return html`<!doctype html><title>${fullTitle(page, content.title)}</title>${renderMain(content)}`;
}

/** Sources for the policy: a browser runs and applies only the very texts that we put into the page. */
export function inlineSources({ files }: ShopPage): { script: string; style: string } {
  const { shopScript, shopStyle } = files.manifest;
  return { script: `'${shopScript.integrity}'`, style: `'${shopStyle.integrity}'` };
}

/** In the page itself, so that it can be seen and used one round trip earlier. */
function inlined({ files }: ShopPage, name: 'shopScript' | 'shopStyle'): Html {
  return new Html(files.byName.get(files.manifest[name].file)?.bodies.identity.toString('utf8') ?? '');
}

function fullTitle({ store }: ShopPage, title: string): string {
  return title === store.name ? title : `${title} · ${store.name}`;
}

function renderMain({ view, main }: Omit<PageContent, 'title'>): Html {
  return html`<main id="main" tabindex="-1" data-view="${view}">${main}</main>`;
}

/** Asks once, below the page and over nothing; both answers look the same. */
function renderConsent(): Html {
  return html`<section class="consent" id="consent" aria-label="Privacy" hidden>
<p>May this phone keep a random number, so that we learn whether our suggestions are any good? Ordering works the same either way.</p>
<div><button type="button" data-consent="denied">No thanks</button><button type="button" data-consent="granted">Allow</button></div>
</section>`;
}

/** What the script needs to know, as data: nothing in it can end the element or begin another. */
function islandOf(page: ShopPage, isStaff: boolean): Html {
  const { store, table, basePath } = page;
  const data = {
    base: `${basePath}/s/${store.slug}`,
    table,
    currency: store.currency,
    locale: store.locale,
    demo: store.shop_demo,
    staff: isStaff,
  };
  const text = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return new Html(text);
}
