import type { MadeRecommendation } from '../../storage/queries/customer-recommendations.ts';
import type { BookedCustomer } from './customer-book.ts';
import type { CustomerView } from './customer-view.ts';
import type { MadeAdvice } from './recommend-customer.ts';

/** The rows that remember a customer's recommendations. */
export function toMadeRows(
  view: CustomerView,
  { customer, advice }: { customer: BookedCustomer; advice: readonly MadeAdvice[] },
): MadeRecommendation[] {
  const { year, month, day } = view.zone.wallClockAt(view.nowMs);
  const madeOn = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return advice.map((item, index) => ({
    customer_id: customer.id,
    made_on: madeOn,
    item_id: item.itemId,
    rank: index + 1,
    probability: item.probability,
    confidence: item.confidence,
    kind: item.kind,
    from_tier: item.tier === null ? null : customer.tierLevel,
    to_tier: item.tier,
    made_at: new Date(view.nowMs),
  }));
}
