import { z } from 'zod';
import { displayName, longText } from './catalog.ts';
import { placements, recommendationTypeName, recommendationTypes } from './recommendation.ts';

/** What an arm can be ranked by: the store's own ranking (v1), or one kind of list alone. */
export const algorithms = ['v1', ...recommendationTypes] as const;

const algorithmName = z
  .string()
  .transform((text) => text.toLowerCase().replaceAll('_', '-'))
  .pipe(z.enum(algorithms))
  .describe('"v1" = the store’s own ranking; or one kind of list alone.');

const share = z.number().min(0).max(1);

/** What an arm does otherwise than the store; what is left out is as the store has it. */
export const armSettingsSchema = z
  .strictObject({
    types: z.array(recommendationTypeName).min(1).max(7).optional().describe('Only these lists, in this order.'),
    limit: z.int().min(1).max(20).optional().describe('How many suggestions.'),
    diversity: share.optional(),
    margin_dial: share.optional(),
    category_quota: z.int().min(1).max(4).nullable().optional(),
    min_confidence: share.optional().describe('Suggestions below it are not shown; the first one always is.'),
    offer_percent: z
      .int()
      .min(1)
      .max(50)
      .optional()
      .describe(
        'Personal offers up to this discount; only of the variant, and only as far as `max_offer_percent` of the store goes.',
      ),
    order: z.enum(['ranked', 'price-descending', 'price-ascending']).optional().describe('Of what is shown.'),
  })
  .describe('What the arm does otherwise than the store.');
export type ArmSettings = z.infer<typeof armSettingsSchema>;

/** Metrics a test may be decided by. */
export const primaryMetrics = ['revenue_per_visitor', 'conversion', 'click_rate', 'items_per_visitor'] as const;
export type PrimaryMetric = (typeof primaryMetrics)[number];

const day = z.iso.date();

const layerSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]{1,50}$/),
    from: share,
    to: share,
  })
  .refine(({ from, to }) => from < to, { message: 'from must be below to' })
  .describe('Tests of one layer exclude each other: give each its own part of 0 to 1.');

/** What POST /api/experiments takes: a draft. */
export const newExperimentSchema = z.strictObject({
  name: displayName.describe('Unique in the store.'),
  description: longText.default(''),
  control_algorithm: algorithmName.default('v1'),
  variant_algorithm: algorithmName.default('v1'),
  control_settings: armSettingsSchema.default({}),
  variant_settings: armSettingsSchema.default({}),
  placements: z.array(z.enum(placements)).max(6).default([]).describe('Where the test runs; empty = everywhere.'),
  layer: layerSchema.nullable().default(null),
  traffic_split: z.number().min(0).max(100).default(50).describe('Percent of the visitors who get the variant.'),
  method: z.enum(['hybrid', 'fixed', 'always_valid']).default('hybrid'),
  primary_metric: z.enum(primaryMetrics).default('revenue_per_visitor'),
  wanted_uplift: z.number().positive().max(10).default(0.1).describe('The uplift that must not be missed: 0.1 = 10 %.'),
  planned_days: z
    .int()
    .min(14)
    .max(56)
    .multipleOf(7)
    .default(28)
    .describe('Whole weeks from the start to the planned end, 14 to 56 days.'),
  start_date: day.nullable().default(null).describe('Starts by itself on this day; null = when told to.'),
});
export type NewExperiment = z.output<typeof newExperimentSchema>;

/** What PATCH /api/experiments/{id} takes: anything of a draft; of a test that runs only the split and the words. */
export const experimentPatchSchema = z
  .strictObject({
    ...Object.fromEntries(
      Object.entries(newExperimentSchema.shape).map(([key, schema]) => [
        key,
        schema instanceof z.ZodDefault ? schema.unwrap().optional() : schema.optional(),
      ]),
    ),
  })
  .describe(
    'Anything of a draft; of a test that runs, only name, description and traffic_split.',
  ) as unknown as z.ZodType<Partial<NewExperiment>>;

/** What POST /api/experiments/{id}/{action} does. */
export const experimentActions = ['start', 'pause', 'resume', 'stop'] as const;
export type ExperimentAction = (typeof experimentActions)[number];

/** What may be said with it; nothing has to be sent. */
export const experimentActionSchema = z
  .strictObject({ reason: displayName.optional().describe('Why the test is paused.') })
  .nullish()
  .describe('Nothing has to be sent.');

/** A test as it is shown, with the figures of its last look. */
export const experimentSchema = z
  .object({
    id: z.int(),
    key: z.string().describe('Names the test in `arms` of what was served: "exp-7".'),
    name: z.string(),
    description: z.string(),
    status: z.enum(['draft', 'running', 'paused', 'completed']),
    control_algorithm: z.string(),
    variant_algorithm: z.string(),
    control_settings: armSettingsSchema,
    variant_settings: armSettingsSchema,
    placements: z.array(z.enum(placements)),
    layer: layerSchema.nullable(),
    traffic_split: z.number(),
    version: z.int().describe('Of the split: each change draws anew. 0 = not started.'),
    method: z.enum(['hybrid', 'fixed', 'always_valid']),
    primary_metric: z.enum(primaryMetrics),
    wanted_uplift: z.number(),
    planned_days: z.int(),
    planned_units: z
      .int()
      .nullable()
      .describe('Visitors of both arms expected by the planned end; null before the start.'),
    created_at: z.string(),
    start_date: z.string().nullable(),
    end_date: z.string().nullable().describe('The planned end, or the day on which it ended.'),
    started_at: z.string().nullable(),
    ends_at: z.string().nullable(),
    completed_at: z.string().nullable(),
    paused_reason: z.string().nullable(),
    notice: z
      .string()
      .nullable()
      .describe('What the owner has to know now, such as a test that was paused because it harms.'),
    control_units: z.int(),
    variant_units: z.int(),
    control_conversions: z.int().describe('Visitors who ordered within 7 days.'),
    variant_conversions: z.int(),
    control_revenue: z.int().describe('Net revenue of these visitors within 7 days, minor units.'),
    variant_revenue: z.int(),
    winner: z.enum(['control', 'variant', 'no_difference']).nullable(),
    winner_text: z.enum(['Control', 'Variant', 'No Significant Difference']).nullable(),
    resolution: z
      .string()
      .nullable()
      .describe('Why: significant, equivalent, inconclusive, guardrail, invalid_srm, collecting, running.'),
    statistical_significance: z.number().nullable().describe('p-value of the primary metric; null until there is one.'),
    looked_at: z.string().nullable(),
  })
  .describe('An A/B test.');
export type Experiment = z.infer<typeof experimentSchema>;

const intervalSchema = z.array(z.number()).length(2);

const armFigureSchema = z.object({ units: z.int(), mean: z.number(), standard_deviation: z.number() });

const comparisonSchema = z.object({
  metric: z.string(),
  kind: z.enum(['proportion', 'mean']),
  role: z.enum(['primary', 'secondary', 'guardrail']),
  better: z.enum(['up', 'down']),
  control: armFigureSchema,
  variant: armFigureSchema,
  difference: z.number(),
  interval: intervalSchema.describe('95 %, with the safe standard error: for the page, not for the verdict.'),
  p_value: z.number().describe('Two-sided, with the safe standard error.'),
  adjusted_p_value: z
    .number()
    .optional()
    .describe(
      'Of what this look was judged by, else of `p_value`; corrected by Holm for the metrics of the same role. Absent in looks of version 1.',
    ),
  uplift: z.number().nullable(),
  uplift_interval: intervalSchema.nullable(),
  shrunk_uplift: z
    .object({ uplift: z.number(), interval: intervalSchema })
    .nullish()
    .describe('Drawn towards 0, as a winner is to be read: what was picked for being large measures too large.'),
  any_time_interval: intervalSchema,
  any_time_p_value: z.number(),
  decision: z
    .object({ interval: intervalSchema, p_value: z.number(), level: z.number() })
    .nullable()
    .describe('What this look was judged by; null when the method does not judge yet.'),
  guardrail: z.enum(['holds', 'open', 'broken']).nullable(),
  winner: z.enum(['control', 'variant', 'no_difference']).nullable(),
  resolution: z.string(),
});

/** One look at a test, in full. */
export const experimentResultsSchema = z.object({
  experiment: experimentSchema,
  looked_at: z.string(),
  method: z.string(),
  method_version: z.int(),
  elapsed_days: z.number(),
  counted_days: z.int().describe('Days on which visitors entered, pauses left out.'),
  at_end: z.boolean(),
  units: z.object({ control: z.int(), variant: z.int() }),
  waiting: z.int().describe('Visitors whose 7 days are not over yet; they are not counted.'),
  both_arms: z.int().describe('Visitors who were seen in both arms and are left out.'),
  sample_ratio: z.object({ test: z.string(), p_value: z.number(), ok: z.boolean() }),
  comparisons: z
    .array(comparisonSchema)
    .describe('Before the first visitors’ seven days are over only what is known at once: failed and slow answers.'),
  winner: z.enum(['control', 'variant', 'no_difference']).nullable(),
  resolution: z.string(),
  sentence: z.string(),
});
export type ExperimentResults = z.infer<typeof experimentResultsSchema>;

/** How long a test has to run. */
export const experimentPlanSchema = z.object({
  primary_metric: z.enum(primaryMetrics),
  wanted_uplift: z.number(),
  traffic_split: z.number(),
  visitors_per_day: z.number().describe('Of the last four weeks, or since the first visitor among them.'),
  variation: z
    .number()
    .nullable()
    .describe('Standard deviation over mean of the metric; null = not known, 3.7 is taken.'),
  needed_units: z.int(),
  planned_units: z.int(),
  days: z.int().describe('Whole weeks, 14 to 56 days.'),
  detectable_uplift: z.number().describe('What is found with 80 % by then.'),
  enough: z.boolean(),
  sentence: z.string(),
});
export type ExperimentPlanJson = z.infer<typeof experimentPlanSchema>;

/** Who is in which arm. */
export const assignmentsSchema = z.object({
  data: z.array(z.object({ version: z.string(), arm: z.string(), algorithm: z.string(), units: z.int() })),
});

/** The query of GET /api/experiments. */
export const experimentsQuery = z.object({
  status: z.enum(['draft', 'running', 'paused', 'completed']).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  cursor: z.string().optional().describe('`next_cursor` of the page before.'),
});
export type ExperimentsQuery = z.output<typeof experimentsQuery>;
