import { z } from 'zod';
import { externalId } from './catalog.ts';
import { placements, recommendationTypeName } from './recommendation.ts';

/**
 * What a guest did: `exposure` (the place of an answer came into view, also an empty one), `impression` (one card was
 * seen), `click`, `add` and `remove` (cart), `dismiss` (not this one again), `view` (a page of an item).
 */
export const eventTypes = ['exposure', 'impression', 'click', 'add', 'remove', 'dismiss', 'view'] as const;
export type EventType = (typeof eventTypes)[number];

/** What the guest said to being measured. Without `granted` no visitor and no customer is kept. */
export const consents = ['granted', 'denied', 'pending'] as const;
export type Consent = (typeof consents)[number];

/** Most events in one call. */
export const MOST_EVENTS = 1000;

/** A UUIDv7 in small letters: its first 48 bits are the milliseconds at which it was made. */
export const eventIdSchema = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i, { message: 'expected a UUIDv7' })
  .transform((text) => text.toLowerCase());

const recId = z.uuid().transform((text) => text.toLowerCase());
const token = z.string().max(1000).describe('`token` of the answer, unchanged.');
const position = z.int().min(1).max(1000).describe('Position of the slot, from 1.');
const consent = z.enum(consents);

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
/** An instant with its offset: "2026-03-01T19:30:00.000Z". */
const instant = z
  .string()
  .max(40)
  .refine((text) => INSTANT.test(text) && Number.isFinite(Date.parse(text)), {
    message: 'expected ISO 8601 with an offset, for example "2026-03-01T19:30:00.000Z"',
  })
  .describe('ISO 8601 with an offset, by the clock of the device.');

const quantity = z
  .number()
  .min(0)
  .max(1_000_000)
  .transform((value) => Math.round(value * 1000) / 1000);

const contextSchema = z.object({
  cart_size: z.int().min(0).max(10_000).optional().describe('Items in the cart.'),
  cart_items: z.array(externalId).max(50).optional().describe('Ids of the items in the cart.'),
  session_duration: z.number().min(0).max(1_000_000).optional().describe('Seconds since the session began.'),
});

/** One event of a batch. */
export const eventSchema = z.object({
  event_id: eventIdSchema.describe('UUIDv7, made once and kept when the event is sent again.'),
  type: z.enum(eventTypes),
  occurred_at: instant.optional().describe('By the clock of the device; left out: when it was sent.'),
  rec_id: recId.optional().describe('The answer that showed it.'),
  token: token.optional(),
  position: position.optional(),
  item: externalId.optional().describe('Id of the item.'),
  source_item: externalId.optional().describe('The item that led to the suggestion.'),
  placement: z.enum(placements).optional(),
  recommendation_type: recommendationTypeName.optional(),
  quantity: quantity.optional().describe('Of `add` and `remove`; 1 when left out.'),
  in_cart_before: quantity.optional().describe('Units of the item that were in the cart before.'),
  order: externalId.optional().describe('Your id of the order that it belongs to.'),
  context: contextSchema.optional(),
});
export type EventInput = z.output<typeof eventSchema>;
/** {@link EventInput} as it is written on the wire. */
export type EventRequest = z.input<typeof eventSchema>;

const { $schema: _dialect, ...eventJsonSchema } = z.toJSONSchema(eventSchema, { io: 'input' });

/** The body of POST /api/events. Each event is checked by itself: one that is wrong does not take the others along. */
export const eventBatchSchema = z.object({
  sent_at: instant.optional().describe('When the call was made, by the clock of the device.'),
  consent: consent.default('pending'),
  visitor: externalId.optional().describe('Kept only with consent "granted" and without Sec-GPC: 1.'),
  session: externalId.optional(),
  customer: externalId.optional().describe('Your reference of a known customer; pk_ keys need `customer_token`.'),
  customer_token: z.string().max(200).optional(),
  table: externalId.optional(),
  automated: z.boolean().default(false).describe('navigator.webdriver'),
  staff: z.boolean().default(false).describe('The device is marked as one of the staff: kept, and in no figure.'),
  events: z
    .array(z.unknown().meta({ ...eventJsonSchema, description: 'One event.' }))
    .min(1)
    .max(MOST_EVENTS),
});
export type EventBatch = z.output<typeof eventBatchSchema>;

/** Why an event was not taken. */
export const eventRejections = ['invalid_event', 'event_too_old', 'event_ahead'] as const;
export type EventRejection = (typeof eventRejections)[number];

export const eventResultSchema = z.object({
  event_id: z.string().nullable().describe('null when it was sent without a readable one.'),
  result: z.enum(['accepted', 'duplicate', 'rejected']),
  verified: z
    .boolean()
    .describe('True when its token proves that the answer offered it. Only these are ever credited.'),
  code: z.enum(eventRejections).optional(),
  detail: z.string().optional(),
});
export type EventResult = z.infer<typeof eventResultSchema>;

/** The answer of POST /api/events: one result for each event, in their order. */
export const eventResultsSchema = z.object({
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  results: z.array(eventResultSchema),
});
export type EventResults = z.infer<typeof eventResultsSchema>;

/** Names that POST /api/recommendations/track takes; a `conversion` of a page is an `add`: purchases come from orders. */
const trackedTypes = { impression: 'impression', click: 'click', add: 'add', conversion: 'add' } as const;

/** The body of POST /api/recommendations/track: one event. Numbers are taken as ids too. */
export const trackSchema = z.object({
  event_type: z
    .string()
    .transform((text) => text.toLowerCase())
    .pipe(z.enum(['impression', 'click', 'add', 'conversion']))
    .transform((name) => trackedTypes[name])
    .describe('impression, click, add or conversion (stored as add).'),
  recommendation_type: recommendationTypeName.optional(),
  recommended_item_id: looseId().optional(),
  source_item_id: looseId().nullish(),
  position: position.nullish(),
  context: z
    .object({
      time_of_day: z.unknown().describe('Not used: the hour is derived by the server, in the zone of the store.'),
      cart_size: z.int().min(0).max(10_000).nullish(),
      cart_items: z.array(looseId()).max(50).nullish(),
      session_duration: z.number().min(0).max(1_000_000).nullish(),
    })
    .nullish(),
  event_id: eventIdSchema.optional().describe('UUIDv7; without it the call is not idempotent, and the answer says so.'),
  occurred_at: instant.optional(),
  rec_id: recId.optional(),
  token: token.optional().describe('Without it the event is kept apart as not verified and never credited.'),
  session_id: externalId.optional(),
  visitor_id: externalId.optional().describe('Kept only with consent "granted" and without Sec-GPC: 1.'),
  consent: consent.default('pending'),
  table: looseId().nullish(),
  order_id: looseId().nullish(),
});
export type TrackRequest = z.output<typeof trackSchema>;

/** An id as text or as a whole number. */
function looseId() {
  return z.union([externalId, z.int().transform(String)]);
}

export const trackResultSchema = z.object({
  success: z.literal(true),
  event_id: z.string(),
  result: z.enum(['accepted', 'duplicate']),
  verified: z.boolean(),
  idempotent: z.boolean().describe('False when the call had no event_id: sent again it counts again.'),
});
export type TrackResult = z.infer<typeof trackResultSchema>;

const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');

/** The query of GET /api/events. */
export const eventListQuerySchema = z.object({
  from: instant.optional().describe('Events at or after this instant.'),
  to: instant.optional().describe('Events before this instant.'),
  type: z.enum(eventTypes).optional(),
  item: externalId.optional(),
  verified: flag.optional(),
  bot: flag.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  cursor: z.string().max(200).optional(),
});
export type EventListQuery = z.output<typeof eventListQuerySchema>;

/** One event as the store's owner reads it. */
export const recommendationEventSchema = z.object({
  event_id: z.string(),
  event_type: z.enum(eventTypes),
  occurred_at: z.string().describe('Corrected by the clock of the server; never after it was received.'),
  rec_id: z.string().nullable(),
  placement: z.enum(placements).nullable(),
  recommendation_type: z.string().nullable(),
  recommended_item_id: z.string().nullable(),
  source_item_id: z.string().nullable(),
  position: z.int().nullable(),
  quantity: z.number().nullable(),
  session: z.string().nullable(),
  visitor: z.string().nullable(),
  customer: z.string().nullable(),
  table: z.string().nullable(),
  order_id: z.string().nullable(),
  context: z.object({
    time_of_day: z.int().describe('Hour, 0-23, in the zone of the store.'),
    weekday: z.int().describe('1 = Monday .. 7 = Sunday.'),
    cart_size: z.int().nullable(),
    cart_items: z.array(z.string()).nullable(),
    session_duration: z.number().nullable(),
  }),
  algorithm_version: z.string().nullable().describe('null once the answer is no longer kept.'),
  test_group: z.string().nullable().describe('The variation of the answer.'),
  revenue_minor: z.int().describe('Net revenue credited to this event; 0 while there is none.'),
  verified: z.boolean(),
  bot: z.string().nullable().describe('Why it is taken for a machine; null = it is not. Bots are in no figure.'),
  received_at: z.string(),
});
export type RecommendationEvent = z.infer<typeof recommendationEventSchema>;
