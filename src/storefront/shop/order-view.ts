import { PART } from './router.ts';
import { byId, type ShopDesk } from './shop-page.ts';

const LOOK_EVERY_MS = 3_000;

/** Looks again and again where the order is, while the page is seen. Returns what ends it. */
export function followOrder({ say }: ShopDesk): () => void {
  const timer = setInterval(() => {
    const order = byId('order');
    if (!order?.hasAttribute('data-open')) clearInterval(timer);
    else if (!document.hidden) void refreshOrder(say);
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** The guest has it in hand. */
export async function pickUp({ say }: ShopDesk): Promise<void> {
  await fetch(`${location.pathname}/picked-up`, { method: 'POST' }).catch(() => null);
  await refreshOrder(say);
}

async function refreshOrder(say: (text: string) => void): Promise<void> {
  const response = await fetch(location.href, { headers: PART }).catch(() => null);
  if (!response?.ok) return;
  const loaded = new DOMParser().parseFromString(await response.text(), 'text/html');
  const [now, before] = [loaded.querySelector<HTMLElement>('#order'), byId('order')];
  if (!now || !before || now.dataset.status === before.dataset.status) return;
  before.replaceWith(document.adoptNode(now));
  say(now.querySelector('h1')?.textContent ?? '');
}
