import { z } from 'zod';
import { externalId } from './catalog.ts';
import { placements } from './recommendation.ts';

/** What POST /api/rules takes. */
export const ruleInputSchema = z.strictObject({
  kind: z.enum(['pin', 'block']).describe('pin: always first. block: never shown. Blocks win.'),
  item: externalId,
  antecedent: externalId.nullable().default(null).describe('Only when this item is in the cart or looked at.'),
  placement: z.enum(placements).nullable().default(null),
  starts_at: z.iso.datetime({ offset: true }).nullable().default(null),
  ends_at: z.iso.datetime({ offset: true }).nullable().default(null),
});
export type RuleInput = z.infer<typeof ruleInputSchema>;

/** A rule of the owner as it is shown. */
export const ruleSchema = ruleInputSchema.extend({ id: z.int() }).describe('The owner’s word on an item.');
export type Rule = z.infer<typeof ruleSchema>;
