import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import { eventBatchSchema } from '../../contract/event.ts';
import { orderInputSchema } from '../../contract/order.ts';
import { recommendationQuerySchema } from '../../contract/recommendation.ts';
import { getOrder } from '../../services/orders/change-order.ts';
import { receiveOrders } from '../../services/orders/receive-orders.ts';
import { recommendItems } from '../../services/recommend/recommend.ts';
import type { Services } from '../../services/services.ts';
import { EventIntake } from '../../services/tracking/event-intake.ts';
import type { ShopClient } from './shop-client.ts';

/** A phone in the hands of a person. */
const PERSON = {
  userAgent: 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
  fetchMode: 'cors',
  purpose: '',
  trustworthy: true,
  privacyControl: false,
  server: false,
};

/**
 * A shop in this process: the use cases behind the HTTP API, with their schemas, at whatever time the simulation says.
 * So events of last year are as fresh as they were last year. The database is that of `services`; a server that runs on
 * it sees everything as if it had come over HTTP.
 */
export function createServiceClient(services: Services, store: Store): ShopClient {
  // Events are timed before they first wait, so several calls may be under way; all else comes one after the other.
  let nowMs = 0;
  const context = { ...services.context, clock: () => new Date(nowMs) };
  const simulated: Services = { ...services, context, events: new EventIntake(context) };
  return {
    recommend: async (query, atMs) => {
      nowMs = atMs;
      const options = { mayNameCustomer: true, log: true };
      return recommendItems(simulated, store.id, { query: recommendationQuerySchema.parse(query), options });
    },
    sendEvents: async (events, atMs) => {
      nowMs = atMs;
      const batch = eventBatchSchema.parse(events);
      return simulated.events.take(store.id, { batch, signals: PERSON });
    },
    sendOrders: async (orders, atMs) => {
      nowMs = atMs;
      return receiveOrders(
        context,
        store,
        orders.map((order) => orderInputSchema.parse(order)),
      );
    },
    hasOrder: async (id) => {
      try {
        await getOrder(context, store, id);
        return true;
      } catch (error) {
        if (error instanceof AppError && error.code === 'unknown_order') return false;
        throw error;
      }
    },
    settle: async () => {
      await services.served.flush();
      await services.models.refresh(store.id);
    },
  };
}
