import { z } from 'zod';

/** How long a report's period is. */
export const periodKindSchema = z.enum(['weekly', 'monthly']);
export type PeriodKind = z.infer<typeof periodKindSchema>;

/** Path of a report: the period, and a day of it. */
export const reportParams = z.object({
  period: periodKindSchema,
  date: z.iso.date().describe('First day of the week or month; any other day of it will do.'),
});

/** The query of the list. */
export const reportsQuery = z.object({
  period: periodKindSchema.default('weekly'),
  limit: z.coerce.number().int().min(1).max(1000).default(12),
  cursor: z.iso.date().optional().describe('`next_cursor` of the page before.'),
});
export type ReportsQuery = z.output<typeof reportsQuery>;

const periodShape = {
  kind: periodKindSchema,
  name: z.string().describe('"2026-W47" or "2026-11".'),
  first_day: z.string().describe('Business day, such as "2026-11-16".'),
  last_day: z.string(),
};

/** Sums and rates of a period. */
const figuresSchema = z.object({
  revenue_minor: z.int().describe('Net revenue of the orders that count.'),
  orders: z.int(),
  items: z.number().describe('Units sold.'),
  attributed_minor: z.int().describe('What the ledger of attribution credits to suggestions.'),
  items_added: z.number().describe('Items that guests put into the cart from a suggestion.'),
  impressions: z.int().describe('Suggestions that were seen.'),
  clicks: z.int().describe('Of those, suggestions that were clicked or added.'),
  conversions: z.int().describe('Suggestions that led to a purchase.'),
  attributed_share: z.number().nullable().describe('Of the revenue.'),
  average_order_minor: z.number().nullable(),
  items_per_order: z.number().nullable(),
  click_rate: z.number().nullable().describe('Clicks of impressions.'),
  conversion_rate: z.number().nullable().describe('Conversions of clicks.'),
});
export type ReportFigures = z.infer<typeof figuresSchema>;

const extraSchema = z
  .object({
    state: z
      .enum(['more', 'less', 'open', 'estimated', 'collecting', 'not_measured'])
      .describe('`more`, `less`: the interval lies above or below 0. `open`: it holds 0.'),
    estimate_minor: z.number().nullable(),
    interval_minor: z.array(z.number()).length(2).nullable().describe('95 %.'),
    visitor_weeks: z.int().describe('What it was measured with.'),
  })
  .describe(
    'What suggestions earned on top. Of a week: by its hold-out. Of a month: `estimated`, what was attributed times the ' +
      'measured share of it that is extra.',
  );
export type ReportExtra = z.infer<typeof extraSchema>;

/** Something worth doing next. */
const toDoSchema = z.object({
  kind: z.enum(['import_orders', 'create_key', 'hold_out', 'set_roles', 'pin_pair']),
  names: z.array(z.string()).describe('Of the items that it is about.'),
  monthly_minor: z.number().nullable().describe('Expected extra revenue in 30 days; null = nobody can say.'),
});
export type ReportToDo = z.infer<typeof toDoSchema>;

/** The report of a closed week or month. */
export const reportSchema = z
  .object({
    store: z.object({ slug: z.string(), name: z.string(), currency: z.string(), locale: z.string() }),
    ...periodShape,
    closed_at: z.string().describe('A day after its end: what came in later is counted too, and changes the report.'),
    extra: extraSchema,
    figures: figuresSchema,
    before: figuresSchema.describe('The same of the week or month before.'),
    days: z.array(z.object({ day: z.string(), revenue_minor: z.int(), attributed_minor: z.int() })),
    top_items: z
      .array(z.object({ name: z.string(), conversions: z.int(), revenue_minor: z.int() }))
      .describe('At most 10, by what suggestions of them brought.'),
    top_combinations: z
      .array(z.object({ name_a: z.string(), name_b: z.string(), times_together: z.int(), revenue_minor: z.int() }))
      .describe(
        'At most 10, the most often together first; the revenue is what one suggested beside the other brought.',
      ),
    to_do: z.array(toDoSchema).max(3).describe('As of now: what is worth doing does not belong to a period.'),
  })
  .describe('The report of a closed week or month.');
export type Report = z.infer<typeof reportSchema>;

/** One line of the list of reports. */
export const reportEntrySchema = z.object({
  ...periodShape,
  orders: z.int(),
  revenue_minor: z.int(),
  attributed_minor: z.int(),
});
export type ReportEntry = z.infer<typeof reportEntrySchema>;
