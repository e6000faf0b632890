import type { HomeCard, HomeFigure } from '../../contract/home.ts';
import type { RatioTest } from '../../engine/experiment/compare/ratio-metric.ts';
import { upliftInterval } from '../../engine/experiment/compare/relative-uplift.ts';
import { type HomeSums, rateOf } from './home-sums.ts';
import { type MeasuredExtra, toldExtraOf } from './measured-extra.ts';

/** What the cards are made from. */
export interface CardSources {
  readonly days: number;
  /** The days as a query asks for them. */
  readonly asked: string;
  readonly now: HomeSums;
  readonly before: HomeSums;
  readonly measured: MeasuredExtra;
}

const MONTH_DAYS = 30;
const ALPHA = 0.05;
const VISITOR_WEEKS = '/api/experiments/holdout/visitor-weeks';

/** What a card says beside its figure; most have none of it. */
const PLAIN = {
  reason: null,
  interval: null,
  badge: null,
  numerator: null,
  denominator: null,
  share_of_total: null,
  uplift: null,
  target: null,
} as const;

/** The cards of the home page, in their order. */
export function makeCards(sources: CardSources): HomeCard[] {
  return [
    extraCard(sources),
    attributedCard(sources),
    itemsAddedCard(sources),
    clickCard(sources),
    conversionCard(sources),
    orderUpliftCard(sources),
    itemsPerOrderCard(sources),
    monthlyCard(sources),
  ];
}

function rowsOf(figure: HomeFigure, asked: string): string {
  return `/api/home/rows.csv?figure=${figure}&${asked}`;
}

function extraCard({ asked, now, before, measured }: CardSources): HomeCard {
  const extra = toldExtraOf(now.attributedMinor, measured);
  return {
    ...PLAIN,
    id: 'extra_revenue',
    unit: 'minor',
    value: extra?.estimate ?? null,
    reason: measured.reason,
    interval: extra === null ? null : [...extra.interval],
    badge: measured.badge,
    n: measured.units,
    n_of: 'visitor_weeks',
    numerator: now.attributedMinor,
    previous: toldExtraOf(before.attributedMinor, measured)?.estimate ?? null,
    how: {
      formula:
        'Attributed revenue x kappa. kappa is how much of it is extra: measured with the visitors who see no suggestions. Until then nothing is said.',
      rows: rowsOf('attributed', asked),
    },
  };
}

function attributedCard({ asked, now, before }: CardSources): HomeCard {
  return {
    ...PLAIN,
    id: 'attributed_revenue',
    unit: 'minor',
    value: now.attributedMinor,
    n: now.purchased,
    n_of: 'credited_lines',
    numerator: now.attributedMinor,
    denominator: now.revenueMinor,
    share_of_total: rateOf(now.attributedMinor, now.revenueMinor),
    previous: before.attributedMinor,
    how: {
      formula:
        'Sum of the ledger over the days of the orders: lines that were clicked or added from a suggestion, net of refunds.',
      rows: rowsOf('attributed', asked),
    },
  };
}

function itemsAddedCard({ asked, now, before }: CardSources): HomeCard {
  return {
    ...PLAIN,
    id: 'items_added',
    unit: 'count',
    value: now.added,
    n: now.seen,
    n_of: 'seen',
    numerator: now.added,
    denominator: now.seen,
    previous: before.added,
    how: {
      formula: 'Suggested items that were put into the cart, each place of an answer once.',
      rows: rowsOf('slots', asked),
    },
  };
}

function clickCard({ asked, now, before }: CardSources): HomeCard {
  return {
    ...PLAIN,
    id: 'click_through_rate',
    unit: 'share',
    value: rateOf(now.clicked, now.seen),
    reason: now.seen === 0 ? 'nothing_seen' : null,
    n: now.seen,
    n_of: 'seen',
    numerator: now.clicked,
    denominator: now.seen,
    previous: rateOf(before.clicked, before.seen),
    target: { from: 0.15, to: 0.25, unit: 'share', of: 'value' },
    how: {
      formula: 'Places that were clicked or added from / places that were seen.',
      rows: rowsOf('slots', asked),
    },
  };
}

function conversionCard({ asked, now, before }: CardSources): HomeCard {
  return {
    ...PLAIN,
    id: 'conversion_rate',
    unit: 'share',
    value: rateOf(now.purchased, now.clicked),
    reason: now.clicked === 0 ? 'nothing_clicked' : null,
    n: now.clicked,
    n_of: 'clicked',
    numerator: now.purchased,
    denominator: now.clicked,
    previous: rateOf(before.purchased, before.clicked),
    target: { from: 0.08, to: 0.15, unit: 'share', of: 'value' },
    how: {
      formula: 'Places that an ordered line is credited to / places that were clicked or added from.',
      rows: rowsOf('slots', asked),
    },
  };
}

function orderUpliftCard({ measured }: CardSources): HomeCard {
  const uplift = measured.basket.averageOrderValue?.uplift ?? null;
  const ratio = measured.basket.averageOrderValue;
  return {
    ...PLAIN,
    id: 'average_order_uplift',
    unit: 'share',
    value: uplift?.uplift ?? null,
    reason: uplift === null ? (measured.reason ?? 'collecting') : null,
    interval: uplift === null ? null : [...upliftInterval(uplift, ALPHA)],
    badge: uplift === null ? 'not_measured' : 'measured',
    n: measured.orders,
    n_of: 'orders',
    numerator: ratio?.treated.mean ?? null,
    denominator: ratio?.control.mean ?? null,
    previous: null,
    target: { from: 0.15, to: 0.35, unit: 'share', of: 'value' },
    how: {
      formula:
        'Average order of the visitors who were shown suggestions / that of the visitors who were held out, less 1, over all closed weeks.',
      rows: VISITOR_WEEKS,
    },
  };
}

function itemsPerOrderCard({ asked, now, before, measured }: CardSources): HomeCard {
  return {
    ...PLAIN,
    id: 'items_per_order',
    unit: 'items',
    value: rateOf(now.units, now.orders),
    reason: now.orders === 0 ? 'no_orders' : null,
    n: now.orders,
    n_of: 'orders',
    numerator: now.units,
    denominator: now.orders,
    previous: rateOf(before.units, before.orders),
    uplift: toDifference(measured.basket.itemsPerOrder, measured.orders),
    target: { from: 0.5, to: 1.5, unit: 'items', of: 'uplift' },
    how: { formula: 'Units of the orders, less refunds / orders.', rows: rowsOf('revenue', asked) },
  };
}

function toDifference(test: RatioTest | null, n: number): HomeCard['uplift'] {
  return test === null ? null : { value: test.difference, interval: [...test.interval], n };
}

function monthlyCard({ days, asked, now, before }: CardSources): HomeCard {
  const monthly = (sums: HomeSums) => Math.round((sums.attributedMinor * MONTH_DAYS) / days);
  return {
    ...PLAIN,
    id: 'monthly_impact',
    unit: 'minor',
    value: monthly(now),
    n: now.purchased,
    n_of: 'credited_lines',
    numerator: now.attributedMinor * MONTH_DAYS,
    denominator: days,
    previous: monthly(before),
    how: {
      formula: `Revenue from recommendations x ${MONTH_DAYS} / days. What would have come anyway is in it.`,
      rows: rowsOf('attributed', asked),
    },
  };
}
