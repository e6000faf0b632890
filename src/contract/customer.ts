import { z } from 'zod';
import { externalId } from './catalog.ts';
import { measurementBadge } from './hold-out.ts';

/** Where a customer stands. */
export const segmentSchema = z
  .enum(['new', 'repeat', 'loyal', 'at-risk', 'lost'])
  .describe('By orders and by how long the customer stays away; the rules are told by GET /api/segments.');

/** What is known of a customer. */
export const customerKindSchema = z.enum(['new', 'repeat', 'high-ltv']);

/** One recommendation to a customer. */
export const customerRecommendationSchema = z.object({
  product: z.string().describe('Name of the item.'),
  score: z.number().min(0).max(100).describe('Affinity as it is shown: at most 100, one decimal.'),
  reason: z.string(),
  confidence: z.number().min(0).max(1).describe('0.70 new, 0.85 repeat, 0.90 high LTV.'),
  estimated_conversion_value: z.int().describe('Price x probability, in the minor unit of the store’s currency.'),
});
export type CustomerRecommendation = z.infer<typeof customerRecommendationSchema>;

/** GET /api/recommendations/customer/{receipt}. */
export const customerRecommendationsSchema = z.object({
  success: z.literal(true),
  recommendations: z.array(customerRecommendationSchema),
});
export type CustomerRecommendations = z.infer<typeof customerRecommendationsSchema>;

export const receiptParams = z.object({ receipt: externalId.describe('The customer, by your reference.') });
export const customerRecommendationsQuery = z.object({ limit: z.coerce.number().int().min(1).max(20).default(3) });

/** One customer who is worth an offer. */
export const opportunitySchema = z.object({
  receipt: z.string(),
  segment: segmentSchema,
  ltv: z.number().describe('In major units of the currency.'),
  order_count: z.int(),
  recommended_product: z.string(),
  confidence: z.number(),
  estimated_value: z.int().describe('In the minor unit of the currency.'),
});
export type Opportunity = z.infer<typeof opportunitySchema>;

/** The columns that opportunities can be sorted by; a leading - turns the order round. */
const opportunityColumns = [
  'receipt',
  'segment',
  'ltv',
  'order_count',
  'recommended_product',
  'confidence',
  'estimated_value',
] as const;
export type OpportunityColumn = (typeof opportunityColumns)[number];

export const opportunitiesQuerySchema = z.object({
  segment: segmentSchema.optional(),
  sort: z
    .enum(opportunityColumns.flatMap((column) => [column, `-${column}` as const]))
    .optional()
    .describe('A column; numbers descend and texts ascend, a leading - turns that round. Left out: LTV, then orders.'),
});
export type OpportunitiesQuery = z.output<typeof opportunitiesQuerySchema>;

/** GET /api/recommendations/opportunities. */
export const opportunitiesSchema = z.object({ success: z.literal(true), opportunities: z.array(opportunitySchema) });
export type Opportunities = z.infer<typeof opportunitiesSchema>;

const productFigures = {
  orders: z.int().describe('Orders with the item.'),
  revenue: z.int().describe('Net of discounts and refunds, in the minor unit of the currency.'),
  customers: z.int().describe('Different known customers.'),
  avg_order_value: z.int().describe('Revenue of the item by orders with it, minor unit.'),
};

/** Sales of an item, with its weeks where they were asked for. */
export const productPerformanceSchema = z.object({
  ...productFigures,
  history: z
    .array(z.object({ week: z.string().describe('Its Monday.'), ...productFigures }))
    .optional()
    .describe('With ?weeks=: one entry for each ISO week, also for those without sales.'),
});
export type ProductPerformance = z.infer<typeof productPerformanceSchema>;

export const productsQuerySchema = z.object({
  weeks: z.coerce.number().int().min(1).max(104).optional().describe('So many weeks of history, up to this one.'),
});

/** GET /api/recommendations/products. */
export const productsSchema = z.object({
  success: z.literal(true),
  products: z
    .record(z.string(), productPerformanceSchema)
    .describe('By name; a name that two items share carries the id.'),
});
export type Products = z.infer<typeof productsSchema>;

/** What recommendations may bring. */
export const impactSchema = z.object({
  total_customers: z.int(),
  recommendations_made: z.int().describe('Customers for whom there is something to recommend.'),
  total_customer_ltv: z.number().describe('In major units.'),
  average_customer_ltv: z.number(),
  estimated_revenue_lift: z.number().describe('15 % of the LTV: a rule of thumb, not measured.'),
  estimated_lift_percentage: z.number(),
  method: z.literal('heuristic_15pct_ltv'),
  method_label: z.literal('rule of thumb, not measured'),
  measured: z
    .object({
      label: measurementBadge,
      kappa: z
        .number()
        .describe('Share of what is bought after a recommendation that would not have been bought anyway.'),
      kappa_deviation: z.number(),
      reach: z.number().describe('Share of customers who come back within 30 days, times `shown` where that is known.'),
      shown: z
        .number()
        .nullable()
        .describe('Share of the customers who came that were shown a suggestion; null = nobody is known to have been.'),
      days: z.int(),
      attributable: z
        .number()
        .describe('Value of the first recommendations that are likely to be followed, major units.'),
      estimated_revenue_lift: z.number(),
      low: z.number().describe('Lower end of the 95 % interval.'),
      high: z.number(),
    })
    .nullable()
    .describe('The honest estimate for 30 days, with its interval; null without customers.'),
});
export type Impact = z.infer<typeof impactSchema>;

/** GET /api/recommendations/stats. */
export const recommendationStatsSchema = z.object({ success: z.literal(true), impact: impactSchema });
export type RecommendationStats = z.infer<typeof recommendationStatsSchema>;

const outcome = {
  customers: z.int().describe('Recommendations that are old enough to be judged: one for each customer and item.'),
  bought: z.int(),
  predicted: z.number().describe('Mean of the probabilities.'),
  actual: z.number(),
  low: z.number().describe('95 % interval of the actual rate (Wilson).'),
  high: z.number(),
};

/** How long after a recommendation it is asked whether the item was bought. */
export const predictionsQuerySchema = z.object({
  days: z.coerce.number().int().min(1).max(365).default(30).describe('A recommendation is judged after so many days.'),
});
export type PredictionsQuery = z.output<typeof predictionsQuerySchema>;

/** GET /api/recommendations/predictions. */
export const predictionsSchema = z.object({
  days: z.int().describe('A recommendation is judged after so many days.'),
  steps: z.array(z.object({ from: z.string().nullable(), to: z.string().nullable(), ...outcome })),
  confidence_bands: z.array(z.object({ confidence: z.number(), ...outcome })),
});
export type Predictions = z.infer<typeof predictionsSchema>;

/** GET /api/segments. */
export const segmentsSchema = z.object({
  as_of: z.string(),
  total: z.int(),
  store_gap_days: z.number().describe('Median of the customers’ mean gaps between orders.'),
  limits: z
    .object({
      loyal_orders: z.int(),
      at_risk_days: z.int(),
      at_risk_gaps: z.int(),
      lost_days: z.int(),
      lost_gaps: z.int(),
    })
    .describe('The numbers in the rules: away for more than so many days and so many typical gaps.'),
  segments: z.array(z.object({ segment: segmentSchema, customers: z.int(), ltv: z.number(), rule: z.string() })),
});
export type Segments = z.infer<typeof segmentsSchema>;

const time = z.string().nullable();

/** A customer in a list. */
export const customerSchema = z.object({
  id: z.string().describe('Your reference.'),
  segment: segmentSchema,
  kind: customerKindSchema,
  ltv_minor: z.int(),
  order_count: z.int().describe('Delivered and completed orders of which something was kept.'),
  first_ordered_at: time,
  last_ordered_at: time,
  typical_gap_days: z.number(),
  expected_next_order_at: time.describe('Last order + typical gap: an estimate.'),
  tier_level: z.int().nullable(),
});
export type Customer = z.infer<typeof customerSchema>;

/** Everything that the orders say of a customer. */
export const customerDetailSchema = customerSchema.extend({
  tier_name: z.string().nullable().describe('Name of an item on the tier; null for customers on no tier.'),
  tiers: z.array(z.object({ tier: z.int(), first_ordered_at: time, orders: z.int(), climbed: z.boolean().nullable() })),
  items: z.array(z.object({ item: z.string(), name: z.string(), orders: z.int(), last_ordered_at: time })),
  categories: z.array(z.object({ category: z.string(), name: z.string(), share: z.number() })),
  hours: z.array(z.int()).describe('Orders by the hour of the store’s clocks, 24 numbers.'),
  peak_windows: z.array(z.string()).describe('Hours that hold unusually many of the customer’s orders.'),
  preferred_basket: z.object({ items: z.array(z.string()), names: z.array(z.string()), orders: z.int() }),
  affinities: z.array(
    z.object({
      item: z.string(),
      name: z.string(),
      score: z.number(),
      probability: z.number(),
      complement: z.boolean(),
    }),
  ),
});
export type CustomerDetail = z.infer<typeof customerDetailSchema>;

export const customersQuerySchema = z.object({
  segment: segmentSchema.optional(),
  sort: z.enum(['id', 'ltv', 'orders', 'last']).default('ltv'),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  cursor: z.string().optional(),
});
export type CustomersQuery = z.output<typeof customersQuerySchema>;

/** GET /api/customers/{id}/data: all that the store holds of a person. */
export const customerDataSchema = z.object({
  customer: customerDetailSchema,
  orders: z.array(z.unknown()),
  recommendations: z.array(
    z.object({ item: z.string(), made_on: z.string(), probability: z.number(), confidence: z.number() }),
  ),
});
export type CustomerData = z.infer<typeof customerDataSchema>;

/** DELETE /api/customers/{id}. */
export const erasedSchema = z.object({
  erased: z.literal(true),
  orders_unlinked: z.int().describe('Orders that stay, without the customer: sums do not move.'),
});
export type Erased = z.infer<typeof erasedSchema>;

/** GET /api/churn. */
export const churnSchema = z.object({
  as_of: z.string(),
  customers: z.array(
    z.object({
      receipt: z.string(),
      segment: segmentSchema,
      ltv: z.number(),
      order_count: z.int(),
      last_ordered_at: time,
      days_since_last_order: z.number(),
      typical_gap_days: z.number(),
      expected_next_order_at: time,
      overdue_days: z.number(),
      suggestion: z.enum(['upgrade', 'favourite', 'other']),
      recommended_product: z.string(),
      reason: z.string(),
      confidence: z.number(),
      estimated_value: z.int(),
      offer_percent: z.int().nullable().describe('A bounded discount: only inside a running test, else null.'),
    }),
  ),
});
export type Churn = z.infer<typeof churnSchema>;

export const churnQuerySchema = z.object({
  segment: z.enum(['at-risk', 'lost']).default('at-risk'),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
});
export type ChurnQuery = z.output<typeof churnQuerySchema>;
