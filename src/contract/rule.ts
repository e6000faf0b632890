import { z } from 'zod';
import { externalId } from './catalog.ts';
import { placements } from './recommendation.ts';

const LEAST_FACTOR = 0.1;
const GREATEST_FACTOR = 10;

const ruleFields = z.strictObject({
  kind: z
    .enum(['pin', 'block', 'boost'])
    .describe('pin: always first. block: never shown. boost: likelier by `factor`. Blocks win.'),
  item: externalId.nullable().default(null).describe('The item that the rule speaks of.'),
  category: externalId.nullable().default(null).describe('Or the category; a pin takes an item only.'),
  antecedent: externalId.nullable().default(null).describe('Only when this item is in the cart or looked at.'),
  factor: z
    .number()
    .min(LEAST_FACTOR)
    .max(GREATEST_FACTOR)
    .nullable()
    .default(null)
    .describe('Of a boost: 2 counts an item as twice as likely to be taken, .5 as half as likely.'),
  placement: z.enum(placements).nullable().default(null),
  starts_at: z.iso.datetime({ offset: true }).nullable().default(null),
  ends_at: z.iso.datetime({ offset: true }).nullable().default(null),
});

/** What POST /api/rules takes. */
export const ruleInputSchema = ruleFields.superRefine((rule, context) => {
  const refuse = (path: keyof typeof rule, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if ((rule.item === null) === (rule.category === null)) refuse('item', 'expected either an item or a category');
  if (rule.kind === 'pin' && rule.category !== null) refuse('category', 'a category can be blocked or boosted');
  if (rule.kind === 'boost' && rule.factor === null) refuse('factor', 'a boost needs a factor from 0.1 to 10');
  if (rule.kind !== 'boost' && rule.factor !== null) refuse('factor', 'only a boost has a factor');
  if (rule.item !== null && rule.antecedent === rule.item) {
    refuse('antecedent', 'expected another item than the rule speaks of: an item is never suggested beside itself');
  }
  if (rule.starts_at !== null && rule.ends_at !== null && Date.parse(rule.ends_at) <= Date.parse(rule.starts_at)) {
    refuse('ends_at', `expected a time after starts_at, ${rule.starts_at}, got ${rule.ends_at}`);
  }
});
export type RuleInput = z.infer<typeof ruleInputSchema>;

/** A rule of the owner as it is shown. */
export const ruleSchema = ruleFields.extend({ id: z.int() }).describe('The owner’s word on an item or a category.');
export type Rule = z.infer<typeof ruleSchema>;

/** What another rule does to one that is about to be made. */
export const ruleConflicts = ['same', 'block_wins', 'pin_wins', 'pinned_before', 'factors_multiply'] as const;

const namedItem = z.object({ item: z.string(), name: z.string() });

/** What POST /api/rules/preview answers: what a rule would change while it holds. */
export const rulePreviewSchema = z
  .object({
    placement: z.enum(placements),
    cart: z.array(namedItem).describe('What the guest has in the cart in this example.'),
    before: z.array(namedItem),
    after: z.array(namedItem),
    gates: z
      .array(z.string())
      .describe(
        'What keeps the item of the rule from being suggested in this example, pinned or not, in the words of `explain`: age_restricted, ' +
          'unavailable, blocked, substitute. Of a rule for a category: empty.',
      ),
    conflicts: z.array(
      z.object({
        rule: ruleSchema,
        outcome: z
          .enum(ruleConflicts)
          .describe(
            'same: says the same already. block_wins: one of the two blocks. pin_wins: the pin stands first, whatever the boost. ' +
              'pinned_before: both are pinned, the older one stands first. factors_multiply: both factors count.',
          ),
      }),
    ),
  })
  .describe('What guests see without a rule and with it, and the rules that it meets.');
export type RulePreview = z.infer<typeof rulePreviewSchema>;
