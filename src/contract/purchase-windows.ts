import { z } from 'zod';
import { externalId } from './catalog.ts';

/** Why there is no window: too little is known, or what is known is no pattern. */
export const noWindowReasons = ['no-times', 'too-few-store-orders', 'too-few-orders', 'no-pattern'] as const;

/** The query of GET /api/purchase-windows. */
export const purchaseWindowsQuerySchema = z.object({
  item: externalId.optional().describe('Only orders with this item.'),
  customer: externalId.optional().describe('Only orders of this customer, by your reference.'),
});
export type PurchaseWindowsQuery = z.output<typeof purchaseWindowsQuerySchema>;

/** Hours that hold unusually many orders, by the store's clocks. */
const purchaseWindowSchema = z.object({
  label: z.string().describe('"Friday 18-21": from 18:00 to 20:59.'),
  pattern: z
    .enum(['daily', 'weekly'])
    .describe('daily: the same hours on every weekday; weekly: on one weekday, beyond what its other days show.'),
  weekday: z.int().nullable().describe('The day it begins on, 1 = Monday to 7 = Sunday; null for a daily one.'),
  start_hour: z.int().describe('0 to 23.'),
  end_hour: z.int().describe('1 to 24, not included; not above start_hour when the window runs across midnight.'),
  orders: z.int().describe('Orders in the window.'),
  expected_orders: z.number().describe('Orders that it would hold without a pattern.'),
  share: z.number().describe('Share of all orders looked at, 0 to 1.'),
  lift: z.number().describe('Orders over expected orders, shrunk towards 1.'),
  lift_lower: z.number().describe('The lift is above this with probability 99 %; always above 1.2.'),
});

/** The answer of GET /api/purchase-windows. */
export const purchaseWindowsSchema = z
  .object({
    store: z.string(),
    time_zone: z.string().describe('IANA zone of the clocks that the hours go by.'),
    item: z.string().nullable(),
    customer: z.string().nullable(),
    baseline: z
      .enum(['flat-day', 'store-rhythm'])
      .describe('What the orders are held against: every open hour alike, or the hours of all orders of the store.'),
    orders: z.int().describe('Orders whose time is known.'),
    windows: z.array(purchaseWindowSchema).describe('The strongest evidence first.'),
    reason: z.enum(noWindowReasons).nullable().describe('Why there is no window; null when there is one.'),
  })
  .describe('When a store, an item or a customer has its peaks.');
export type PurchaseWindowsAnswer = z.infer<typeof purchaseWindowsSchema>;
