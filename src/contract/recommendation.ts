import { z } from 'zod';
import { allergens, amountMinor, diets, externalId } from './catalog.ts';

/** The kinds of recommendations. Input is taken in any case, with `_` or `-`. */
export const recommendationTypes = [
  'frequently-together',
  'category-popular',
  'complement',
  'trending',
  'personalized',
  'upsell',
  'similar-items',
] as const;

export const placements = ['menu', 'item', 'cart', 'home', 'email', 'api'] as const;

/** One of {@link recommendationTypes}, in any case, with `_` or `-`. */
export const recommendationTypeName = z
  .string()
  .transform((text) => text.toLowerCase().replaceAll('_', '-'))
  .pipe(z.enum(recommendationTypes));

/** What filled a slot, from the most to the least that is known. */
export const levels = ['personal', 'pairs', 'category', 'popular', 'featured', 'newest'] as const;

const MAX_IDS = 200;

/** "a,b" or a repeated parameter: a list of ids without repeats. */
const idList = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]).flatMap((text) => text.split(',')))
  .transform((ids) => [...new Set(ids.map((id) => id.trim()).filter((id) => id !== ''))])
  .refine((ids) => ids.length <= MAX_IDS, { message: `expected at most ${MAX_IDS} ids` });

/** A list of known names, in any case, with `_` or `-`. */
function nameList<Name extends string>(known: readonly Name[]) {
  return idList.transform((names, context) =>
    names.map((name) => {
      const id = name.toLowerCase().replaceAll('_', '-');
      const found = known.find((other) => other === id);
      if (found) return found;
      context.addIssue({ code: 'custom', message: `"${name}" is not one of ${known.join(', ')}` });
      return z.NEVER;
    }),
  );
}

const flag = z.enum(['true', 'false', '1', '0', '']).transform((text) => text === 'true' || text === '1');

/** The query of GET /api/recommendations. */
export const recommendationQuerySchema = z.object({
  placement: z
    .string()
    .transform((text) => text.toLowerCase())
    .pipe(z.enum(placements))
    .optional()
    .describe('Left out: cart when there is a cart, item when there is an item, else api.'),
  item: externalId.optional().describe('The item that is looked at.'),
  cart: idList.default([]).describe('Ids of the items in the cart: "a,b".'),
  customer: externalId
    .optional()
    .describe('Your reference of a known customer; with a secret key, or with `customer_token`.'),
  customer_token: z.string().max(200).optional().describe('Made by your server with its secret key: docs/events.md.'),
  visitor: externalId.optional().describe('Written down only with consent "granted" and without Sec-GPC: 1.'),
  consent: z
    .enum(['granted', 'denied', 'pending'])
    .default('pending')
    .describe('What the guest said to being measured.'),
  session: externalId.optional(),
  automated: flag.default(false).describe('navigator.webdriver'),
  staff: flag
    .default(false)
    .describe('The device is marked as one of the staff: answered as a guest, and in no figure.'),
  table: externalId.optional(),
  category: externalId.optional().describe('Only items of this category.'),
  types: nameList(recommendationTypes).optional().describe('Only these lists, in this order.'),
  exclude: idList.default([]),
  diet: nameList(diets).default([]).describe('Only items that suit each of these: "vegan,gluten-free".'),
  avoid: nameList(allergens)
    .default([])
    .describe('Only items that are known to hold none of these allergens: "nuts,milk".'),
  price_cap: z.coerce.number().pipe(amountMinor).optional().describe('Highest price, in minor units.'),
  limit: z.coerce.number().int().min(1).max(20).optional().describe('1-20; 3 on item pages, 5 elsewhere.'),
  explain: flag
    .default(false)
    .describe('Adds the evidence of each slot and the gates that other items failed; with a secret key only.'),
  key: z.string().optional().describe('A publishable key, for pages that cannot send headers.'),
});
export type RecommendationQuery = z.output<typeof recommendationQuerySchema>;
/** {@link RecommendationQuery} before its defaults are filled in. */
export type RecommendationQueryInput = z.input<typeof recommendationQuerySchema>;

const slotItemSchema = z.object({
  id: z.string(),
  name: z.string(),
  price_minor: z.int().nullable(),
  category: z.string().nullable(),
  image_url: z.string().nullable(),
});

const offerSchema = z.object({
  percent: z.int(),
  amount_minor: z.int().describe('Taken off one unit.'),
  price_minor: z.int().describe('What is left to pay for it.'),
});

export const slotSchema = z
  .object({
    position: z.int().describe('From 1.'),
    item: slotItemSchema,
    type: z.enum(recommendationTypes).describe('The list that the slot comes from.'),
    level: z.enum(levels).describe('What filled the slot.'),
    strategy: z.string().describe('Algorithm and version.'),
    score: z.number(),
    confidence: z
      .number()
      .describe('0 to 1: for pairs the share of orders with the other item that also held this one.'),
    reason: z.string(),
    social_proof: z.string().nullable(),
    badge: z.string().nullable(),
    offer: offerSchema
      .optional()
      .describe('A discount of the running test; your checkout takes it off, see GET /api/offers/{rec_id}.'),
  })
  .describe('One suggestion.');
export type Slot = z.infer<typeof slotSchema>;

/** The raw counts behind one directed pair. */
export const pairEvidenceSchema = z.object({
  antecedent: z.string(),
  consequent: z.string(),
  times_together: z.int(),
  antecedent_orders: z.int(),
  consequent_orders: z.int(),
  orders: z.int(),
  support: z.number(),
  confidence: z.number(),
  lift: z.number(),
  expected_together: z.number().describe('Orders with both that chance alone would bring.'),
  shrunk_lift: z.number(),
  lift_lower: z.number().describe('5 % bound of the shrunk lift.'),
});
export type PairEvidenceJson = z.infer<typeof pairEvidenceSchema>;

const rankingReasonSchema = z
  .object({
    score: z.number(),
    probability: z.number().describe('That it is what the guest adds next; 0 to 1.'),
    contributions: z
      .record(z.string(), z.number())
      .describe(
        'The terms that add up to the score: `average`, the mean score of the items that may be suggested, and what each feature adds to it or takes away.',
      ),
  })
  .nullable()
  .describe('The score taken apart; null for an item that a gate keeps out.');

export const explanationSchema = z.object({
  slots: z.array(
    z.object({
      position: z.int(),
      item: z.string(),
      ranking: rankingReasonSchema,
      evidence: z.array(pairEvidenceSchema),
    }),
  ),
  not_shown: z
    .array(
      z.object({
        item: z.string(),
        name: z.string(),
        gates: z
          .array(z.string())
          .describe(
            'Every gate it failed; without one, why it has no place. page_rules: likelier than an item that is shown; variety, ' +
              'quota, margin, a boost or the order of the lists kept it off. place_taken: of what is shown it is likelier only ' +
              'than a pin, the exploring place or the piece that completes the meal. below_limit: others are likelier. ' +
              'not_first_in:a+b before these: only the lists `types` were asked for, and it did not come first there.',
          ),
        ranking: rankingReasonSchema,
      }),
    )
    .describe('Items that are not in the answer, with why each one is not; at most 500.'),
});

/** The answer of GET /api/recommendations. */
export const recommendationSchema = z
  .object({
    rec_id: z.string().describe('Names this answer in events and order lines.'),
    token: z
      .string()
      .optional()
      .describe('Proof of this answer for its events, good for 24 hours; absent when nothing was written down.'),
    store: z.string(),
    placement: z.enum(placements),
    currency: z.string(),
    locale: z.string().describe('Language of the store, BCP 47.'),
    level: z.enum(levels).nullable().describe('What filled the first slot; null = nothing is available.'),
    experiment: z.string().nullable(),
    variation: z.string(),
    version: z.string(),
    slots: z.array(slotSchema),
    unknown_items: z.array(z.string()).optional().describe('Ids in the request that this store does not have.'),
    unknown_category: z
      .string()
      .optional()
      .describe('The category of the request, when this store does not have it: answered as without it.'),
    explain: explanationSchema.optional(),
  })
  .describe('One recommendation: slots in order, never empty while the store has any available item.');
export type Recommendation = z.infer<typeof recommendationSchema>;
