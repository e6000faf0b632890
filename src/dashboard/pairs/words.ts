import type { PageWords } from '../messages/page-words.ts';

const ENGLISH = {
  lead: (n: string) => `Who orders the first item also orders the second. From ${n} orders.`,
  item: 'Item',
  with: 'Goes with',
  together: 'Together',
  support: 'Support',
  confidence: 'Confidence',
  lift: 'Lift',
  liftLower: 'Lift at least',
  atLeast: (lift: string) => `at least ${lift}`,
  ofOrders: (share: string) => `${share} of all orders`,
  recommended: 'Suggested',
  clicked: 'Clicked',
  converted: 'Bought',
  revenue: 'Revenue',
  bought: (n: string) => `${n} bought`,
  conversion: 'Bought of clicked',
  counted: 'Suggestions counted',
  last: 'Last together',
  sure: 'Sure',
  notSure: 'Not sure yet',
  sureness: 'Sure?',
  actions: 'Rule',
  which: 'Pairs',
  presets: { default: 'Good pairs', 'quick-start': 'Early pairs', all: 'All pairs' },
  why: 'Why?',
  whyTitle: (a: string, b: string) => `${a} → ${b}`,
  shown: 'Guests may see this pair.',
  hidden: 'Guests are not told of this pair.',
  gate: 'Condition',
  found: 'Found',
  told: (first: string, second: string, { share, times }: { share: string; times: string }) =>
    `${share} of the orders with ${first} also had ${second}: ${times} times as often as by chance.`,
  counts: (
    first: string,
    second: string,
    n: Readonly<Record<'orders' | 'first' | 'second' | 'both' | 'expected' | 'lift' | 'least', string>>,
  ) =>
    `Of ${n.orders} orders ${n.first} had ${first} and ${n.second} had ${second}; ${n.both} had both, where chance would bring ${n.expected}. Drawn toward the usual, as few orders have to be, the lift is ${n.lift}, at least ${n.least}.`,
  needed: 'Needed',
  pin: 'Pin',
  block: 'Block',
  pinned: 'Pinned',
  blocked: 'Blocked',
  empty: 'No pairs yet',
  emptyText:
    'Pairs appear when the same two items are in at least 3 completed orders. Send more orders, or import those of the past.',
  noFit: 'No pair fits the filter',
  noFitText: 'Good pairs need at least 3 orders with both items, and more of them than chance would bring.',
  clear: 'Show all pairs',
  pinName: (a: string, b: string) => `Pin ${b} to the top when ${a} is chosen`,
  blockName: (a: string, b: string) => `Never suggest ${b} when ${a} is chosen`,
  whyName: (a: string, b: string) => `Why ${b} with ${a}?`,
  words: {
    together: 'Orders with both',
    confidence: 'Confidence',
    lift: 'Lift',
    'probability_of_lift_above_1.2': 'Certainty that the lift is above 1.2',
    available: 'On sale',
  } as Readonly<Record<string, string>>,
};

/** The shape that every language fills. */
export type PairsWords = typeof ENGLISH;

/** What the page of pairs says. */
export const PAIRS_WORDS: PageWords<PairsWords> = {
  en: ENGLISH,
  de: async () => (await import('./words.german.ts')).GERMAN,
};
