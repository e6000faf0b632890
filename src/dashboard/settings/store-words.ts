import type { PageWords } from '../messages/page-words.ts';

const ENGLISH = {
  thresholds: 'When what counts',
  trending: 'An item trends',
  trendingRules: {
    posterior: 'when it surely sells above its usual rate',
    count: 'from three orders in two hours on',
  },
  credit: 'A click or an add earns credit',
  creditWindows: {
    session: 'in the session of the order',
    '7d': 'for 7 days, for the same visitor',
  },
  quota: 'At most so many of one category among the first four places',
  quotaHint: 'Empty: any number.',
  highValue: (currency: string) => `A customer is of high value from (${currency})`,
  highValueHint: 'Empty: the top tenth alone.',
  offers: 'Personal offers up to (%)',
  offersHint: 'Empty: no offers. They are made inside a test only.',
  season: 'Season',
  seasonHint: 'Factor of each month on the scores of customers: 1 = as usual.',
};

/** The shape that every language fills. */
export type StoreWords = typeof ENGLISH;

/** What the settings of a store say of thresholds and seasons. */
export const STORE_WORDS: PageWords<StoreWords> = {
  en: ENGLISH,
  de: async () => (await import('./store-words.german.ts')).GERMAN,
};
