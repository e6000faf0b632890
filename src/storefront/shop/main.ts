import { type CartItem, openCart } from './cart.ts';
import { drawCart, orderNow } from './cart-view.ts';
import { startConsent, tellKnownConsent } from './consent.ts';
import { signIn, welcomeGuest } from './guest.ts';
import { followTabs } from './menu-tabs.ts';
import { followOrder, pickUp } from './order-view.ts';
import { startRouter } from './router.ts';
import { byId, moneyFormat, readFacts, type ShopDesk, tellPairwell } from './shop-page.ts';
import { markStaffDevice } from './staff-device.ts';
import { followOrders, moveOrder } from './staff-view.ts';
import { openVoice } from './voice.ts';

/** So long after a page has loaded the phone has nothing else to do. */
const SETTLED_MS = 2_000;

/** What `pairwell:add` and its like say. */
interface Suggested {
  readonly item: { readonly id: string; readonly name: string; readonly price_minor: number | null };
  readonly quantity: number;
  readonly rec_id: string;
  readonly token?: string;
  readonly offer?: { readonly amount_minor: number };
  readonly failed?: () => void;
}

/** Starts the shop on the page that was opened first. */
function startShop(): void {
  const facts = readFacts();
  const cart = openCart(facts.base, () => drawAll());
  let leave = (): void => {};
  const onShow = (main: HTMLElement): void => {
    leave();
    leave = () => {};
    desk.say('');
    const { view } = main.dataset;
    if (view === 'menu') leave = followTabs(main);
    if (view === 'menu') welcomeGuest(desk);
    if (view === 'order') leave = followOrder(desk);
    if (view === 'staff') leave = followOrders(desk);
    const item = main.querySelector<HTMLElement>('[data-item]')?.dataset.item;
    if (item !== undefined) tellPairwell('view', item);
    drawAll();
  };
  const desk: ShopDesk = {
    facts,
    cart,
    money: moneyFormat(facts),
    go: startRouter(facts.base, (main) => onShow(main)),
    say: openVoice(),
  };
  const drawAll = (): void => {
    drawCount(cart.units());
    drawCart(desk);
  };
  markStaffDevice(facts);
  listenForTaps(desk);
  listenForSuggestions(desk);
  tellKnownConsent();
  tellPairwell('cart', cart.lines());
  document.documentElement.classList.add('scripted');
  drawAll();
  // The script stands before the menu: its buttons work as soon as they are seen, and the rest waits for the whole page.
  document.addEventListener('DOMContentLoaded', () => {
    startConsent();
    settleLater();
    const main = byId('main');
    if (main) onShow(main);
  });
}

/** Lays the whole menu out: when there is time for it, and before a guest can jump to a part of it. */
function settleLater(): void {
  const settle = (): void => document.documentElement.classList.add('settled');
  if (location.hash) settle();
  for (const type of ['pointerdown', 'keydown']) addEventListener(type, settle, { once: true, capture: true });
  addEventListener('load', () => setTimeout(settle, SETTLED_MS));
}

function drawCount(units: number): void {
  const count = byId('count');
  if (!count) return;
  count.textContent = String(units);
  count.hidden = units === 0;
  count.setAttribute('aria-label', `${units} ${units === 1 ? 'item' : 'items'}`);
}

/** One listener for all buttons: pages come and go. */
function listenForTaps(desk: ShopDesk): void {
  document.addEventListener('click', (event) => {
    const button = (event.target as Element | null)?.closest?.('button');
    if (!button) return;
    const { add, step, lineStep, order } = button.dataset;
    if (add !== undefined) addToOrder(desk, button);
    else if (step !== undefined) stepQuantity(Number(step));
    else if (lineStep !== undefined) stepLine(desk, lineStep);
    else if (order !== undefined) void moveOrder(desk, button);
    else if (button.id === 'order-now') void orderNow(desk);
    else if (button.hasAttribute('data-pick-up')) void pickUp(desk);
    else if (button.hasAttribute('data-sign-in')) void signIn(desk);
  });
}

function addToOrder({ cart, say }: ShopDesk, button: HTMLElement): void {
  const { add: id = '', name = '', price = '', picture = '', quantityFrom } = button.dataset;
  const wanted = quantityFrom === undefined ? 1 : Number(byId(quantityFrom)?.textContent) || 1;
  const item: CartItem = { id, name, priceMinor: Number(price), picture };
  const added = cart.change(item, wanted);
  if (added === 0) {
    say('The order is full.');
    return;
  }
  tellPairwell('add', id, added);
  say(`${added === 1 ? '' : `${added} × `}${name} is in your order.`);
  button.classList.add('done');
  setTimeout(() => button.classList.remove('done'), 1_200);
}

function stepQuantity(step: number): void {
  const output = byId('quantity');
  if (output) output.textContent = String(Math.min(20, Math.max(1, Number(output.textContent) + step)));
}

function stepLine({ cart, say }: ShopDesk, lineStep: string): void {
  const [, step = '1', id = ''] = /^(-?1) (.*)$/s.exec(lineStep) ?? [];
  const line = cart.find(id);
  if (!line) return;
  const { name, quantity, suggested = 0, recId, token, offMinor } = line;
  // The guest's own units go first; one of a suggestion goes with its name, so that what it earned is taken back too.
  const source = Number(step) < 0 && quantity <= suggested ? { recId, token, offMinor } : undefined;
  const changed = cart.change(line, Number(step), source);
  if (changed > 0) tellPairwell('add', id, changed);
  if (changed < 0) tellPairwell('remove', id, -changed, source && { rec_id: recId, token });
  say(cart.find(id) ? `${cart.find(id)?.quantity} × ${name}` : `${name} was taken out.`);
}

/** The widget adds nothing by itself: it says what was tapped, and the cart is ours. */
function listenForSuggestions({ cart, facts, go }: ShopDesk): void {
  const pictureOf = (id: string): string => `${facts.base}/pictures/${encodeURIComponent(id)}.svg`;
  document.addEventListener('pairwell:add', (event) => {
    const { item, quantity, rec_id: recId, token, offer, failed } = (event as CustomEvent<Suggested>).detail;
    if (item.price_minor === null) return failed?.();
    const wanted = { id: item.id, name: item.name, priceMinor: item.price_minor, picture: pictureOf(item.id) };
    if (cart.change(wanted, quantity, { recId, token, offMinor: offer?.amount_minor }) === 0) return failed?.();
    tellPairwell('cart', cart.lines());
  });
  document.addEventListener('pairwell:undo', (event) => {
    const { item, quantity } = (event as CustomEvent<Suggested>).detail;
    const line = cart.find(item.id);
    if (line) cart.change(line, -quantity, line);
    tellPairwell('cart', cart.lines());
  });
  // A name is a link and goes there by itself; a picture is not.
  let isOnLink = false;
  const note = (event: Event): void => {
    isOnLink = event.composedPath().some((one) => one instanceof HTMLAnchorElement);
  };
  document.addEventListener('click', note, { capture: true });
  document.addEventListener('pairwell:select', (event) => {
    const { item } = (event as CustomEvent<Suggested>).detail;
    const url = (event.target as Element).getAttribute('item-url')?.replace('{id}', encodeURIComponent(item.id));
    if (url !== undefined && !isOnLink) go(url);
  });
}

try {
  startShop();
} catch (error) {
  console.warn('Shop:', String(error));
}
