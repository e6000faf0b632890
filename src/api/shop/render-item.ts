import { type Html, html } from '../../contract/escape-html.ts';
import type { ShopItem } from '../../services/shop/menu-view.ts';
import { itemData, itemUrlTemplate, renderMarks } from './render-menu.ts';
import { formatMinor, type PageContent, pictureUrl, type ShopPage, shopUrl } from './shop-page.ts';

/** The page of one item, with what goes with it. */
export function renderItem(page: ShopPage, item: ShopItem): PageContent {
  const main = html`
<p class="back"><a href="${shopUrl(page)}"><span aria-hidden="true">←</span> ${page.words.menu}</a></p>
<article class="item" data-item="${item.id}">
<img class="large" src="${pictureUrl(page, item)}" alt="" width="480" height="360" decoding="async">
<div class="about">
<h1 tabindex="-1">${item.name}</h1>
${item.priceMinor === null ? null : html`<p class="price">${formatMinor(page, item.priceMinor)}</p>`}
${item.description && html`<p class="description">${item.description}</p>`}
${renderMarks(item)}
${renderAllergens(item)}
${item.isSoldOut ? html`<p class="sold">${page.words.soldOut}</p>` : renderOrdering(page, item)}
<noscript><p class="note">${page.words.withoutScript}</p></noscript>
</div>
</article>
<pairwell-recommendations placement="item" types="frequently-together" item="${item.id}" add-label="+{price}" item-url="${itemUrlTemplate(page)}"></pairwell-recommendations>`;
  return { title: item.name, view: 'item', main };
}

/** For who follows the link of an item that is not there any more. */
export function renderNoItem(page: ShopPage): PageContent {
  const { missing, missingLead, toMenu } = page.words;
  const main = html`
<h1 tabindex="-1">${missing}</h1>
<p>${missingLead}</p>
<p><a class="main-button" href="${shopUrl(page)}">${toMenu}</a></p>`;
  return { title: missing, view: 'missing', main };
}

/** Not known is said, and never taken for none. */
function renderAllergens({ allergens, role, tier }: ShopItem): Html | null {
  if (allergens === null) {
    return tier === null && role !== 'other' ? html`<p class="allergens">Allergens: please ask our staff.</p>` : null;
  }
  return html`<p class="allergens">Allergens: ${allergens.length === 0 ? 'none of the fourteen' : allergens.join(', ')}.</p>`;
}

function renderOrdering(page: ShopPage, item: ShopItem): Html | null {
  if (!item.canOrder || item.priceMinor === null) return null;
  return html`<div class="ordering">
<div class="stepper" role="group" aria-label="Quantity"><button type="button" data-step="-1" aria-label="One less">−</button><output id="quantity">1</output><button type="button" data-step="1" aria-label="One more">+</button></div>
<button type="button" class="main-button" data-quantity-from="quantity" ${itemData(page, item)}>Add to order</button>
</div>`;
}
