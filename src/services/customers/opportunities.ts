import type { Opportunities, OpportunitiesQuery, Opportunity, OpportunityColumn } from '../../contract/customer.ts';
import type { Services } from '../services.ts';
import type { BookedCustomer } from './customer-book.ts';
import { openCustomerView, segmentNow } from './customer-view.ts';
import { toMajor } from './money.ts';
import { adviseCustomer } from './recommend-customer.ts';

const OPPORTUNITIES = 20;

/**
 * The 20 customers of the highest LTV, then of the most orders, each with the first recommendation: of all segments, or of
 * the one that is asked for. `sort` puts those 20 in another order. Customers without a counted order are none.
 */
export async function listOpportunities(
  services: Services,
  storeId: number,
  { segment, sort }: OpportunitiesQuery = {},
): Promise<Opportunities> {
  const view = await openCustomerView(services, storeId);
  const { currency } = view.catalog.store;
  const ranked = [...view.book.customers.values()]
    .filter((customer) => customer.orderCount > 0)
    .filter((customer) => segment === undefined || segmentNow(view, customer) === segment)
    .sort(compareWorth)
    .slice(0, OPPORTUNITIES);
  const opportunities = ranked.flatMap((customer): Opportunity[] => {
    return adviseCustomer(view, customer, { limit: 1 }).map((advice) => ({
      receipt: customer.receipt,
      segment: segmentNow(view, customer),
      ltv: toMajor(customer.ltvMinor, currency),
      order_count: customer.orderCount,
      recommended_product: advice.product,
      confidence: advice.confidence,
      estimated_value: advice.estimatedValueMinor,
    }));
  });
  return { success: true, opportunities: sort === undefined ? opportunities : sortBy(opportunities, sort) };
}

/** LTV, then orders, then who came first. */
export function compareWorth(a: BookedCustomer, b: BookedCustomer): number {
  return b.ltvMinor - a.ltvMinor || b.orderCount - a.orderCount || a.id - b.id;
}

/** Numbers descend, texts ascend; a leading - turns that round. Equal ones stay in the order of their worth. */
function sortBy(opportunities: readonly Opportunity[], sort: string): Opportunity[] {
  const isTurned = sort.startsWith('-');
  const column = (isTurned ? sort.slice(1) : sort) as OpportunityColumn;
  const compare = (a: Opportunity, b: Opportunity) => {
    const [first, second] = [a[column], b[column]];
    if (typeof first === 'number' && typeof second === 'number') return second - first;
    return first < second ? -1 : Number(first > second);
  };
  return [...opportunities].sort((a, b) => (isTurned ? compare(b, a) : compare(a, b)));
}
