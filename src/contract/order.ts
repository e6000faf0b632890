import { z } from 'zod';
import { amountMinor, displayName, externalId } from './catalog.ts';

/** Life of an order. Pairs and money count delivered and completed; popularity all but cancelled and refunded. */
export const orderStatusSchema = z.enum([
  'pending',
  'accepted',
  'preparing',
  'ready',
  'delivered',
  'completed',
  'cancelled',
  'refunded',
]);
export type OrderStatus = z.infer<typeof orderStatusSchema>;

/**
 * A moment: ISO 8601 with an offset ("2026-03-01T19:30:00+01:00"), or without one: then it is the store's local time.
 */
export const orderTimeSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/, {
    message: 'expected ISO 8601, for example "2026-03-01T19:30:00+01:00"',
  });

const quantity = z
  .number()
  .min(0.001)
  .max(1_000_000)
  .refine((value) => Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6, {
    message: 'expected at most 3 decimals',
  });

export const orderLineInputSchema = z.strictObject({
  item: externalId.describe('Id of the item.'),
  name: displayName.optional().describe('With a name, an unknown item is created.'),
  category: externalId.optional().describe('Category of an item that is created.'),
  quantity: quantity.default(1),
  unit_price_minor: amountMinor.nullable().default(null).describe('null = unknown; never 0 for unknown.'),
  discount_minor: amountMinor.default(0),
  tax_minor: amountMinor.nullable().default(null),
  tax_included: z.boolean().nullable().default(null),
  rec_id: z.uuid().nullable().default(null).describe('The recommendation that led to this line.'),
});
export type OrderLineInput = z.infer<typeof orderLineInputSchema>;

export const refundInputSchema = z.strictObject({
  id: externalId,
  line: z.int().min(1).describe('Number of the line, counted from 1.'),
  quantity: quantity,
  amount_minor: amountMinor,
  refunded_at: orderTimeSchema.optional(),
});
export type RefundInput = z.infer<typeof refundInputSchema>;

/** What POST /api/orders takes for one order: the whole order as it stands now. */
export const orderInputSchema = z.strictObject({
  id: externalId.describe('Your id of the order: sending it again changes the order, it never counts twice.'),
  version: z
    .int()
    .min(0)
    .optional()
    .describe('Rises with every change; an older version than the known one is ignored.'),
  updated_at: z.iso.datetime({ offset: true }).optional().describe('Used as the version when there is none.'),
  status: orderStatusSchema.default('completed'),
  ordered_at: orderTimeSchema.optional(),
  currency: z.string().length(3).optional(),
  customer: externalId.nullable().default(null),
  table: externalId.nullable().default(null),
  visitor: externalId.nullable().default(null),
  session: externalId.nullable().default(null),
  channel: externalId.nullable().default(null),
  location: externalId.nullable().default(null),
  discount_minor: amountMinor.default(0),
  tax_minor: amountMinor.default(0),
  tip_minor: amountMinor.default(0),
  delivery_minor: amountMinor.default(0),
  rating: z.int().min(1).max(5).nullable().default(null),
  test: z.boolean().default(false),
  lines: z.array(orderLineInputSchema).max(1000),
  refunds: z.array(refundInputSchema).max(1000).default([]),
});
export type OrderInput = z.infer<typeof orderInputSchema>;
/** {@link OrderInput} before its defaults are filled in: what a caller writes. */
export type OrderRequest = z.input<typeof orderInputSchema>;

/** What PATCH /api/orders/{id} takes. */
export const orderPatchSchema = z.strictObject({
  status: orderStatusSchema.optional(),
  rating: z.int().min(1).max(5).nullable().optional(),
});
export type OrderPatch = z.infer<typeof orderPatchSchema>;

/** What happened to one order of a call. */
export const orderResultSchema = z.object({
  id: z.string(),
  result: z
    .enum(['created', 'updated', 'unchanged', 'stale', 'deleted', 'rejected'])
    .describe('`stale`: a newer version is known. `deleted`: it was deleted before and stays so.'),
  version: z.int().nullable().describe('Our version number of the order, from 1.'),
  change_no: z.int().nullable().describe('Number of this change in the store’s change log.'),
  unversioned: z.boolean().describe('True when neither version nor updated_at was sent: the last received wins.'),
  code: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
});
export type OrderResult = z.infer<typeof orderResultSchema>;

export const orderResultsSchema = z.object({
  accepted: z.int(),
  rejected: z.int(),
  results: z.array(orderResultSchema),
});
export type OrderResults = z.infer<typeof orderResultsSchema>;

/** An order as it is shown. */
export const orderSchema = orderInputSchema
  .omit({ refunds: true, updated_at: true, version: true, ordered_at: true, currency: true, lines: true })
  .extend({
    version: z.int(),
    change_no: z.int(),
    ordered_at: z.string().nullable(),
    received_at: z.string(),
    business_day: z.string().nullable(),
    lines: z.array(
      z.object({
        line: z.int(),
        item: z.string(),
        name: z.string(),
        quantity: z.number(),
        unit_price_minor: z.int().nullable(),
        discount_minor: z.int(),
        refunded_quantity: z.number(),
        refunded_minor: z.int(),
        rec_id: z.string().nullable(),
      }),
    ),
  });
export type Order = z.infer<typeof orderSchema>;
