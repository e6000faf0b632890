import type { Churn, ChurnQuery } from '../../contract/customer.ts';
import { estimateNextVisit } from '../../engine/customer/next-visit.ts';
import { offerPercent } from '../../engine/customer/offer.ts';
import { findOfferedCustomers } from '../experiments/make-offers.ts';
import type { Services } from '../services.ts';
import type { BookedCustomer } from './customer-book.ts';
import { type CustomerView, gapOf, openCustomerView, segmentNow } from './customer-view.ts';
import { toMajor } from './money.ts';
import { compareWorth } from './opportunities.ts';
import { adviseCustomer, type MadeAdvice } from './recommend-customer.ts';

/** So many of a customer's recommendations are looked through. */
const LOOKED_AT = 20;

type ChurnEntry = Churn['customers'][number];

/** Customers who stay away, those worth most first, each with the right upgrade, or what they used to order. */
export async function listChurn(services: Services, storeId: number, { segment, limit }: ChurnQuery): Promise<Churn> {
  const view = await openCustomerView(services, storeId);
  const customers = [...view.book.customers.values()]
    .filter((customer) => segmentNow(view, customer) === segment)
    .sort(compareWorth)
    .slice(0, limit);
  const { max_offer_percent: maxPercent } = view.catalog.store;
  const customerIds = customers.map(({ id }) => id);
  const offered = await services.context.database.forStore(storeId, (scope) =>
    findOfferedCustomers(scope, { customerIds, maxPercent }),
  );
  return {
    as_of: new Date(view.nowMs).toISOString(),
    customers: customers.flatMap((customer) => {
      const advice = chooseReminder(adviseCustomer(view, customer, { limit: LOOKED_AT }));
      if (advice === undefined) return [];
      return [{ ...tell(view, customer, advice), offer_percent: offerTo(advice, offered.get(customer.id) ?? null) }];
    }),
  };
}

/** What brings somebody back: the next step up, else what they like, else what is most likely of all. */
function chooseReminder(advice: readonly MadeAdvice[]): MadeAdvice | undefined {
  return advice.find(({ isUpgrade }) => isUpgrade) ?? advice.find(({ timesOrdered }) => timesOrdered > 0) ?? advice[0];
}

/** A discount for who is on the side of a running test that gets offers. */
function offerTo({ probability }: MadeAdvice, bound: number | null): number | null {
  return offerPercent(probability, { maxPercent: bound, insideTest: bound !== null });
}

function tell(view: CustomerView, customer: BookedCustomer, advice: MadeAdvice): Omit<ChurnEntry, 'offer_percent'> {
  const { currency } = view.catalog.store;
  const gapDays = gapOf(view, customer);
  const visit = estimateNextVisit({ lastAtMs: customer.lastAtMs, gapDays }, view.nowMs);
  return {
    receipt: customer.receipt,
    segment: segmentNow(view, customer),
    ltv: toMajor(customer.ltvMinor, currency),
    order_count: customer.orderCount,
    last_ordered_at: toIso(customer.lastAtMs),
    days_since_last_order: round(visit?.daysSinceLast ?? 0),
    typical_gap_days: round(gapDays),
    expected_next_order_at: toIso(visit?.expectedAtMs ?? null),
    overdue_days: round(visit?.overdueDays ?? 0),
    suggestion: advice.isUpgrade ? 'upgrade' : advice.timesOrdered > 0 ? 'favourite' : 'other',
    recommended_product: advice.product,
    reason: advice.reason,
    confidence: advice.confidence,
    estimated_value: advice.estimatedValueMinor,
  };
}

function toIso(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}

function round(days: number): number {
  return Math.round(days * 100) / 100;
}
