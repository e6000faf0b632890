import { type Html, html } from '../../contract/escape-html.ts';
import type { MenuSection, ShopItem } from '../../services/shop/menu-view.ts';
import { marksOf } from './item-marks.ts';
import { formatMinor, itemUrl, type PageContent, pictureUrl, type ShopPage, shopUrl } from './shop-page.ts';

/** So many pictures are in the first view; the others load when they come near. */
const EAGER_PICTURES = 3;

/** The menu: what trends, then every category with its dishes. */
export function renderMenu(page: ShopPage, sections: readonly MenuSection[]): PageContent {
  const { store, table, words } = page;
  let drawn = 0;
  const isEager = (): boolean => drawn++ < EAGER_PICTURES;
  const main = html`
<div class="hello">
<h1>${store.name}</h1>
${page.unknownTable === null ? null : html`<p class="note" role="status">There is no table ${page.unknownTable} here. Please scan the code on your table again, or ask our staff.</p>`}
<p>${table === null ? words.invitation : html`You are at table ${table}. Choose here, and we bring it to you.`}</p>
<noscript><p class="note">${words.listWithoutScript}</p></noscript>
${store.shop_demo ? html`<p class="regular" id="regular"><button type="button" data-sign-in>Sign in as a regular (demo)</button></p>` : null}
</div>
<div id="welcome"></div>
<pairwell-recommendations class="banner" placement="trending" limit="3" item-url="${itemUrlTemplate(page)}"></pairwell-recommendations>
<nav class="tabs" aria-label="Categories"><ul>
${sections.map((section, index) => html`<li><a href="#part-${index + 1}">${section.name}</a></li>`)}
</ul></nav>
${sections.map(
  (section, index) => html`<section class="part" id="part-${index + 1}" aria-labelledby="name-${index + 1}">
<h2 id="name-${index + 1}">${section.name}</h2>
<ul class="dishes">${section.items.map((item) => renderDish(page, item, isEager()))}</ul>
</section>
`,
)}`;
  return { title: store.name, view: 'menu', main };
}

/** The address of any item, for the widget to fill in. */
export function itemUrlTemplate(page: ShopPage): string {
  return shopUrl(page, '/items/{id}');
}

function renderDish(page: ShopPage, item: ShopItem, eager: boolean): Html {
  return html`<li class="dish${item.canOrder ? '' : ' gone'}">
<img src="${pictureUrl(page, item)}" alt="" width="88" height="88" decoding="async"${eager ? null : html` loading="lazy"`}>
<div class="words"><h3><a href="${itemUrl(page, item.id)}">${item.name}</a></h3>
${item.description && html`<p>${item.description}</p>`}
${renderMarks(item)}</div>
<div class="buy">${item.priceMinor === null ? null : html`<span class="price">${formatMinor(page, item.priceMinor)}</span>`}
${item.isSoldOut ? html`<span class="sold">Sold out</span>` : renderAdd(page, item)}</div>
</li>
`;
}

/** A round button; it does nothing without the script, so it is hidden then. */
function renderAdd(page: ShopPage, item: ShopItem): Html | null {
  if (!item.canOrder || item.priceMinor === null) return null;
  return html`<button type="button" class="plus" aria-label="Add ${item.name}, ${formatMinor(page, item.priceMinor)}" ${itemData(page, item)}></button>`;
}

/** What the script puts into the cart. */
export function itemData(page: ShopPage, item: ShopItem): Html {
  return html`data-add="${item.id}" data-name="${item.name}" data-price="${item.priceMinor}" data-picture="${pictureUrl(page, item)}"`;
}

/** Diets and warnings in short words. */
export function renderMarks(item: ShopItem): Html | null {
  const marks = marksOf(item);
  if (marks.length === 0) return null;
  return html`<ul class="marks">${marks.map(({ text, kind }) => html`<li class="mark ${kind}">${text}</li>`)}</ul>`;
}
