import { z } from 'zod';
import { measurementBadge } from './hold-out.ts';

const interval = z.array(z.number()).length(2);
const minor = z.int().describe('Minor units.');

/** What an estimate says, and what it rests on. */
export const estimateFiguresSchema = z.object({
  days: z.int(),
  badge: measurementBadge,
  recommendations: z.int().describe('Customers for whom there is something to recommend.'),
  reach: z.number().describe('Share of customers who come back within these days and are shown a suggestion.'),
  kappa: z.number().describe('Share of what is attributed that is extra.'),
  kappa_deviation: z.number(),
  attributable_minor: minor.describe('What is expected to be attributed.'),
  uncalibrated_minor: minor.describe('Extra before the correction by earlier months.'),
  calibration: z
    .object({ ratio: z.number(), months: z.int() })
    .nullable()
    .describe('Measured over estimated of the closed months; null before the fifth of them.'),
  estimate_minor: minor.describe('Extra that is expected.'),
  interval_minor: interval.describe('95 %.'),
  profit_minor: minor.nullable().describe('The same in profit; null where a cost is not known.'),
  profit_interval_minor: interval.nullable(),
});
export type EstimateFigures = z.infer<typeof estimateFiguresSchema>;

const monthSchema = z.object({
  month: z.string().describe('YYYY-MM'),
  made_at: z.string(),
  method: z.string(),
  method_version: z.int(),
  estimate: estimateFiguresSchema.describe('As it was made; it never changes.'),
  status: z.enum(['open', 'measured', 'not measured']),
  attributed_minor: minor.describe('The ledger’s sum over the days of the month.'),
  measured_minor: minor.nullable(),
  measured_interval_minor: interval.nullable(),
  ratio: z.number().nullable().describe('Measured over estimated, before any correction.'),
  sentence: z.string(),
});

/** GET /api/estimates. */
export const estimatesSchema = z
  .object({
    store: z.string(),
    currency: z.string(),
    as_of: z.string(),
    heuristic_15pct_ltv_minor: minor.describe('15 % of the customers’ LTV: a rule of thumb, not measured.'),
    current: estimateFiguresSchema.nullable().describe('For the 30 days from now; null without customers.'),
    calibration: z.object({ ratio: z.number(), months: z.int() }).nullable(),
    months: z.array(monthSchema).describe('The newest first.'),
    sentences: z.array(z.string()),
  })
  .describe('What suggestions are expected to bring, and how earlier estimates came true.');
export type Estimates = z.infer<typeof estimatesSchema>;

export const estimatesQuery = z.object({
  months: z.coerce.number().int().min(1).max(120).default(24).describe('So many of the last months.'),
});
