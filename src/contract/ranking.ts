import { z } from 'zod';

/** A mean with what chance may have moved it by. */
const figureSchema = z.object({
  mean: z.number().describe('0 to 1.'),
  standard_error: z.number().nullable().describe('Clustered by order; null with fewer than two orders.'),
});

/** How one model did when it was asked for the hidden items of a store's own orders. */
const rankingModelSchema = z.object({
  name: z.string(),
  label: z.string().describe('For people: "similar baskets".'),
  hr5: figureSchema.describe('Share of the questions whose answer was among the first five.'),
  hr10: figureSchema.describe('Among the first ten.'),
  ndcg10: figureSchema.describe('1/log2(rank + 1) within the first ten, else 0: what the choice goes by.'),
});
export type RankingModel = z.infer<typeof rankingModelSchema>;

const parametersShape = {
  weights: z.record(z.string(), z.number()).describe('Weight of each feature of the score; 0 leaves it out.'),
  ease_ridge: z.number().describe('lambda of EASE, in orders.'),
  half_life_days: z.number().nullable().describe('After so many days a basket counts half; null = no decay.'),
};

/** One choice of a store's ranking. */
const rankingVersionSchema = z.object({
  version: z.int(),
  active: z.boolean(),
  model: z.string().describe('The model that was chosen; "fleet" when the history could not tell models apart.'),
  label: z.string(),
  chosen_by: z.enum(['nightly', 'owner', 'growth']),
  created_at: z.string(),
  orders_learned: z.int(),
  change_no: z.int().describe('The last change that was known.'),
  questions: z.int().describe('Hidden items that every model was asked for.'),
  sentence: z.string().describe('"Found the hidden item in 43 of 100 orders; popularity at this hour alone 30."'),
  why: z.string().describe('Why this model.'),
  next_order: z.string().describe("What known customers' next orders are ranked by, and why."),
  models: z.array(rankingModelSchema).describe('Every model that was compared, the simplest first.'),
  ...parametersShape,
});
export type RankingVersion = z.infer<typeof rankingVersionSchema>;

/** The answer of GET /api/ranking. */
export const rankingSchema = z
  .object({
    store: z.string(),
    version: z.int().describe('The version in force; 0 = none: the weights that generated stores taught.'),
    model: z.string(),
    label: z.string(),
    ...parametersShape,
    orders: z.int().describe('Orders in the model now.'),
    own_choice_orders: z.int().describe('From so many orders on a store has a choice of its own.'),
    held: z
      .boolean()
      .describe('The owner went back to an earlier version: nothing is chosen by itself until asked for.'),
    choosing: z.number().nullable().describe('How far a choice is that this process makes now, 0 to 1; null = none.'),
    due: z
      .boolean()
      .describe('There is no choice yet, or a fifth more orders than it knew: a server chooses anew within a minute.'),
    versions: z.array(rankingVersionSchema).describe('The newest first; the active one and at most five others.'),
  })
  .describe('How the store ranks, and how that was chosen.');
export type Ranking = z.infer<typeof rankingSchema>;

/** What POST /api/ranking takes. */
export const rankingActionSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('choose') }).describe('Choose anew from the orders as they are now.'),
  z.strictObject({ action: z.literal('rollback') }).describe('Go back to the version before the one in force.'),
  z
    .strictObject({
      action: z.literal('use'),
      version: z
        .int()
        .min(0)
        .max(2 ** 31 - 1),
    })
    .describe('Use a version that is kept; 0 = the weights that generated stores taught.'),
]);
export type RankingAction = z.infer<typeof rankingActionSchema>;
