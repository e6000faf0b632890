import { z } from 'zod';
import { externalId } from './catalog.ts';
import { orderStatusSchema } from './order.ts';

const MOST_LINES = 60;
const MOST_UNITS = 50;

/** What the pages at /s/{slug} send to order: the guest's cart as they saw it. */
export const checkoutSchema = z.strictObject({
  client_id: z.uuid().describe('Made by the page for this order: sent twice, it is one order.'),
  table: z.int().min(1).max(200).optional(),
  session: externalId.optional(),
  visitor: externalId.optional(),
  customer: externalId.optional(),
  customer_token: z.string().max(200).optional(),
  lines: z
    .array(
      z.strictObject({
        item: externalId,
        quantity: z.int().min(1).max(MOST_UNITS),
        price_minor: z
          .int()
          .min(0)
          .describe('The price that the guest saw: another one is told before anything is ordered.'),
        offer_minor: z
          .int()
          .min(0)
          .optional()
          .describe('What an offer took off one unit, as the guest saw it: when it has ended, that is told first.'),
        rec_id: z.uuid().optional().describe('The recommendation that led to this line.'),
      }),
    )
    .min(1)
    .max(MOST_LINES)
    .refine((lines) => new Set(lines.map((line) => line.item)).size === lines.length, {
      message: 'an item may stand in one line only',
    }),
});
export type Checkout = z.infer<typeof checkoutSchema>;

/** A line that is not as the guest saw it any more. */
export const changedLineSchema = z.object({
  item: z.string(),
  available: z.boolean(),
  price_minor: z.int().nullable().describe('What it costs now; null when it cannot be ordered.'),
  offer_minor: z.int().describe('What an offer takes off one unit now; 0 = there is none.'),
});
export type ChangedLine = z.infer<typeof changedLineSchema>;

const orderedSchema = z.object({
  result: z.literal('ordered'),
  order: z.string().describe('Id of the order in the store.'),
  number: z.string().describe('What the guest can say aloud: "7F3-A2B".'),
  url: z.string().describe('Address of the page that follows the order.'),
});

/**
 * The answer to a checkout: where the order can be followed; or what has changed since the guest saw it, or that this
 * `client_id` was used for another cart before. In the last two cases nothing was ordered.
 */
export const checkoutAnswerSchema = z.discriminatedUnion('result', [
  orderedSchema,
  z.object({ result: z.literal('changed'), lines: z.array(changedLineSchema), hint: z.string() }),
  orderedSchema.extend({ result: z.literal('ordered-before'), detail: z.string(), hint: z.string() }),
]);
export type CheckoutAnswer = z.infer<typeof checkoutAnswerSchema>;

/** What the staff do with an order of the pages: the next step, or the end. */
export const staffStepSchema = z.strictObject({
  status: z.enum(['accepted', 'preparing', 'ready', 'completed', 'cancelled']),
  from: z
    .enum(['pending', 'accepted', 'preparing', 'ready'])
    .describe('Where the order was when it was looked at: has it another status by now, that one stays.'),
});
export type StaffStep = z.infer<typeof staffStepSchema>;

/** Where the order is now. */
export const staffStepAnswerSchema = z.object({ status: orderStatusSchema });

/** A guest of the demo who signed in: what the tracker needs to know them. */
export const regularSchema = z.object({ customer: z.string(), customer_token: z.string(), orders: z.int() });
export type RegularGuest = z.infer<typeof regularSchema>;
