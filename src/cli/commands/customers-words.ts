import type {
  Customer,
  CustomerDetail,
  CustomerRecommendations,
  Opportunities,
  Segments,
} from '../../contract/customer.ts';
import { disarm, formatTable } from '../output.ts';

/** A list of customers as a table. Money is in the minor unit of the store's currency. */
export function tellCustomers(customers: readonly Customer[]): string {
  if (customers.length === 0) return 'No customer. They come with orders that name one.';
  return formatTable(customers, [
    { title: 'CUSTOMER', value: ({ id }) => id },
    { title: 'SEGMENT', value: ({ segment }) => segment },
    { title: 'LTV (MINOR)', align: 'right', value: (customer) => String(customer.ltv_minor) },
    { title: 'ORDERS', align: 'right', value: (customer) => String(customer.order_count) },
    { title: 'LAST ORDER', value: (customer) => dayOf(customer.last_ordered_at) },
    { title: 'NEXT EXPECTED', value: (customer) => dayOf(customer.expected_next_order_at) },
    { title: 'TIER', align: 'right', value: (customer) => String(customer.tier_level ?? '-') },
  ]);
}

/** Segments with their rules. */
export function tellSegments({ segments, total, store_gap_days: gap }: Segments): string {
  const table = formatTable(segments, [
    { title: 'SEGMENT', value: ({ segment }) => segment },
    { title: 'CUSTOMERS', align: 'right', value: ({ customers }) => String(customers) },
    { title: 'LTV', align: 'right', value: ({ ltv }) => String(ltv) },
    { title: 'RULE', value: ({ rule }) => rule },
  ]);
  return `${table}\n\n${total} customers; half of those who came back do so within ${gap.toFixed(1)} days.`;
}

/** Opportunities as a table. */
export function tellOpportunities({ opportunities }: Opportunities): string {
  if (opportunities.length === 0) return 'No opportunity: no known customer has a counted order here.';
  return formatTable(opportunities, [
    { title: 'CUSTOMER', value: ({ receipt }) => receipt },
    { title: 'SEGMENT', value: ({ segment }) => segment },
    { title: 'LTV', align: 'right', value: ({ ltv }) => String(ltv) },
    { title: 'ORDERS', align: 'right', value: (row) => String(row.order_count) },
    { title: 'RECOMMENDED', value: (row) => row.recommended_product },
    { title: 'CONFIDENCE', align: 'right', value: ({ confidence }) => confidence.toFixed(2) },
    { title: 'VALUE (MINOR)', align: 'right', value: (row) => String(row.estimated_value) },
  ]);
}

/** One customer in words, with the recommendations. */
export function tellCustomer({
  customer,
  recommendations,
}: CustomerRecommendations & { customer: CustomerDetail }): string {
  const { segment, kind, order_count: orders, last_ordered_at: last } = customer;
  const table = formatTable(recommendations, [
    { title: 'RECOMMENDED', value: ({ product }) => product },
    { title: 'SCORE', align: 'right', value: ({ score }) => score.toFixed(1) },
    { title: 'CONFIDENCE', align: 'right', value: ({ confidence }) => confidence.toFixed(2) },
    { title: 'VALUE (MINOR)', align: 'right', value: (row) => String(row.estimated_conversion_value) },
    { title: 'WHY', value: ({ reason }) => reason },
  ]);
  return [
    `${disarm(customer.id)}: segment ${segment}, kind ${kind}; ${orders} orders worth ${customer.ltv_minor} minor units, the last on ${dayOf(last)}.`,
    `Next order expected around ${dayOf(customer.expected_next_order_at)} (typical gap ${customer.typical_gap_days.toFixed(1)} days).`,
    '',
    recommendations.length === 0 ? 'Nothing to recommend.' : table,
  ].join('\n');
}

function dayOf(time: string | null): string {
  return time?.slice(0, 10) ?? '-';
}
