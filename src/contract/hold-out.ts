import { z } from 'zod';

const intervalSchema = z.array(z.number()).length(2);

/** How far a figure is the store's own. */
export const measurementBadge = z
  .enum(['measured here', 'pooled estimate', 'not measured'])
  .describe(
    'measured here: proven by the store’s own hold-out; pooled estimate: drawn to other stores, or to nothing; not measured.',
  );

const isoWeek = z.string().regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/, 'expected an ISO week such as "2026-W47"');

/** What PUT /api/experiments/holdout takes. */
export const holdOutChangeSchema = z
  .strictObject({
    share: z.number().min(0).max(0.5).optional().describe('Of the visitors of a week: 0 = off, 0.1 = a tenth.'),
    prove_it: z
      .boolean()
      .optional()
      .describe('True: much is held out for some weeks, then little, by how many orders a day the store has.'),
    at_once: z
      .boolean()
      .default(false)
      .describe('True: a lower share holds from now, and this week is no evidence. Else from next Monday.'),
  })
  .refine(({ share, prove_it: proveIt }) => share !== undefined || proveIt !== undefined, {
    message: 'expected share or prove_it',
  })
  .refine(({ share, prove_it: proveIt }) => share === undefined || proveIt !== true, {
    message: 'expected share or prove_it, not both: "Prove it" sets the share by itself',
    path: ['share'],
  });
export type HoldOutChange = z.output<typeof holdOutChangeSchema>;

const armSchema = z.object({
  units: z.int().describe('Visitor-weeks.'),
  orders: z.int(),
  revenue_minor: z.int().describe('Net revenue after the first exposure, to the end of the week.'),
  revenue_per_visitor_minor: z.number().nullable(),
});

const incrementalSchema = z.object({
  status: z.enum(['collecting', 'open', 'proven', 'harmful']),
  estimate_minor: z.number(),
  interval_minor: intervalSchema.describe('95 %, safe standard error.'),
  any_time_interval_minor: intervalSchema.describe('95 % although it is looked at every week: "proven" goes by it.'),
  standard_error_minor: z.number(),
  uplift: z.number().nullable(),
  uplift_interval: intervalSchema.nullable(),
  treated_units: z.int(),
  held_out_units: z.int(),
  held_out_orders: z.int(),
  skew: z
    .object({
      skewness: z.number().nullable().describe('Of a visitor-week’s revenue.'),
      units_wanted: z.number().nullable().describe('Held-out visitors from which on the interval is enough by itself.'),
      randomisation_p_value: z.number().nullable().describe('10,000 relabellings; null: it did not have to be asked.'),
      confirmed: z.boolean().describe('False: the interval leaves out 0, the randomisation test does not agree.'),
    })
    .describe('Below so many visitors a claim needs the randomisation test too.'),
});

const ratioSchema = z
  .object({
    shown: z.number(),
    held_out: z.number(),
    difference: z.number(),
    interval: intervalSchema,
    uplift: z.number().nullable(),
  })
  .nullable();

const weekSchema = z.object({
  week: z.string(),
  closed: z.boolean(),
  revision: z.int().describe('0 while the week is open.'),
  computed_at: z.string().nullable(),
  share: z.number(),
  reason: z.enum(['before-first-week', 'setting', 'prove-it']),
  spoiled: z.boolean(),
  shown: armSchema,
  held_out: armSchema,
  attributed_minor: z
    .int()
    .describe('The ledger’s sum over the orders of the shown visitors alone; reports sum it over all guests.'),
  cap_minor: z.number().nullable(),
  incremental: incrementalSchema.nullable(),
  sentence: z.string(),
});

/** The three figures of the standing hold-out, and all that they are made of. */
export const holdOutSchema = z
  .object({
    store: z.string(),
    currency: z.string(),
    as_of: z.string(),
    badge: measurementBadge,
    setting: z.object({
      share: z.number().describe('Of this week.'),
      next_week_share: z.number(),
      prove_it: z
        .object({
          from: z.string(),
          tier: z.string(),
          share: z.number().describe('Held out from the week `from` to the week `until`.'),
          until: z.string().describe('The last week of that share.'),
          then_share: z.number().describe('From the week after on.'),
        })
        .nullable(),
      first_week: z.string().describe('The first week with a hold-out, where it is on.'),
      cost_sentence: z.string(),
    }),
    attributed_minor: z.int().describe('A: the ledger, over the shown visitors of the counted weeks alone.'),
    incremental: incrementalSchema
      .nullable()
      .describe('B: what the shown spent more; values above the cap count as the cap.'),
    incremental_uncapped: incrementalSchema.nullable(),
    basket: z
      .object({ average_order_value: ratioSchema, items_per_order: ratioSchema })
      .describe('C: only of those who ordered, so no cause by itself. Values in minor units, and in units.'),
    kappa: z
      .object({
        value: z.number(),
        standard_error: z.number(),
        measured_interval: intervalSchema
          .nullable()
          .describe('Without the prior; by Fieller where reliable is false, null where that has no end.'),
        mean: z.number().describe('Drawn to the prior .25 with .25.'),
        standard_deviation: z.number(),
        interval: intervalSchema,
        reliable: z.boolean(),
      })
      .nullable()
      .describe('B over A: how much of what is attributed is extra.'),
    pooled: z
      .object({
        stores: z.int().describe('That it was pooled over, this one among them; 0 = this one and the prior alone.'),
        uplift: z.number(),
        uplift_interval: intervalSchema,
        extra_minor: z.number().nullable().describe('Of the counted weeks; null without one.'),
        extra_interval_minor: intervalSchema.nullable(),
        kappa: z.number(),
        kappa_interval: intervalSchema,
      })
      .nullable()
      .describe(
        'The same in the light of other stores: the best estimate, never a proof. Null while nothing is measured.',
      ),
    carry_over: z
      .object({
        status: z.enum(['collecting', 'open', 'proven', 'harmful']),
        estimate_minor: z.number(),
        interval_minor: intervalSchema,
        standard_error_minor: z.number(),
        treated_units: z.int(),
        held_out_units: z.int(),
        brings_forward: z.boolean().describe('The interval lies below 0: some was only bought sooner.'),
      })
      .nullable()
      .describe('What the shown of a week spent more or less in the week after it.'),
    coverage: z
      .object({ orders: z.int(), matched: z.int(), share: z.number().nullable() })
      .describe('Counted orders of the counted weeks, and those that belong to a visitor who was measured.'),
    both_arms: z.object({ units: z.int(), share: z.number(), alarm: z.boolean() }),
    sample_ratio: z.object({ p_value: z.number(), ok: z.boolean() }),
    weeks: z.array(weekSchema).describe('The newest first; the running week is not closed.'),
    sentences: z.array(z.string()).describe('The same in words.'),
  })
  .describe('The standing hold-out.');
export type HoldOut = z.infer<typeof holdOutSchema>;

/** One revision of a closed week. */
export const holdOutRevisionSchema = z.object({
  week: z.string(),
  revision: z.int(),
  computed_at: z.string(),
  method: z.string(),
  method_version: z.int(),
  figures: z.unknown().describe('The sums that the week’s figures are made of.'),
});
export type HoldOutRevisionJson = z.infer<typeof holdOutRevisionSchema>;

/** The query of the visitor-weeks. */
export const visitorWeeksQuery = z.object({ week: isoWeek.optional().describe('One week; left out: all of them.') });
