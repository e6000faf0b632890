import type { Store } from '../../src/contract/catalog.ts';
import { type EventRequest, type EventResults, eventBatchSchema } from '../../src/contract/event.ts';
import type { Services } from '../../src/services/services.ts';
import { signToken, TOKEN_HOURS, TOKEN_PURPOSE } from '../../src/services/tracking/recommendation-token.ts';
import { findReferences } from '../../src/storage/queries/orders.ts';
import { insertServed, type ServedRow } from '../../src/storage/queries/served.ts';
import { eventIdAt } from './guest-events.ts';

/** A place of an answer, by the names that people use. */
export interface GivenSlot {
  readonly item: string;
  readonly type?: string;
  readonly source?: string;
}

/** An answer that a guest was given. */
export interface GivenAnswer {
  readonly recId: string;
  readonly at: Date;
  readonly slots: readonly GivenSlot[];
  readonly placement?: string;
  readonly session?: string | null;
  readonly variation?: string;
  /** What else is written of it. */
  readonly row?: Partial<ServedRow>;
}

/** Writes an answer as the served log does. */
export async function giveAnswer(services: Services, store: Pick<Store, 'id'>, answer: GivenAnswer): Promise<void> {
  const { recId, at, slots, placement = 'cart', session = 's1', variation = 'control' } = answer;
  const names = slots.flatMap(({ item, source }) => [item, ...(source === undefined ? [] : [source])]);
  const { database } = services.context;
  const ids = await database.forStore(store.id, (scope) =>
    findReferences(scope, { table: 'item', externalIds: [...new Set(names)] }),
  );
  const rows: ServedRow[] = [
    {
      recId,
      placement,
      level: 'pairs',
      version: 'test@1',
      slots: slots.map(({ item, type = 'frequently-together', source }, index) => ({
        position: index + 1,
        item: ids.get(item),
        type,
        strategy: 'test@1',
        source: source === undefined ? null : ids.get(source),
        propensity: 1,
      })),
      cart: [],
      customerId: null,
      visitor: null,
      session,
      table: null,
      servedAt: at,
      sourceItem: null,
      consent: 'granted',
      bot: null,
      staff: false,
      experiment: variation === 'control' ? null : 'exp-1',
      variation,
      arms: {},
      holdout: false,
      ghost: false,
      unit: null,
      drawWeek: null,
      tookMs: null,
      failed: false,
      ...answer.row,
    },
  ];
  await database.forStoreHot(store.id, (run) => insertServed(run, { storeId: store.id, rows }));
}

/** What a guest does with a place of an answer. */
export interface PlaceEvent {
  readonly answer: GivenAnswer;
  readonly type: 'impression' | 'click' | 'add';
  readonly item: string;
  readonly at: Date;
  readonly n?: number;
  readonly session?: string;
}

const PERSON = {
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  fetchMode: 'cors',
  purpose: '',
  trustworthy: true,
  privacyControl: false,
  server: false,
};

/** Sends an event with the token of its answer, as a page does. */
export async function sendPlaceEvent(
  services: Services,
  store: Pick<Store, 'id'>,
  { answer, type, item, at, n = 0, session = 's1' }: PlaceEvent,
): Promise<EventResults> {
  const names = answer.slots.map((slot) => slot.item);
  const ids = await services.context.database.forStore(store.id, (scope) =>
    findReferences(scope, { table: 'item', externalIds: names }),
  );
  const token = signToken(services.context.secret(TOKEN_PURPOSE), {
    storeId: store.id,
    recId: answer.recId,
    arm: 'control',
    items: names.map((name) => ids.get(name) ?? 0),
    expiresAt: Math.floor(answer.at.getTime() / 1000) + TOKEN_HOURS * 3600,
  });
  const event: EventRequest = {
    event_id: eventIdAt(at, n),
    type,
    occurred_at: at.toISOString(),
    rec_id: answer.recId,
    token,
    item,
    ...(type === 'add' ? { quantity: 1, in_cart_before: 0 } : {}),
  };
  const sent_at = services.context.clock().toISOString();
  const batch = eventBatchSchema.parse({ session, sent_at, consent: 'granted', events: [event] });
  return services.events.take(store.id, { batch, signals: PERSON });
}
