import type { VisitResult } from './visit.ts';

/** What a run did and what was true of it; money in minor units. */
export interface TrafficReport {
  readonly store: string;
  readonly seed: number;
  readonly days: number;
  /** Planted: extra revenue as a share of the revenue without suggestions. */
  readonly effect: number;
  /** Made by this run. The sums below are theirs alone. */
  readonly sessions: number;
  /** Found from an earlier run with the same seed and effect, and left as they are. */
  readonly repeated_sessions: number;
  readonly shown_sessions: number;
  readonly orders: number;
  readonly impressions: number;
  readonly clicks: number;
  readonly adds: number;
  readonly revenue_minor: number;
  /** The same shoppers without suggestions. */
  readonly baseline_revenue_minor: number;
  /** Revenue less baseline: what suggestions truly brought. */
  readonly true_extra_minor: number;
  /** Extra as a share of the baseline of the sessions that were shown something; null without any. */
  readonly true_uplift: number | null;
  /** What the rule of attribution owes to suggestions, as the shoppers know it. */
  readonly attributed_minor: number;
}

/** Adds up the sessions of a run. */
export class TrafficTotals {
  #sums = { sessions: 0, repeated: 0, shown: 0, orders: 0, impressions: 0, clicks: 0, adds: 0 };
  #money = { revenue: 0, baseline: 0, shownBaseline: 0, attributed: 0 };

  add(result: VisitResult): void {
    const sums = this.#sums;
    const money = this.#money;
    sums.sessions++;
    if (result.shown) sums.shown++;
    if (result.order !== null) sums.orders++;
    sums.impressions += result.impressions;
    sums.clicks += result.clicks;
    sums.adds += result.adds;
    money.revenue += result.revenueMinor;
    money.baseline += result.baselineMinor;
    if (result.shown) money.shownBaseline += result.baselineMinor;
    money.attributed += result.attributedMinor;
  }

  addRepeated(sessions: number): void {
    this.#sums.repeated += sessions;
  }

  report(of: Pick<TrafficReport, 'store' | 'seed' | 'days' | 'effect'>): TrafficReport {
    const { sessions, repeated, shown, orders, impressions, clicks, adds } = this.#sums;
    const { revenue, baseline, shownBaseline, attributed } = this.#money;
    return {
      store: of.store,
      seed: of.seed,
      days: of.days,
      effect: of.effect,
      sessions,
      repeated_sessions: repeated,
      shown_sessions: shown,
      orders,
      impressions,
      clicks,
      adds,
      revenue_minor: revenue,
      baseline_revenue_minor: baseline,
      true_extra_minor: revenue - baseline,
      true_uplift: shownBaseline === 0 ? null : (revenue - baseline) / shownBaseline,
      attributed_minor: attributed,
    };
  }
}
