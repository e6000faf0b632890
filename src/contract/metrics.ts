import { z } from 'zod';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day such as "2026-03-01"');

/** The query of GET /api/metrics. */
export const metricsQuerySchema = z.object({
  period: z
    .enum(['daily', 'weekly', 'monthly'])
    .default('daily')
    .describe('Weeks are ISO weeks, months those of the calendar.'),
  from: day
    .optional()
    .describe('First business day; its whole period is answered. Left out: 30 days, 12 weeks or 12 months.'),
  to: day.optional().describe('Last business day; left out: today.'),
});
export type MetricsQuery = z.output<typeof metricsQuerySchema>;

/** What suggestions did in a day, a week or a month. */
export const periodMetricsSchema = z
  .object({
    period: z.enum(['daily', 'weekly', 'monthly']),
    date: z.string().describe('Its first business day.'),
    complete: z.boolean().describe('False: the period is not over.'),
    total_impressions: z.int().describe('Places of answers that were seen.'),
    total_clicks: z.int().describe('Of these, clicked or added from.'),
    total_conversions: z.int().describe('Places that an ordered line is credited to.'),
    orders: z.int().describe('Delivered and completed orders.'),
    total_revenue: z.int().describe('Net of these orders, in minor units.'),
    revenue_from_recommendations: z.int().describe('Net of the ledger, in minor units.'),
    baseline_revenue: z.int().describe('What is not attributed, in minor units.'),
    click_through_rate: z.number().nullable().describe('total_clicks / total_impressions.'),
    click_through_rate_n: z.int(),
    conversion_rate: z.number().nullable().describe('total_conversions / total_clicks.'),
    conversion_rate_n: z.int(),
    average_order_lift: z
      .number()
      .nullable()
      .describe(
        'Of closed weeks: average order of the shown over that of the held out, less 1; of a month, the weeks that lie in it.',
      ),
    average_order_lift_n: z.int().describe('Visitor-weeks with an order or without that it was measured with.'),
    top_recommended_item: z
      .object({ item: z.string(), name: z.string(), impressions: z.int() })
      .nullable()
      .describe('The item that was seen the most.'),
    visitors: z.int().nullable().describe('Different visitors of a week, counted one by one; null for other periods.'),
  })
  .describe('Sums of a period and the rates made from them.');
export type PeriodMetrics = z.infer<typeof periodMetricsSchema>;

/** What GET /api/metrics answers. */
export const metricsSchema = z.object({
  store: z.string(),
  currency: z.string(),
  as_of: z.string(),
  days_waiting: z.int().describe('Days whose sums are being made anew; 0 = all figures are those of as_of.'),
  data: z.array(periodMetricsSchema).describe('The oldest first; at most 400.'),
});
export type Metrics = z.infer<typeof metricsSchema>;
