import { z } from 'zod';
import { externalId } from './catalog.ts';
import { dayRangeFields, refineDayRange } from './day-range.ts';
import { pairEvidenceSchema } from './recommendation.ts';

/** One directed pair of the report. */
export const pairSchema = z
  .object({
    antecedent: z.string(),
    consequent: z.string(),
    antecedent_name: z.string(),
    consequent_name: z.string(),
    times_together: z.int().describe('Completed orders with both.'),
    support: z.number().describe('Share of all orders that hold both.'),
    confidence: z.number().describe('Share of the antecedent’s orders that also hold the consequent.'),
    lift: z.number().describe('How much more often than if the two were independent.'),
    confidence_lower: z.number(),
    lift_lower: z.number(),
    significant: z.boolean().describe('True when chance is ruled out at a false discovery rate of 5 % over all pairs.'),
    last_ordered_together: z.string().nullable(),
    times_recommended: z.int().describe('Slots of the days asked for that named the antecedent as their reason.'),
    times_clicked: z.int().describe('Of these slots, those that were clicked or added from.'),
    times_converted: z.int().describe('Of these slots, those that an ordered line is credited to.'),
    revenue_generated: z.int().describe('Net credit of these slots in minor units, after refunds.'),
    conversion_rate: z.number().nullable().describe('times_converted / times_clicked; null without clicks.'),
  })
  .describe('A pair: who has the antecedent in the cart also orders the consequent.');
export type Pair = z.infer<typeof pairSchema>;

/** So long it is known what came of a suggestion. */
export const MOST_PAIR_DAYS = 90;

export const pairsQuerySchema = z
  .object({
    item: externalId.optional().describe('Only pairs with this antecedent.'),
    preset: z.enum(['default', 'quick-start', 'all']).default('default'),
    min_together: z.coerce.number().int().min(1).optional(),
    min_confidence: z.coerce.number().min(0).max(1).optional(),
    min_lift: z.coerce.number().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(10_000).default(100),
    ...dayRangeFields(MOST_PAIR_DAYS),
  })
  .superRefine(refineDayRange(MOST_PAIR_DAYS));
export type PairsQuery = z.output<typeof pairsQuerySchema>;
export type PairsQueryInput = z.input<typeof pairsQuerySchema>;

export const pairsSchema = z.object({ orders: z.int(), pairs: z.array(pairSchema) });
export type Pairs = z.infer<typeof pairsSchema>;

/** Why a pair is or is not shown: its evidence in both directions, and each gate with what it asks for. */
export const pairWhySchema = z.object({
  pair: pairEvidenceSchema,
  reverse: pairEvidenceSchema,
  p_value: z.number().describe('One-sided exact (hypergeometric).'),
  last_ordered_together: z.string().nullable(),
  shown: z.boolean().describe('True when a guest may be told that the two go together.'),
  gates: z.array(
    z.object({ gate: z.string(), passed: z.boolean(), value: z.union([z.number(), z.boolean()]), needed: z.string() }),
  ),
  words: z.object({ guest: z.string().nullable(), owner: z.string(), statistician: z.string() }),
});
export type PairWhy = z.infer<typeof pairWhySchema>;
