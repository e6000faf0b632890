import type { RegularGuest } from '../../contract/shop.ts';
import { byId, type ShopDesk, tellPairwell } from './shop-page.ts';

/** Who is signed in: in memory, so it ends with the visit. */
let guest: RegularGuest | null = null;

/** What a checkout says of the guest. */
export function knownGuest(): { customer?: string; customer_token?: string } {
  return guest === null ? {} : { customer: guest.customer, customer_token: guest.customer_token };
}

/** Asks the shop's server to sign the guest in as a regular; only the demo offers it. */
export async function signIn(desk: ShopDesk): Promise<void> {
  const response = await fetch(`${desk.facts.base}/sign-in`, { method: 'POST' }).catch(() => null);
  if (!response?.ok) return desk.say('Signing in did not work.');
  guest = (await response.json()) as RegularGuest;
  tellPairwell('identify', guest.customer, guest.customer_token);
  desk.say('Signed in.');
  welcomeGuest(desk);
}

/** On the menu: the offer to sign in, or what a regular likes. */
export function welcomeGuest({ facts }: ShopDesk): void {
  const offer = byId('regular');
  if (offer) offer.hidden = guest !== null || !facts.demo;
  const place = byId('welcome');
  if (!place || guest === null || place.childElementCount > 0) return;
  const banner = document.querySelector('pairwell-recommendations.banner');
  const list = document.createElement('pairwell-recommendations');
  const itemUrl = banner?.getAttribute('item-url') ?? '';
  for (const [name, value] of Object.entries({
    placement: 'menu',
    types: 'personalized',
    heading: 'Welcome back',
    class: 'banner',
    'item-url': itemUrl,
  })) {
    list.setAttribute(name, value);
  }
  place.append(list);
}
