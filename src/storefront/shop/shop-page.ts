import type {} from '../link.ts';
import type { Cart } from './cart.ts';

/** What the server says of the shop, as data in the page. */
export interface ShopFacts {
  /** Path of the shop, such as "/s/bistro". */
  readonly base: string;
  readonly table: number | null;
  readonly currency: string;
  readonly locale: string;
  readonly demo: boolean;
  /** Somebody of the store is signed in. */
  readonly staff: boolean;
}

/** What every part of the script works with. */
export interface ShopDesk {
  readonly facts: ShopFacts;
  readonly cart: Cart;
  readonly money: (amountMinor: number) => string;
  /** Goes to a page of the shop without leaving the document. */
  readonly go: (url: string) => void;
  /** Says to those who cannot see it what has happened. */
  readonly say: (text: string) => void;
}

/** Reads the data that the server wrote into the page. */
export function readFacts(): ShopFacts {
  return JSON.parse(document.querySelector('#shop')?.textContent ?? '') as ShopFacts;
}

/** Makes amounts readable as the store's guests expect them. */
export function moneyFormat({ currency, locale }: ShopFacts): (amountMinor: number) => string {
  // Made at the first amount: a phone needs tens of milliseconds for it, and the menu has its prices already.
  let format: Intl.NumberFormat | undefined;
  return (amountMinor) => {
    format ??= new Intl.NumberFormat(locale, { style: 'currency', currency });
    return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  };
}

/** Tells Pairwell; before its script is there, and when it never comes, calls wait in a list. */
export function tellPairwell(...call: unknown[]): void {
  if (!window.pairwell) {
    const waiting: Iterable<unknown>[] = [];
    window.pairwell = Object.assign((...later: unknown[]) => void waiting.push(later), { q: waiting });
  }
  window.pairwell(...call);
}

/** Finds an element of the page by its id. */
export function byId(id: string): HTMLElement | null {
  return document.getElementById(id);
}
