import { z } from 'zod';
import { dayRangeFields, refineDayRange } from './day-range.ts';
import { placements, recommendationTypes } from './recommendation.ts';
import { rollupRunSchema } from './rollups.ts';

const interval = z.array(z.number()).length(2);
const day = z.string().describe('Business day, such as "2026-03-01".');

/** Figures whose rows can be had as CSV. */
export const homeFigures = ['attributed', 'revenue', 'slots', 'combinations'] as const;
export type HomeFigure = (typeof homeFigures)[number];

/** The most days that the home page is asked for. */
export const MOST_HOME_DAYS = 366;

const range = dayRangeFields(MOST_HOME_DAYS);

/** The query of GET /api/home. */
export const homeQuerySchema = z.object(range).superRefine(refineDayRange(MOST_HOME_DAYS));

/** The query of GET /api/home/rows.csv. */
export const homeRowsQuerySchema = z
  .object({
    ...range,
    figure: z
      .enum(homeFigures)
      .describe(
        'attributed: entries of the ledger. revenue: lines of the orders that count. slots: what was seen, clicked and added. ' +
          'combinations: items of one order.',
      ),
  })
  .superRefine(refineDayRange(MOST_HOME_DAYS));
export type HomeRowsQuery = z.output<typeof homeRowsQuerySchema>;

/** How sure a figure of money is: by this store's own hold-out, by that of stores like it, or not at all. */
export const badges = ['measured', 'pooled', 'not_measured'] as const;

/** Why a figure is null. */
export const nullReasons = [
  'no_orders',
  'no_prices',
  'nothing_seen',
  'nothing_clicked',
  'hold_out_off',
  'collecting',
  'no_closed_week',
  'no_calendar_day',
] as const;

const windowSchema = z.object({
  days: z.int(),
  start: day,
  end: day.describe('The last one; today is not over yet.'),
  compared: z.object({ start: day, end: day }).describe('As many days before, that begin on the same weekday.'),
});

const howSchema = z.object({
  formula: z.string().describe('In one sentence.'),
  rows: z.string().nullable().describe('Address below /api of the CSV from which the figure can be added up.'),
});

/** The seeds' wish for a figure: what they hoped for, never what is assumed. */
const targetSchema = z.object({
  from: z.number(),
  to: z.number().nullable().describe('Null: no upper end.'),
  unit: z.enum(['share', 'items', 'count', 'minor']),
  of: z.enum(['value', 'uplift']).describe('Of the figure itself, or of its uplift against the held out.'),
});

export const cardIds = [
  'extra_revenue',
  'attributed_revenue',
  'items_added',
  'click_through_rate',
  'conversion_rate',
  'average_order_uplift',
  'items_per_order',
  'monthly_impact',
] as const;

const cardSchema = z
  .object({
    id: z.enum(cardIds),
    unit: z.enum(['minor', 'count', 'share', 'items']).describe('minor: money in minor units. share: 0.1 is 10 %.'),
    value: z.number().nullable(),
    reason: z.enum(nullReasons).nullable().describe('Why the value is null, or not measured.'),
    interval: interval.nullable().describe('95 %; null where the value is a count.'),
    badge: z.enum(badges).nullable().describe('Null where the value is a count.'),
    n: z.int().describe('What the figure was made from: orders, seen or clicked places, or visitors of a week.'),
    n_of: z.enum(['orders', 'seen', 'clicked', 'visitor_weeks', 'credited_lines']),
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    share_of_total: z.number().nullable().describe('Of attributed revenue: over the revenue of all orders.'),
    previous: z.number().nullable().describe('The same figure of the days compared with; null = none then.'),
    uplift: z
      .object({ value: z.number(), interval, n: z.int() })
      .nullable()
      .describe('Shown against held out, of the closed weeks; where it is measured.'),
    target: targetSchema.nullable(),
    how: howSchema,
  })
  .describe('One figure of the home page.');
export type HomeCard = z.infer<typeof cardSchema>;

const weekFigureSchema = z.object({
  week: z.string().describe('ISO week, such as "2026-W47".'),
  closed: z.boolean(),
  attributed_minor: z.int().describe('What the ledger credits to suggestions, over all guests, measured or not.'),
  extra_minor: z
    .number()
    .nullable()
    .describe('Of a closed week: the hold-out’s figure. Of this week: attributed x kappa. Null: not measured.'),
  interval_minor: interval.nullable(),
  status: z.enum(['collecting', 'open', 'proven', 'harmful', 'estimated', 'none']),
  badge: z.enum(badges),
  n: z.int().describe('Visitor-weeks that the figure was measured with.'),
  reason: z.enum(nullReasons).nullable(),
  words: z.string().describe('The sentence in plain words.'),
});
export type WeekFigure = z.infer<typeof weekFigureSchema>;

const sentenceSchema = z.object({
  this_week: weekFigureSchema,
  last_closed_week: weekFigureSchema.nullable(),
  kappa: z
    .object({ mean: z.number(), standard_deviation: z.number(), badge: z.enum(badges) })
    .describe('How much of what is attributed is extra.'),
  hold_out: z.object({
    on: z.boolean(),
    share: z.number().describe('Of this week’s visitors.'),
    next_share: z.number().describe('Of next week’s, as it is set now.'),
    begins: day.nullable().describe('The Monday from which on somebody is held out; null: that is so already, or off.'),
    words: z.string().describe('Who is held out, and what it costs.'),
  }),
});

const seriesSchema = z.object({
  day,
  attributed_minor: z.int(),
  revenue_minor: z.int(),
  orders: z.int(),
  is_today: z.boolean().describe('So far: the day is not over.'),
  clock_change: z.boolean().describe('A day of 23 or 25 hours.'),
  clock_change_on: day.nullable().describe('Of such a day: the day of the calendar on which clocks change.'),
});

const itemSchema = z.object({
  item: z.string(),
  name: z.string(),
  seen: z.int(),
  clicked: z.int(),
  conversions: z.int().describe('Suggestions of it that were bought.'),
  revenue_minor: z.int().describe('Net credit of it in the ledger.'),
});

const combinationSchema = z.object({
  item_a: z.string(),
  name_a: z.string(),
  item_b: z.string(),
  name_b: z.string(),
  times_together: z.int().describe('Counted orders with both.'),
  revenue_minor: z.int().describe('Net credit of one suggested beside the other.'),
});

const typeSchema = z.object({
  type: z.enum([...recommendationTypes, 'unknown']),
  label: z.string().describe('English; the id is what pages translate.'),
  seen: z.int(),
  clicked: z.int(),
  added: z.int(),
  conversions: z.int(),
  revenue_minor: z.int(),
  click_through_rate: z.number().nullable(),
  conversion_rate: z.number().nullable(),
});

const earlyTargetSchema = z.object({
  id: z.enum(['click_through_rate', 'conversion_rate', 'shown_per_day', 'extra_per_week']),
  unit: z.enum(['share', 'count', 'minor']),
  value: z.number().nullable(),
  interval: interval.nullable(),
  badge: z.enum(badges).nullable(),
  n: z.int(),
  target: z.object({ from: z.number(), to: z.number().nullable() }),
  met: z.boolean().nullable().describe('Null: there is no value yet.'),
});

const firstWeeksSchema = z
  .object({
    start: day.nullable().describe('The first day on which a suggestion was seen.'),
    end: day.nullable().describe('13 days later.'),
    over: z.boolean(),
    targets: z.array(earlyTargetSchema),
  })
  .describe('The first two weeks against what was hoped for.');

const readinessSchema = z.object({
  type: z.enum(recommendationTypes),
  label: z.string(),
  ready: z.boolean(),
  have: z.int(),
  need: z.int(),
  of: z.enum(['items', 'orders', 'orders_with_two_items', 'known_customers', 'items_with_role', 'items_with_tier']),
  words: z.string().describe('What is missing, or what it works from.'),
});
export type Readiness = z.infer<typeof readinessSchema>;

const setupStepSchema = z.object({
  id: z.enum(['menu', 'orders', 'key', 'script', 'first_credit']),
  done: z.boolean(),
  have: z.int(),
  need: z.int(),
  words: z.string(),
});

const applySchema = z.object({
  method: z.enum(['POST', 'PUT', 'PATCH']),
  path: z.string().describe('Such as "/api/rules".'),
  body: z.record(z.string(), z.unknown()),
});

const suggestionSchema = z
  .object({
    id: z.string().describe('The same as long as the suggestion is the same: what was dismissed is known by it.'),
    kind: z.enum(['import_orders', 'create_key', 'hold_out', 'set_roles', 'pin_pair']),
    title: z.string(),
    words: z.string(),
    items: z.array(z.object({ item: z.string(), name: z.string() })),
    placement: z.enum(placements).nullable(),
    monthly_minor: z.number().nullable().describe('Expected extra revenue in 30 days; null = nobody can say.'),
    working: z
      .array(
        z.object({
          name: z.string(),
          value: z.number(),
          unit: z.enum(['minor', 'count', 'share']),
          assumed: z.boolean().describe('True: a rule of thumb, because nothing is measured yet.'),
        }),
      )
      .describe('The factors of the expected money, in their order: their product is monthly_minor.'),
    apply: applySchema.nullable().describe('The call that does it; null: there is nothing to call.'),
  })
  .describe('Something worth doing next.');
export type HomeSuggestion = z.infer<typeof suggestionSchema>;

const freshnessSchema = z.object({
  days_waiting: z.int().describe('Days whose sums are being made anew; 0 = all figures are those of as_of.'),
  days_waiting_this_week: z.int().describe('Those of them that lie in this week: its figures are unfinished.'),
  computed_at: z.string().nullable().describe('When a day was last made anew.'),
  last_run: rollupRunSchema.nullable().describe('The last work of the background job.'),
});

/** What GET /api/home answers: everything the first page of the dashboard shows. */
export const homeSchema = z
  .object({
    store: z.string(),
    name: z.string(),
    currency: z.string(),
    time_zone: z.string(),
    as_of: z.string(),
    window: windowSchema,
    freshness: freshnessSchema,
    sentence: sentenceSchema,
    cards: z.array(cardSchema),
    series: z.array(seriesSchema),
    compared_series: z.array(seriesSchema).describe('The days compared with, in the same order.'),
    top_items: z.array(itemSchema).describe('At most 10, the most revenue first.'),
    top_combinations: z.array(combinationSchema).describe('At most 10, the most often together first.'),
    types: z.array(typeSchema),
    first_weeks: firstWeeksSchema,
    readiness: z.array(readinessSchema),
    setup: z.object({ complete: z.boolean(), steps: z.array(setupStepSchema) }),
    do_next: z.array(suggestionSchema).describe('At most 3, the most money first.'),
  })
  .describe('The figures of the dashboard’s home.');
export type Home = z.infer<typeof homeSchema>;
