import type { Report, ReportFigures } from '../../src/contract/report.ts';

/** Figures of a week that sold `orders` orders of 20.00. */
export function figuresOf(orders: number): ReportFigures {
  const [revenue, attributed] = [2000 * orders, 300 * orders];
  return {
    ...{ revenue_minor: revenue, orders, items: 3 * orders, attributed_minor: attributed },
    ...{ items_added: orders, impressions: 40 * orders, clicks: 6 * orders, conversions: orders },
    ...{ attributed_share: 0.15, average_order_minor: 2000, items_per_order: 3 },
    ...{ click_rate: 0.15, conversion_rate: 1 / 6 },
  };
}

/** A week without a single order. */
export const NO_FIGURES: ReportFigures = {
  ...{ revenue_minor: 0, orders: 0, items: 0, attributed_minor: 0 },
  ...{ items_added: 0, impressions: 0, clicks: 0, conversions: 0 },
  ...{ attributed_share: null, average_order_minor: null, items_per_order: null },
  ...{ click_rate: null, conversion_rate: null },
};

/** A report of week 47 of 2026, of a bistro in London that prices in euros; what is not said is this. */
export function reportOf(change: Partial<Report> = {}): Report {
  return {
    store: { slug: 'bistro', name: 'Bistro Łódź', currency: 'EUR', locale: 'en-GB' },
    ...{
      kind: 'weekly',
      name: '2026-W47',
      first_day: '2026-11-16',
      last_day: '2026-11-22',
      closed_at: '2026-11-24T04:00:00.000Z',
    },
    extra: { state: 'more', estimate_minor: 84_712, interval_minor: [61_000, 108_000], visitor_weeks: 5120 },
    figures: figuresOf(110),
    before: figuresOf(100),
    days: [16, 17, 18, 19, 20, 21, 22].map((day, index) => ({
      day: `2026-11-${day}`,
      revenue_minor: 20_000 + 2000 * index,
      attributed_minor: 3000,
    })),
    top_items: [
      { name: 'Cola', conversions: 40, revenue_minor: 12_000 },
      { name: 'समोसा चाट', conversions: 30, revenue_minor: 10_500 },
    ],
    top_combinations: [{ name_a: 'Burger', name_b: 'Борщ', times_together: 31, revenue_minor: 9300 }],
    to_do: [{ kind: 'pin_pair', names: ['Burger', 'Fries'], monthly_minor: 31_000 }],
    ...change,
  };
}
