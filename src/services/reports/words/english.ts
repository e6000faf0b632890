import type { PeriodKind } from '../../../contract/report.ts';
import type { ReportWords } from './report-words.ts';

const SPAN: Record<PeriodKind, string> = { weekly: 'week', monthly: 'month' };

/** Reports and the weekly mail in English. */
export const ENGLISH_REPORT: ReportWords = {
  language: 'en',
  title: { weekly: 'Weekly report', monthly: 'Monthly report' },
  week: (week, year) => `Week ${week}, ${year}`,
  inWeek: (week) => `in week ${week}`,
  inMonth: (month) => `in ${month}`,
  extra: {
    more: ({ estimate, low, high, when }) => `You made ${estimate} extra ${when} (likely ${low} to ${high}).`,
    open: ({ low, high, when }) => `Not proven ${when}: between ${low} and ${high} extra.`,
    less: ({ estimate, low, high, when }) =>
      `${estimate} less ${when} than without suggestions (likely ${low} to ${high}).`,
    estimated: ({ estimate, low, high, when }) => `About ${estimate} extra ${when} (likely ${low} to ${high}).`,
    collecting: (credited) => `${credited} came from suggestions; too few visitors yet to say how much of it is extra.`,
    notMeasured: (credited) => `${credited} came from suggestions; how much of it is extra was not measured.`,
    how: {
      measured:
        'Measured against visitors who were shown no suggestions that week. Not everybody can be measured: “From suggestions” is of all guests.',
      estimated: 'What came from suggestions, times the share of it that was extra in the weeks measured so far.',
      collecting: 'An amount is told from 50 visitors and 20 orders without suggestions on.',
      notMeasured: 'To measure it, some visitors have to be shown no suggestions for a week at a time.',
    },
  },
  figures: {
    attributed: 'From suggestions',
    shareOfRevenue: (share) => `${share} of all revenue`,
    revenue: 'Revenue',
    orders: 'Orders',
    averageOrder: 'Average order',
    itemsAdded: 'Items added',
    clickRate: 'Clicked',
    conversionRate: 'Bought after a click',
    itemsPerOrder: 'Items per order',
    seen: (n) => `of ${n} seen`,
    clicked: (n) => `of ${n} clicked`,
  },
  change: {
    than: (change, kind) => `${change} on the ${SPAN[kind]} before`,
    before: (value, kind) => `${value} the ${SPAN[kind]} before`,
    same: (kind) => `as the ${SPAN[kind]} before`,
    none: (kind) => `nothing the ${SPAN[kind]} before`,
  },
  chart: { title: 'Revenue day by day', rest: 'Other revenue', attributed: 'From suggestions' },
  items: {
    title: 'Top items from suggestions',
    item: 'Item',
    conversions: 'Bought',
    revenue: 'Revenue',
  },
  pairs: {
    title: 'Sold together most',
    pair: 'Items',
    times: 'Orders',
    revenue: 'From suggestions',
  },
  nothingSold: 'Nothing was sold.',
  noItems: 'Nothing was bought from a suggestion.',
  noPairs: 'No two items were sold together.',
  toDo: {
    title: 'To do next',
    none: 'Nothing is urgent.',
    text: (kind, [first = '', second = '']) =>
      ({
        import_orders: 'Bring in more orders: from a file, or through the API. Suggestions learn from them.',
        create_key: 'Put suggestions on your pages: make a key for the script.',
        hold_out: 'Measure what suggestions earn: show none to a part of the visitors.',
        set_roles: `Say what part of a meal ${first} is: a drink, a main, a dessert. It can complete a meal then.`,
        pin_pair: second === '' ? `Pin what goes with ${first}.` : `Pin ${second} beside ${first}.`,
      })[kind],
    worth: (money) => `likely ${money} a month`,
  },
  footer: {
    how: 'Orders that count are completed ones, net of refunds, discounts and tax. Suggestions are credited with what a guest bought after a click on them.',
    letters: 'Letters that this page has no font for are shown as ?. The CSV file has them.',
    page: (n, of) => `${n} of ${of}`,
  },
  mail: {
    open: 'Open the report',
    why: (store) => `You get this mail because you belong to ${store} in Pairwell.`,
    stop: 'Stop this mail',
  },
};
