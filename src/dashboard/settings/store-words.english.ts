/** What the settings of a store say of thresholds and seasons, in English. */
export const ENGLISH = {
  thresholds: 'When what counts',
  trending: 'An item trends',
  trendingRules: {
    posterior: 'when surely above its usual',
    count: 'from 3 orders in 2 hours on',
  },
  credit: 'A click or an add earns credit',
  creditWindows: {
    session: 'in the session of the order',
    '7d': 'for 7 days, same visitor',
  },
  quota: 'Most items of one category among the first four places',
  quotaHint: 'Leave empty for no limit.',
  highValue: 'A customer is of high value from',
  highValueHint: 'Leave empty for the tenth of customers who spent most.',
  offers: 'Personal offers up to (%)',
  offersHint: 'Leave empty for no offers. Offers are made only inside a test.',
  shop: 'Ordering',
  pages: 'Pages to order from',
  pagesHint: 'A menu with suggestions, a cart and a checkout for your guests, and a page of orders for your staff.',
  menu: 'The menu',
  staff: 'Orders for staff',
  codes: 'QR codes to print',
  tables: 'Tables with a code',
  tablesHint: 'They are numbered from 1. Leave empty for none.',
  season: 'Season',
  seasonHint: 'Factor of each month on the scores of customers: 1 = as usual.',
};

/** The shape that every language fills. */
export type StoreWords = typeof ENGLISH;
