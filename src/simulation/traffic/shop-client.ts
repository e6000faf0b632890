import type { EventRequest, EventResults } from '../../contract/event.ts';
import type { OrderRequest, OrderResult } from '../../contract/order.ts';
import type { Recommendation, RecommendationQueryInput } from '../../contract/recommendation.ts';

/** What a page sends of one session in one call. */
export interface SessionEvents {
  readonly sent_at: string;
  readonly consent: 'granted' | 'denied' | 'pending';
  readonly session: string;
  readonly visitor?: string;
  readonly table?: string;
  readonly events: readonly EventRequest[];
}

/**
 * The shop as simulated shoppers and their shop's server meet it: questions and events of pages, orders of the server.
 * `atMs` is the moment at which a call is made on the simulated clock; whoever cannot turn the clock goes by its own.
 */
export interface ShopClient {
  recommend(query: RecommendationQueryInput, atMs: number): Promise<Recommendation>;
  sendEvents(events: SessionEvents, atMs: number): Promise<EventResults>;
  sendOrders(orders: readonly OrderRequest[], atMs: number): Promise<readonly OrderResult[]>;
  hasOrder(id: string): Promise<boolean>;
  /** Makes what was sent so far count for the answers to come. */
  settle(): Promise<void>;
}
