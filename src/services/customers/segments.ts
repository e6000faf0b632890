import type { Segments } from '../../contract/customer.ts';
import {
  AT_RISK_DAYS,
  AT_RISK_GAPS,
  LOST_DAYS,
  LOST_GAPS,
  LOYAL_ORDERS,
  SEGMENTS,
  type Segment,
} from '../../engine/customer/segment.ts';
import type { Services } from '../services.ts';
import { openCustomerView, segmentNow } from './customer-view.ts';
import { toMajor } from './money.ts';

const STAYS = 'and not away for as long as at-risk';

/** The rules in words, in the order in which they are asked from the last to the first. */
const RULES: Readonly<Record<Segment, string>> = {
  new: `0 or 1 counted orders, ${STAYS}`,
  repeat: `2 to ${LOYAL_ORDERS - 1} counted orders, ${STAYS}`,
  loyal: `${LOYAL_ORDERS} or more counted orders, ${STAYS}`,
  'at-risk': `last order more than ${AT_RISK_GAPS} typical gaps and ${AT_RISK_DAYS} days ago, and not yet lost`,
  lost: `last order more than ${LOST_GAPS} typical gaps and ${LOST_DAYS} days ago`,
};

const LIMITS: Segments['limits'] = {
  loyal_orders: LOYAL_ORDERS,
  at_risk_days: AT_RISK_DAYS,
  at_risk_gaps: AT_RISK_GAPS,
  lost_days: LOST_DAYS,
  lost_gaps: LOST_GAPS,
};

/** How many customers are in each segment now; every customer is in exactly one. */
export async function describeSegments(services: Services, storeId: number): Promise<Segments> {
  const view = await openCustomerView(services, storeId);
  const counts = new Map(SEGMENTS.map((segment) => [segment, { customers: 0, ltvMinor: 0 }]));
  for (const customer of view.book.customers.values()) {
    const count = counts.get(segmentNow(view, customer));
    if (!count) continue;
    count.customers++;
    count.ltvMinor += customer.ltvMinor;
  }
  return {
    as_of: new Date(view.nowMs).toISOString(),
    total: view.book.customers.size,
    store_gap_days: Math.round(view.storeGapDays * 1e6) / 1e6,
    limits: LIMITS,
    segments: [...counts].map(([segment, { customers, ltvMinor }]) => ({
      segment,
      customers,
      ltv: toMajor(ltvMinor, view.catalog.store.currency),
      rule: RULES[segment],
    })),
  };
}
