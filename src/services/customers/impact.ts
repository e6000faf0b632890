import type { Impact, RecommendationStats } from '../../contract/customer.ts';
import type { Services } from '../services.ts';
import { openCustomerView } from './customer-view.ts';
import { ESTIMATE_DAYS, type ExtraEstimate, estimateExtra } from './estimate-extra.ts';
import { toMajor } from './money.ts';

/** The seeds' rule of thumb: 15 % of what customers have brought so far. Not measured. */
export const HEURISTIC_SHARE = 0.15;

/** What recommendations may bring: the seeds' fields by the rule of thumb, and the honest estimate beside them. */
export async function describeRecommendationStats(services: Services, storeId: number): Promise<RecommendationStats> {
  return { success: true, impact: await estimateImpact(services, storeId) };
}

/** Figures over all customers of a store, those without an order included. */
export async function estimateImpact(services: Services, storeId: number): Promise<Impact> {
  const view = await openCustomerView(services, storeId);
  const { currency } = view.catalog.store;
  const customers = [...view.book.customers.values()];
  const totalMinor = customers.reduce((sum, { ltvMinor }) => sum + ltvMinor, 0);
  const estimate = await estimateExtra(services, storeId, view);
  return {
    total_customers: customers.length,
    recommendations_made: estimate.recommendations,
    total_customer_ltv: toMajor(totalMinor, currency),
    average_customer_ltv: toMajor(customers.length === 0 ? 0 : totalMinor / customers.length, currency),
    estimated_revenue_lift: toMajor(totalMinor * HEURISTIC_SHARE, currency),
    estimated_lift_percentage: HEURISTIC_SHARE * 100,
    method: 'heuristic_15pct_ltv',
    method_label: 'rule of thumb, not measured',
    measured: customers.length === 0 ? null : describeEstimate(estimate, currency),
  };
}

function describeEstimate(
  { kappa, reach, reachCounts, attributableMinor, extraMinor, interval }: ExtraEstimate,
  currency: string,
): NonNullable<Impact['measured']> {
  const [lowMinor, highMinor] = interval;
  return {
    label: kappa.badge,
    kappa: kappa.mean,
    kappa_deviation: kappa.standardDeviation,
    reach: roundShare(reach),
    shown:
      reachCounts.shown === null || reachCounts.came === 0 ? null : roundShare(reachCounts.shown / reachCounts.came),
    days: ESTIMATE_DAYS,
    attributable: toMajor(attributableMinor, currency),
    estimated_revenue_lift: toMajor(extraMinor, currency),
    low: toMajor(lowMinor, currency),
    high: toMajor(highMinor, currency),
  };
}

function roundShare(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}
