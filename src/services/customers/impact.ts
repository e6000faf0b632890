import type { Impact, RecommendationStats } from '../../contract/customer.ts';
import {
  type ExpectedAcceptance,
  estimateLift,
  HEURISTIC_SHARE,
  KAPPA_PRIOR,
} from '../../engine/customer/lift-estimate.ts';
import { PRIOR_CUSTOMERS } from '../../engine/customer/transitions.ts';
import type { Services } from '../services.ts';
import type { BookedCustomer } from './customer-book.ts';
import { type CustomerView, openCustomerView } from './customer-view.ts';
import { inTurns } from './in-turns.ts';
import { toMajor } from './money.ts';
import { adviseCustomer, type MadeAdvice } from './recommend-customer.ts';

const REACH_DAYS = 30;
const DAY_MS = 86_400_000;

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
  const expected = await expectAcceptances(view, customers);
  return {
    total_customers: customers.length,
    recommendations_made: expected.length,
    total_customer_ltv: toMajor(totalMinor, currency),
    average_customer_ltv: toMajor(customers.length === 0 ? 0 : totalMinor / customers.length, currency),
    estimated_revenue_lift: toMajor(totalMinor * HEURISTIC_SHARE, currency),
    estimated_lift_percentage: HEURISTIC_SHARE * 100,
    method: 'heuristic_15pct_ltv',
    measured: customers.length === 0 ? null : estimateHonestly(view, customers, expected),
  };
}

function estimateHonestly(
  view: CustomerView,
  customers: readonly BookedCustomer[],
  expected: readonly ExpectedAcceptance[],
): NonNullable<Impact['measured']> {
  const { currency } = view.catalog.store;
  const since = view.nowMs - REACH_DAYS * DAY_MS;
  const reach = customers.filter(({ lastAtMs }) => (lastAtMs ?? 0) > since).length / customers.length;
  const estimate = estimateLift(expected, reach);
  return {
    label: 'not measured',
    kappa: KAPPA_PRIOR.mean,
    kappa_deviation: KAPPA_PRIOR.deviation,
    reach: Math.round(reach * 1e6) / 1e6,
    days: REACH_DAYS,
    attributable: toMajor(estimate.attributableMinor, currency),
    estimated_revenue_lift: toMajor(estimate.estimateMinor, currency),
    low: toMajor(estimate.lowMinor, currency),
    high: toMajor(estimate.highMinor, currency),
  };
}

async function expectAcceptances(
  view: CustomerView,
  customers: readonly BookedCustomer[],
): Promise<ExpectedAcceptance[]> {
  const expected: ExpectedAcceptance[] = [];
  for await (const part of inTurns(customers)) {
    for (const customer of part) {
      for (const advice of adviseCustomer(view, customer, { limit: 1 }))
        expected.push(toExpectation(view, customer, advice));
    }
  }
  return expected;
}

/** The variance of a chance that was learned from n customers beside a prior worth 20: p (1 - p) / (n + 21). */
function toExpectation(view: CustomerView, { tierLevel }: BookedCustomer, advice: MadeAdvice): ExpectedAcceptance {
  const { probability, itemId } = advice;
  const learnedFrom = view.knowledge.transitions.find(({ fromTier }) => fromTier === tierLevel)?.customers ?? 0;
  return {
    priceMinor: view.catalog.rowById.get(itemId)?.price_minor ?? 0,
    probability,
    variance: (probability * (1 - probability)) / (learnedFrom + PRIOR_CUSTOMERS + 1),
  };
}
