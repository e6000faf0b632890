import { z } from 'zod';
import { externalId } from './catalog.ts';

/** Why a line was or was not credited, from `credited` on. */
export const lineReasons = [
  'credited',
  'given_back',
  'already_in_cart',
  'no_units_left',
  'taken_back',
  'seen_only',
  'other_order',
  'outside_window',
  'after_order',
  'other_session',
  'withheld',
  'staff',
  'bot',
  'unverified',
  'no_session',
  'no_touch',
  'open',
  'cancelled',
  'refunded',
  'deleted',
  'test',
] as const;

/** What was decided of one event that was considered for a line. */
export const touchVerdicts = [
  'credited',
  'earlier_touch',
  'taken_back',
  'takes_back',
  'seen_only',
  'already_in_cart',
  'other_order',
  'not_counted',
  'outside_window',
  'after_order',
  'other_session',
  'withheld',
  'staff',
  'bot',
  'unverified',
] as const;

const touchSchema = z
  .object({
    event_id: z.string(),
    type: z.enum(['impression', 'click', 'add', 'remove']),
    rec_id: z.string().nullable(),
    position: z.int().nullable(),
    placement: z.string().nullable(),
    at: z.string(),
  })
  .describe('An event of a slot.');

const attributedLineSchema = z.object({
  line: z.int(),
  item: z.string(),
  name: z.string(),
  quantity: z.number(),
  refunded_quantity: z.number(),
  net_minor: z.int().describe('After discounts and refunds, without tax, tip and delivery.'),
  attributed_quantity: z.number(),
  attributed_minor: z.int(),
  assisted_minor: z.int().describe('Net of a line that was seen and not clicked; never part of the credit.'),
  reason: z.enum(lineReasons),
  words: z.string().describe('The reason in plain words.'),
  touch: touchSchema.nullable().describe('The click or add that takes the credit.'),
  candidates: z
    .array(touchSchema.extend({ verdict: z.enum(touchVerdicts), words: z.string() }))
    .describe('Every event of the item that was considered, in the order of time; the last 100.'),
  booked_quantity: z.number(),
  booked_minor: z.int().describe('What the ledger says now; it follows within seconds.'),
});

/** Why each line of an order was or was not credited to a recommendation. */
export const orderAttributionSchema = z.object({
  order: z.string(),
  status: z.string(),
  ordered_at: z.string(),
  session: z.string().nullable().describe('The session of the order, its own or that of the recommendations it names.'),
  visitor: z.string().nullable(),
  window: z.enum(['session', '7d']),
  currency: z.string(),
  net_minor: z.int(),
  attributed_minor: z.int(),
  assisted_minor: z.int(),
  lines: z.array(attributedLineSchema),
});
export type OrderAttribution = z.infer<typeof orderAttributionSchema>;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day such as "2026-03-01"');

/** The query of GET /api/attribution. */
export const ledgerQuerySchema = z.object({
  from: day.optional().describe('First business day of the orders.'),
  to: day.optional().describe('Last business day of the orders.'),
  booked_from: z.iso.datetime({ offset: true }).optional(),
  booked_to: z.iso.datetime({ offset: true }).optional().describe('Entries booked before this instant.'),
  order: externalId.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  cursor: z.string().optional(),
});
export type LedgerQuery = z.output<typeof ledgerQuerySchema>;

/** One entry of the ledger; the net of a line is the sum of its entries. */
export const ledgerEntrySchema = z
  .object({
    id: z.int(),
    order: z.string(),
    line: z.int(),
    item: z.string(),
    name: z.string(),
    kind: z.enum(['sale', 'refund', 'cancel', 'reattribution']),
    quantity: z.number(),
    amount_minor: z.int(),
    rec_id: z.string(),
    position: z.int().nullable(),
    event_id: z.string(),
    order_day: z.string().describe('Business day of the order, whenever the entry was booked.'),
    booked_at: z.string(),
  })
  .describe('Nothing that was booked is ever changed: a correction is an entry of its own.');
export type LedgerEntryJson = z.infer<typeof ledgerEntrySchema>;
