import { z } from 'zod';

/** One pair that goes together and is mostly not sold together, with the working. */
export const valuePairSchema = z.object({
  antecedent: z.string(),
  antecedent_name: z.string(),
  consequent: z.string(),
  consequent_name: z.string(),
  times_together: z.int().describe('Orders with both, of all orders.'),
  antecedent_orders: z.int().describe('Orders with the first item, of all orders.'),
  lift: z.number(),
  wanted: z.number().describe('Share of the first item’s guests who want the second, taken low.'),
  acceptance: z.number().describe('Share of those who are asked that says yes: `wanted` x `accepted_share`.'),
  reach: z.number().describe('Orders with the first item and without the second in which this pair is suggested.'),
  price_minor: z.int(),
  attributable_minor: z.int().describe('acceptance x reach x price.'),
  extra_minor: z.int().describe('kappa x attributable.'),
});

/** What the best pairs may bring: an estimate before anything is measured. */
export const valueSchema = z.object({
  label: z.literal('estimate').describe('Nothing of this is measured yet.'),
  source: z.string(),
  currency: z.string().nullable().describe('Null when a file does not say.'),
  per: z.enum(['month', '1000_orders']).describe('A month has 30 days; without dates figures are for 1000 orders.'),
  orders: z.int(),
  period: z
    .object({ from: z.string(), to: z.string(), days: z.number(), orders: z.int() })
    .nullable()
    .describe('What the figures are drawn from: the last 90 days, or what there is.'),
  accepted_share: z.number(),
  kappa: z.object({ mean: z.number(), standard_deviation: z.number(), measured: z.boolean() }),
  attributable_minor: z.int(),
  extra_minor: z.int(),
  low_minor: z.int(),
  high_minor: z.int(),
  pairs: z.array(valuePairSchema),
  notes: z.array(z.string()),
});
export type Value = z.infer<typeof valueSchema>;
