import { html } from '../../contract/escape-html.ts';
import { itemUrlTemplate } from './render-menu.ts';
import { type PageContent, type ShopPage, shopUrl } from './shop-page.ts';

/** The frame of the cart; what is in it only the guest's browser knows. */
export function renderCart(page: ShopPage): PageContent {
  const main = html`
<p class="back"><a href="${shopUrl(page)}"><span aria-hidden="true">←</span> ${page.words.menu}</a></p>
<h1 tabindex="-1">Your order</h1>
<noscript><p class="note">${page.words.withoutScript}</p></noscript>
<div class="cart">
<div class="lines">
<p class="note" id="changes" role="alert" hidden></p>
<ul id="lines"></ul>
<div class="empty" id="empty" hidden><p>Nothing in it yet.</p><p><a class="main-button" href="${shopUrl(page)}">${page.words.toMenu}</a></p></div>
<div class="sum" id="sum" hidden>
<p class="total"><span>Total</span><strong class="price" id="total"></strong></p>
<button type="button" class="main-button" id="order-now">Order now</button>
<p class="hint">${payWords(page)}</p>
</div>
</div>
<pairwell-recommendations placement="cart" item-url="${itemUrlTemplate(page)}"></pairwell-recommendations>
</div>`;
  return { title: 'Your order', view: 'cart', main };
}

/** A store without tables may hand over what nobody picks up. */
function payWords({ store, words, table }: ShopPage): string {
  if (table !== null) return `We bring it to table ${table}. Pay at the table.`;
  return store.shop_tables === 0 ? 'You pay when you get it.' : words.payment;
}
