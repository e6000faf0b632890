import { type Html, html } from '../../contract/escape-html.ts';
import type { Order } from '../../contract/order.ts';
import { type Bill, makeBill } from '../../services/shop/bill.ts';
import { shopOrderNumber } from '../../services/shop/order-token.ts';
import { formatMinor, type PageContent, type ShopPage, shopUrl } from './shop-page.ts';
import type { ShopWords } from './shop-words.ts';

const STEPS = [
  { status: 'pending', text: 'Sent' },
  { status: 'accepted', text: 'Accepted' },
  { status: 'preparing', text: null },
  { status: 'ready', text: 'Ready' },
  { status: 'completed', text: 'Done' },
] as const;

const sentencesOf = ({ isPrepared, isDone }: ShopWords): Readonly<Record<Order['status'], string>> => ({
  pending: 'We have your order.',
  accepted: 'Your order is accepted.',
  preparing: isPrepared,
  ready: 'Your order is ready.',
  delivered: isDone,
  completed: isDone,
  cancelled: 'This order was cancelled.',
  refunded: 'This order was refunded.',
});

/** Where an order is; the page looks again by itself while it is on its way. */
export function renderOrder(page: ShopPage, order: Order): PageContent {
  const isOpen = ['pending', 'accepted', 'preparing', 'ready'].includes(order.status);
  const main = html`
<section class="order" id="order" data-status="${order.status}"${isOpen ? html` data-open` : null}>
<h1 tabindex="-1">${sentencesOf(page.words)[order.status]}</h1>
<p class="number">Order <strong>${shopOrderNumber(order.id)}</strong>${order.table === null ? null : html` · Table ${order.table}`}</p>
${renderSteps(order.status, page.words)}
${renderBill(page, makeBill(order))}
${page.store.shop_demo && order.status === 'ready' ? html`<button type="button" class="main-button" data-pick-up>I have it</button>` : null}
<p><a class="second-button" href="${shopUrl(page)}">${page.words.backToMenu}</a></p>
<p class="hint">For our staff: ${order.id}</p>
</section>`;
  return { title: 'Your order', view: 'order', main };
}

/** What was ordered, and what of it was paid back. */
function renderBill(page: ShopPage, { lines, totalMinor, refundedMinor, paidMinor }: Bill): Html {
  const row = (text: unknown, amountMinor: number, className = ''): Html =>
    html`<li${className && html` class="${className}"`}><span>${text}</span><span class="price">${formatMinor(page, amountMinor)}</span></li>`;
  const refunds = lines.filter((line) => line.refundedMinor > 0);
  return html`<ul class="bill">${lines.map(({ quantity, name, offMinor, paidMinor: paid }) => {
    const off = offMinor > 0 ? html` <small>(${formatMinor(page, offMinor)} off)</small>` : null;
    return row(html`${quantity} × ${name}${off}`, paid);
  })}
${row('Total', totalMinor, 'total')}
${refunds.map((line) => row(`Refund: ${line.name}`, -line.refundedMinor))}
${refundedMinor > 0 ? row('You paid', paidMinor, 'total') : null}</ul>`;
}

function renderSteps(status: Order['status'], { preparing }: ShopWords): Html | null {
  const done = STEPS.findIndex((step) => step.status === (status === 'delivered' ? 'completed' : status));
  if (done < 0) return null;
  return html`<ol class="steps">${STEPS.map(
    ({ text }, index) =>
      html`<li class="${index <= done ? 'done' : ''}"${index === done ? html` aria-current="step"` : null}>${text ?? preparing}</li>`,
  )}</ol>`;
}
