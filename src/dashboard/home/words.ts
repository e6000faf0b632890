import type { HomeSuggestion } from '../../contract/home.ts';
import type { PageWords } from '../messages/page-words.ts';

const ENGLISH = {
  period: {
    compared: (from: string, to: string) =>
      `Compared with ${from} to ${to}: as many days, beginning on the same weekday.`,
    asOf: (when: string) => `As of ${when}.`,
    waiting: (days: number) =>
      `${days === 1 ? 'One day is' : `${days} days are`} being added up again; the figures follow in a moment.`,
  },
  sentence: {
    label: 'What suggestions earn',
    extra: (amount: string, low: string, high: string) =>
      `You made ${amount} extra this week (likely ${low} to ${high})`,
    lost: (amount: string, low: string, high: string) =>
      `Suggestions cost you ${amount} this week (likely ${low} to ${high})`,
    notProven: (low: string, high: string) => `Not proven yet: this week between ${low} and ${high} extra`,
    notMeasured: (attributed: string) =>
      `${attributed} was bought from suggestions this week. How much of it is extra is not measured yet`,
    nothing: 'Nothing was bought from a suggestion this week yet',
    lastExtra: (week: string, amount: string, low: string, high: string) =>
      `Last closed week (${week}): ${amount} extra, likely ${low} to ${high}, measured against guests who saw no suggestions.`,
    lastLost: (week: string, amount: string, low: string, high: string) =>
      `Last closed week (${week}): ${amount} less than without suggestions, likely ${low} to ${high}.`,
    lastOpen: (week: string, low: string, high: string) =>
      `Last closed week (${week}): not proven, between ${low} and ${high}.`,
    lastUnknown: (week: string, reason: string) => `Last closed week (${week}): ${reason}`,
    attributed: (attributed: string) => `${attributed} was bought from suggestions this week.`,
    heldOut: (share: string) =>
      `${share} of this week’s visitors see no suggestions, so that the rest can be measured.`,
    holdOutOff: 'Nobody is held out: what suggestions earn is not measured.',
    holdOutSoon: (day: string, share: string) =>
      `From Monday, ${day}, ${share} of the visitors see no suggestions for a week, so that the rest can be measured.`,
    unfinished: 'Some days of this week are still being added up: its figures will change.',
    lastOff: (week: string) => `Last closed week (${week}): not measured, because nobody was held out.`,
    more: 'How it is measured',
  },
  badges: { measured: 'Measured here', pooled: 'Best estimate', not_measured: 'Not measured' },
  reasons: {
    no_orders: 'No orders in these days.',
    no_prices: 'The orders have no prices.',
    nothing_seen: 'No guest saw a suggestion in these days.',
    nothing_clicked: 'Nothing was clicked in these days.',
    hold_out_off: 'Not measured: nobody is held out.',
    collecting: 'Still collecting: 50 visitors and 20 orders have to be held out first.',
    no_closed_week: 'The first week with a hold-out is not over yet.',
    no_calendar_day: 'There was no such day before.',
  },
  cards: {
    title: 'Figures',
    names: {
      extra_revenue: 'Extra revenue',
      attributed_revenue: 'Revenue from recommendations',
      items_added: 'Items added',
      click_through_rate: 'Click-through rate',
      conversion_rate: 'Conversion rate',
      average_order_uplift: 'Average order lift',
      items_per_order: 'Items per order',
      monthly_impact: 'Estimated monthly impact',
    },
    ofTotal: (share: string) => `${share} of total revenue`,
    higher: 'Higher than baseline',
    lower: 'Lower than baseline',
    unsure: 'Not proven to differ from baseline',
    rate: 'Based on current rate',
    rateHint: 'Revenue from recommendations, in 30 days. Part of it would have come anyway.',
    likely: (low: string, high: string) => `Likely ${low} to ${high}`,
    upliftOf: (value: string, low: string, high: string) =>
      `${value} against guests held out (likely ${low} to ${high})`,
    before: (value: string) => `${value} in the days before`,
    beforeNew: 'New: nothing in the days before',
    change: (change: string, value: string) => `${change} from ${value}`,
    target: (target: string) => `Hoped for: ${target}`,
    range: (from: string, to: string) => `${from} to ${to}`,
    moreThan: (from: string) => `more than ${from}`,
    rangeMore: (from: string, to: string) => `${from} to ${to} more`,
    n: {
      orders: (n: string) => `From ${n} orders`,
      seen: (n: string) => `From ${n} suggestions seen`,
      clicked: (n: string) => `From ${n} suggestions clicked`,
      visitor_weeks: (n: string) => `From ${n} visitors of a week`,
      credited_lines: (n: string) => `From ${n} bought suggestions`,
    },
    how: 'How is this computed?',
    howOf: (name: string) => `How is this computed? ${name}`,
    formula: (_id: string, told: string) => told,
    inNumbers: 'In numbers',
    multiplied: (one: string, other: string) => `${one} × ${other}`,
    divided: (numerator: string, denominator: string) => `${numerator} / ${denominator}`,
    rows: 'The rows beneath (CSV)',
    noRows: 'There are no rows to take along.',
  },
  chart: {
    title: 'Day by day',
    attributed: 'From recommendations',
    today: 'Today so far',
    compared: 'The days before',
    lead: 'Revenue from recommendations. Today is dotted, because it is not over.',
    table: 'As a table',
    picture: 'As a chart',
    day: 'Day',
    revenue: 'Revenue of all orders',
    orders: 'Orders',
    soFar: 'so far',
    clockChange: (days: string) => `Clocks were changed: ${days}.`,
    nothing: 'Nothing was bought from a suggestion in these days.',
  },
  tops: {
    items: 'Top items',
    item: 'Item',
    conversions: 'Conversions',
    revenue: 'Revenue',
    seen: 'Seen',
    clicked: 'Clicked',
    noItems: 'Nothing was bought from a suggestion in these days.',
    combinations: 'Top combinations',
    a: 'Item A',
    b: 'Item B',
    together: 'Times Sold Together',
    generated: 'Revenue Generated',
    noCombinations: 'No order of these days had two items.',
    types: 'By type',
    type: 'Type',
    added: 'Added',
    clickRate: 'Clicked of seen',
    buyRate: 'Bought of clicked',
    noTypes: 'No guest saw a suggestion in these days.',
  },
  types: {
    'frequently-together': 'Bought Together',
    'category-popular': 'Popular in Category',
    complement: 'Complete Your Meal',
    trending: 'Trending Now',
    personalized: 'For You',
    upsell: 'Premium Upgrade',
    'similar-items': 'Similar Items',
    unknown: 'Other',
  },
  first: {
    title: 'The first two weeks',
    lead: (start: string, end: string) => `${start} to ${end}, beside what was hoped for.`,
    names: {
      click_through_rate: 'Click-through rate',
      conversion_rate: 'Conversion rate',
      shown_per_day: 'Suggestions seen a day',
      extra_per_week: 'Extra revenue a week',
    },
    met: 'Reached',
    notMet: 'Not reached',
    open: 'Not known yet',
  },
  next: {
    title: 'Do next',
    lead: 'What is likely to bring most now.',
    monthly: (amount: string) => `About ${amount} a month`,
    unknown: 'Nobody can say what it brings',
    assumed: 'By a rule of thumb: how much of it is extra is not measured yet.',
    apply: 'Apply',
    applyOf: (title: string) => `Apply: ${title}`,
    dismiss: 'Dismiss',
    dismissOf: (title: string) => `Dismiss: ${title}`,
    open: 'Open the page',
    done: 'Done',
    consequence: 'This is what happens',
    working: 'Where the money comes from',
    times: 'times',
    confirm: 'Apply it',
    where: (place: string) => `Where: ${place}`,
    nothing: 'Nothing is waiting for you.',
    titleOf: ({ title }: HomeSuggestion) => title,
    text: ({ words }: HomeSuggestion) => words,
    consequenceOf: ({ kind, items }: HomeSuggestion) => {
      const [one = '', other = ''] = items.map(({ name }) => name);
      const told: Readonly<Record<string, string>> = {
        create_key: 'A key for pages is made. It is shown once; you can revoke it in the settings.',
        hold_out:
          'From next Monday one visitor in ten sees no suggestions for a week. It costs what these would have spent more; you can turn it off under Experiments.',
        set_roles: `${one} counts as that from now on, and is offered where it is missing. You can change it in the catalogue.`,
        pin_pair: `A rule is made: when ${one} is in the cart, ${other} stands first, from the next guest on. You can take it away under Rules.`,
      };
      return told[kind] ?? '';
    },
    factor: ({ working }: HomeSuggestion, place: number) => working[place]?.name ?? '',
  },
  setup: {
    title: 'Setup guide',
    lead: (done: number, of: number) => `${done} of ${of} done. This card goes when everything is.`,
    done: 'Done',
    open: 'To do',
    have: (have: string, need: string) => `${have} of ${need}`,
    names: {
      menu: 'Put the menu in',
      orders: 'Send orders',
      key: 'Make a key for your pages',
      script: 'Show suggestions to guests',
      first_credit: 'The first item bought from a suggestion',
    },
    texts: {
      menu: 'Import items, or send orders with their names: items are made from them.',
      orders: 'From 10 completed orders on there is something to learn. Import a file or send them through the API.',
      key: 'A publishable key lets your pages ask for suggestions and report what guests do.',
      script: 'Put the script on the page. It reports what guests see and take.',
      first_credit: 'It comes by itself once guests see suggestions and order.',
    },
    importFile: 'Import a file',
    readiness: 'Which suggestions are ready',
    ready: 'Ready',
    of: {
      items: 'items',
      orders: 'orders',
      fresh_orders: 'orders since yesterday',
      orders_with_two_items: 'orders with two items or more',
      known_customers: 'known customers',
      items_with_role: 'items with a part of a meal',
      items_with_tier: 'items on the upgrade ladder',
    },
    missing: (have: string, need: string, of: string) => `${have} of ${need} ${of}`,
  },
  peaks: {
    title: 'Busy hours',
    daily: 'Every day',
    peak: (label: string, times: string) => `${label}: ${times}× the usual orders`,
  },
};

/** The shape that every language fills. */
export type HomeWords = typeof ENGLISH;

/** What the home page says. */
export const HOME_WORDS: PageWords<HomeWords> = {
  en: ENGLISH,
  de: async () => (await import('./words.german.ts')).GERMAN,
};
