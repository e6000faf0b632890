import type { PageWords } from '../messages/page-words.ts';

const ENGLISH = {
  lead: 'Your word comes first: pins are shown at the top, blocks win over everything.',
  add: 'Add a rule',
  kind: 'What to do',
  kinds: { pin: 'Pin to the top', block: 'Never show', boost: 'Show more or less often' },
  target: 'Item',
  category: 'Category',
  antecedent: 'Only when this item is chosen',
  anyItem: 'With any item',
  factor: 'How many times as often',
  placement: 'Where',
  anywhere: 'Everywhere',
  starts: 'From',
  ends: 'Until',
  always: 'Always',
  time: 'When',
  remove: (name: string) => `Remove the rule for ${name}`,
  removeTitle: 'Remove this rule?',
  removeText: 'Suggestions go on without it at once.',
  empty: 'No rules',
  emptyText: 'Suggestions work without rules. Add one where you know better.',
  effect: 'Rule',
  subject: 'For',
  condition: 'Condition',
  times: (factor: string) => `${factor}× as often`,
  when: (name: string) => `When ${name} is chosen`,
  timeHint: (zone: string) => `By the clocks of ${zone}. Empty = no limit.`,
  look: 'Show what changes',
  preview: 'What guests would see',
  previewAt: (place: string) => `${place}, with an empty cart.`,
  previewWith: (place: string, cart: string) => `${place}, with ${cart} in the cart.`,
  previewSame: 'Nothing changes in this example.',
  previewNone: 'Nothing.',
  before: 'Without the rule',
  after: 'With the rule',
  gates: {
    age_restricted:
      'This item has an age limit: guests see it only beside items of its own category, pinned or not. The settings can allow it everywhere.',
    unavailable: 'This item is sold out: guests see it once it is available again.',
    substitute: 'This item would take the place of one in the cart: guests do not see it there, pinned or not.',
  },
  noConflicts: 'No other rule speaks of the same.',
  conflicts: 'This rule meets others',
  otherRule: 'Rule',
  outcome: 'What comes of it',
  outcomes: {
    same: 'It says the same already: the new one adds nothing.',
    block_wins: 'Blocks win: the item is not shown while both hold.',
    pin_wins: 'The pin stands first, however often the other lets it be shown.',
    pinned_before: 'Both are pinned: the older one stands first.',
    factors_multiply: 'Both count: the factors are multiplied.',
  },
};

/** The shape that every language fills. */
export type RulesWords = typeof ENGLISH;

/** What the page of rules says. */
export const RULES_WORDS: PageWords<RulesWords> = {
  en: ENGLISH,
  de: async () => (await import('./words.german.ts')).GERMAN,
};
