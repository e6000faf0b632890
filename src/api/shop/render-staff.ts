import { type Html, html } from '../../contract/escape-html.ts';
import type { Order, OrderStatus } from '../../contract/order.ts';
import { shopOrderNumber } from '../../services/shop/order-token.ts';
import { NEXT_STATUS } from '../../services/shop/staff-orders.ts';
import { type PageContent, type ShopPage, shopUrl } from './shop-page.ts';
import type { ShopWords } from './shop-words.ts';

type StatusWords = Partial<Readonly<Record<OrderStatus, string>>>;

const statusWordsOf = ({ preparing }: ShopWords): StatusWords => ({
  pending: 'Received',
  accepted: 'Accepted',
  preparing,
  ready: 'Ready',
});

/** What a tap does. */
const stepWordsOf = ({ preparing, handOver }: ShopWords): StatusWords => ({
  accepted: 'Accept',
  preparing,
  ready: 'Ready',
  completed: handOver,
});

/** What the staff look at: every order on its way, the oldest first. `csrf` is the session's own secret. */
export function renderStaff(page: ShopPage, { orders, csrf }: { orders: readonly Order[]; csrf: string }): PageContent {
  const main = html`
<h1 tabindex="-1">Orders</h1>
<p class="note" id="changes" role="alert" hidden></p>
<ul class="staff" id="staff-orders" data-csrf="${csrf}" data-store="${page.store.slug}">
${orders.map((order) => renderOrder(page, order))}
</ul>
<p class="hint none">No order is on its way.</p>`;
  return { title: 'Orders', view: 'staff', main };
}

/** For who is not signed in. */
export function renderStaffSignIn(page: ShopPage): PageContent {
  const next = encodeURIComponent(shopUrl(page, '/staff'));
  const main = html`
<h1 tabindex="-1">Orders</h1>
<p>This page is for the staff of the store.</p>
<p><a class="main-button" href="${page.basePath}/dashboard/?next=${next}">Sign in</a></p>`;
  return { title: 'Orders', view: 'staff', main };
}

function renderOrder({ store, words }: ShopPage, order: Order): Html {
  const number = shopOrderNumber(order.id);
  const place = order.table === null ? words.noTable : `Table ${order.table}`;
  const next = NEXT_STATUS[order.status];
  const step = (status: OrderStatus, text: string, className: string): Html =>
    html`<button type="button" class="${className}" data-order="${order.id}" data-from="${order.status}" data-status="${status}" aria-label="${text}: order ${number}">${text}</button>`;
  return html`<li>
<h2>${place}</h2>
<p class="hint">${number} · ${timeOf(order, store)} · <strong>${statusWordsOf(words)[order.status]}</strong></p>
<ul>${order.lines.map((line) => html`<li>${line.quantity} × ${line.name}</li>`)}</ul>
<div>${next === undefined ? null : step(next, stepWordsOf(words)[next] ?? '', 'main-button')}${step('cancelled', 'Cancel', 'plain')}</div>
</li>
`;
}

/** On the clocks of the store. */
function timeOf({ ordered_at: at }: Order, { locale, time_zone: timeZone }: ShopPage['store']): string {
  if (at === null) return '';
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone }).format(new Date(at));
}
