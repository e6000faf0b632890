import { PART } from './router.ts';
import { byId, type ShopDesk } from './shop-page.ts';

const LOOK_EVERY_MS = 5_000;

/** Looks for new orders while the page is seen. Returns what ends it. */
export function followOrders({ say }: ShopDesk): () => void {
  const timer = setInterval(() => {
    if (!document.hidden) void refreshOrders(say);
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** Somebody of the staff moves an order on. */
export async function moveOrder({ say }: ShopDesk, button: HTMLButtonElement): Promise<void> {
  const { order = '', from, status } = button.dataset;
  const { csrf = '', store = '' } = byId('staff-orders')?.dataset ?? {};
  button.disabled = true;
  const response = await fetch(
    `${location.pathname.replace(/\/s\/.*/, '')}/api/shop-orders/${encodeURIComponent(order)}/status`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'pairwell-csrf': csrf, 'pairwell-store': store },
      body: JSON.stringify({ status, from }),
    },
  ).catch(() => null);
  const note = byId('changes');
  if (note) {
    note.hidden = response?.ok === true;
    note.textContent = 'That did not work. Load this page again, and sign in if it asks you to.';
  }
  button.disabled = false;
  await refreshOrders(say);
}

async function refreshOrders(say: (text: string) => void): Promise<void> {
  const response = await fetch(location.href, { headers: PART }).catch(() => null);
  if (!response?.ok) return;
  const loaded = new DOMParser().parseFromString(await response.text(), 'text/html');
  const [now, before] = [loaded.querySelector('#staff-orders'), byId('staff-orders')];
  if (!now || !before || now.innerHTML === before.innerHTML) return;
  const focused = document.activeElement?.getAttribute('data-order');
  if (now.childElementCount > before.childElementCount) say('A new order.');
  before.replaceWith(document.adoptNode(now));
  if (focused) now.querySelector<HTMLElement>(`[data-order=${JSON.stringify(focused)}]`)?.focus();
}
