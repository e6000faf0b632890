import type { ChangedLine, CheckoutAnswer } from '../../contract/shop.ts';
import { type CartLine, paidFor } from './cart.ts';
import { knownGuest } from './guest.ts';
import { byId, type ShopDesk, tellPairwell } from './shop-page.ts';

/** Draws the cart on its page, and again after every change. */
export function drawCart({ cart, money }: ShopDesk): void {
  const list = byId('lines');
  if (!list) return;
  const focused = document.activeElement?.getAttribute('data-line-step');
  list.replaceChildren(...cart.lines().map((line) => drawLine(line, money)));
  if (focused) list.querySelector<HTMLElement>(`[data-line-step=${JSON.stringify(focused)}]`)?.focus();
  const isEmpty = cart.units() === 0;
  byId('empty')?.toggleAttribute('hidden', !isEmpty);
  byId('sum')?.toggleAttribute('hidden', isEmpty);
  const total = byId('total');
  if (total && !isEmpty) total.textContent = money(cart.totalMinor());
}

function drawLine(line: CartLine, money: (amountMinor: number) => string): HTMLElement {
  const element = make('li', 'line');
  const image = make('img');
  Object.assign(image, { src: line.picture, alt: '', width: 64, height: 64 });
  const words = make('div', 'words');
  words.append(make('h2', '', line.name), ...drawPrice(line, money));
  const stepper = make('div', 'stepper');
  stepper.setAttribute('role', 'group');
  stepper.setAttribute('aria-label', `Quantity of ${line.name}`);
  stepper.append(stepButton(line, -1), make('output', '', String(line.quantity)), stepButton(line, 1));
  element.append(...(line.picture ? [image] : []), words, stepper);
  return element;
}

/** What is paid; with an offer, what it would be without it stands before, struck through. */
function drawPrice(line: CartLine, money: (amountMinor: number) => string): HTMLElement[] {
  const paid = make('span', 'price', money(paidFor(line)));
  if (!line.offMinor) return [paid];
  const before = money(line.priceMinor * line.quantity);
  const struck = make('s', 'price', before);
  struck.setAttribute('aria-hidden', 'true');
  return [make('span', 'unseen', `Before: ${before}. Now: `), struck, paid];
}

function stepButton(line: CartLine, step: 1 | -1): HTMLElement {
  const isLast = step < 0 && line.quantity === 1;
  const button = make('button', isLast ? 'remove' : '', step > 0 ? '+' : isLast ? '×' : '−');
  button.setAttribute('type', 'button');
  button.setAttribute(
    'aria-label',
    isLast ? `Remove ${line.name}` : step > 0 ? `One more ${line.name}` : `One less ${line.name}`,
  );
  button.dataset.lineStep = `${step} ${line.id}`;
  return button;
}

/** Sends the order. What the shop's server will not take is said, and the cart is put right; nothing is ordered then. */
export async function orderNow(desk: ShopDesk): Promise<void> {
  const { cart, facts, go } = desk;
  const button = byId('order-now') as HTMLButtonElement | null;
  if (!button || button.disabled || cart.units() === 0) return;
  button.disabled = true;
  try {
    tellPairwell('order');
    const response = await fetch(`${facts.base}/checkout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(checkoutOf(desk)),
      signal: AbortSignal.timeout(15_000),
    });
    const answer = (await response.json()) as CheckoutAnswer | { result?: undefined };
    if (answer.result === 'ordered') {
      cart.clear();
      tellPairwell('cart', []);
      go(answer.url);
    } else if (answer.result === 'changed') {
      tellChanges(desk, answer.lines);
    } else if (answer.result === 'ordered-before') {
      tellOrderedBefore(desk, answer);
    } else showNote(desk, 'The order could not be taken. Please try again, or ask our staff.');
  } catch {
    showNote(desk, 'No connection. Nothing may have been ordered; it is safe to try again.');
  } finally {
    button.disabled = false;
  }
}

function checkoutOf({ cart, facts }: ShopDesk): object {
  let ids: { session?: string; visitor?: string } = {};
  // Without the tracker there is nobody to ask, and the order goes through all the same.
  if (window.pairwell?.link) tellPairwell('session', (found: typeof ids) => Object.assign(ids, found));
  ids = { ...ids };
  return {
    client_id: cart.clientId(),
    table: facts.table ?? undefined,
    ...ids,
    ...knownGuest(),
    lines: cart.lines().map((line) => ({
      item: line.id,
      quantity: line.quantity,
      price_minor: line.priceMinor,
      offer_minor: line.offMinor,
      rec_id: line.recId,
    })),
  };
}

function tellChanges(desk: ShopDesk, changed: readonly ChangedLine[]): void {
  const { cart, money } = desk;
  const words = changed.map(({ item, price_minor: price, offer_minor: offer }) => {
    const name = cart.find(item)?.name ?? item;
    if (price === null) {
      cart.drop(item);
      return `${name} is sold out and was taken out.`;
    }
    const isPriceNew = cart.find(item)?.priceMinor !== price;
    cart.setPrice(item, price);
    cart.setOffer(item, offer);
    return isPriceNew ? `${name} now costs ${money(price - offer)}.` : `The offer on ${name} has ended.`;
  });
  tellPairwell('cart', cart.lines());
  showNote(desk, `${words.join(' ')} Nothing was ordered yet: please look again.`);
}

/** The order went through although its answer was lost, and the cart has been changed since. */
function tellOrderedBefore(desk: ShopDesk, { number, url }: { number: string; url: string }): void {
  desk.cart.beginAnew();
  const link = make('a', '', `See order ${number}`);
  link.href = url;
  showNote(desk, `We have your order ${number}, without what you have changed since. `, link);
  byId('changes')?.append(' Tap "Order now" again only if you want what is here as another order.');
}

function showNote(_desk: ShopDesk, ...content: (string | Node)[]): void {
  const note = byId('changes');
  if (!note) return;
  note.replaceChildren(...content);
  note.hidden = false;
  note.scrollIntoView({ block: 'nearest' });
}

function make<K extends keyof HTMLElementTagNameMap>(tag: K, className = '', text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
