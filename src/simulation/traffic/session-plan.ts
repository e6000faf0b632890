import type { Consent } from '../../contract/event.ts';

/** A page with a place for suggestions. */
export interface PagePlan {
  readonly placement: 'menu' | 'item' | 'cart';
  readonly atMs: number;
  /** The item of an item page. */
  readonly item: number | null;
  /** How many of the wanted items are in the cart by then, unless they came through a suggestion. */
  readonly picked: number;
}

/**
 * What somebody does whom nobody suggests anything: who they are, which pages they open, what they order. It is drawn
 * before any suggestion is seen, so it is the same with and without them: the counterfactual.
 */
export interface SessionPlan {
  /** Id of the session and of its order. */
  readonly id: string;
  readonly startMs: number;
  readonly consent: Consent;
  readonly visitor: string;
  readonly customer: string | null;
  readonly table: string | null;
  readonly channel: 'dine-in' | 'takeaway';
  readonly pages: readonly PagePlan[];
  /** Units by item, in the order in which they are chosen; empty = only looks. */
  readonly basket: ReadonlyMap<number, number>;
  /** A whole second; after the last page. */
  readonly endMs: number;
  /** The order is cancelled afterwards and worth nothing. */
  readonly cancelled: boolean;
}
