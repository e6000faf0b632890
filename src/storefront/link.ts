import type { EventRequest, EventType } from '../contract/event.ts';
import type { Recommendation } from '../contract/recommendation.ts';

/** What a guest agreed to. Global Privacy Control makes it `denied`. */
export type Consent = 'pending' | 'granted' | 'denied';

/** One answer as a page gets it; the token is there when the server keeps a log. */
export type Answer = Pick<Recommendation, 'rec_id' | 'token' | 'placement' | 'currency' | 'locale' | 'level' | 'slots'>;

/** What an event says beside its type, time and context. */
export type EventFields = Omit<EventRequest, 'event_id' | 'type' | 'occurred_at' | 'context'>;

/** Who asks for suggestions, and with what in the cart. */
export interface Guest {
  readonly consent: Consent;
  readonly session: string;
  readonly visitor?: string;
  readonly customer?: string;
  readonly customer_token?: string;
  readonly table?: string;
  /** A program drives the browser. */
  readonly automated: boolean;
  /** The device is marked as one of the staff's. */
  readonly staff: boolean;
}

/** The guest's cart as far as the page told of it: units by item. */
export interface Cart {
  ids(): string[];
  quantityOf(item: string): number;
  /**
   * Units were added (or taken, below 0) by the widget: the page's own word on the same change is not counted again.
   * Returns what takes it back.
   */
  change(item: string, quantity: number): () => void;
  /** Called when the page tells of another cart. */
  onChange(listener: () => void): void;
}

/** What the tracker offers to the widget; it hangs on `window.pairwell`. */
export interface StorefrontLink {
  /** Where the server is, with a closing slash. */
  readonly api: string;
  readonly key: string;
  readonly cart: Cart;
  guest(): Guest;
  /** Takes the server's time and the token from an answer. */
  remember(answer: Pick<Answer, 'rec_id' | 'token'>): void;
  track(type: EventType, fields: EventFields): void;
  /** Says on the console what went wrong: once for each page. */
  warn(message: string): void;
}

/** `pairwell('cart', [...])`; before the tracker is there, calls wait in `q`. */
export interface PairwellCommand {
  (...call: unknown[]): void;
  q?: Iterable<unknown>[];
  link?: StorefrontLink;
}

declare global {
  interface Window {
    pairwell?: PairwellCommand;
    dataLayer?: unknown[];
  }
}
