import { KIND_CONFIDENCE } from '../../engine/customer/customer-kind.ts';
import { insertRecommendations } from '../../storage/queries/customer-recommendations.ts';
import { CSV_BOM, csvLine } from '../imports/reading/csv-out.ts';
import type { Services } from '../services.ts';
import type { BookedCustomer } from './customer-book.ts';
import { type CustomerView, kindOf, openCustomerView, segmentNow } from './customer-view.ts';
import { inTurns } from './in-turns.ts';
import { toMajor } from './money.ts';
import { compareWorth } from './opportunities.ts';
import { adviseCustomer, type MadeAdvice } from './recommend-customer.ts';
import { toMadeRows } from './to-made-rows.ts';

const PER_CUSTOMER = 3;
const COLUMNS = [
  'receipt',
  'segment',
  'ltv',
  'order_count',
  'rank',
  'product',
  'score',
  'confidence',
  'estimated_value',
  'reason',
];

/**
 * The recommendations of all customers as a CSV file in pieces: three for each, those of the highest confidence first, then
 * those worth most. The rows of no more than 500 customers are in memory at a time. What is exported is remembered.
 */
export async function* exportRecommendations(services: Services, storeId: number): AsyncGenerator<string> {
  const view = await openCustomerView(services, storeId);
  const confidence = (customer: BookedCustomer) => KIND_CONFIDENCE[kindOf(view, customer)];
  const customers = [...view.book.customers.values()].sort(
    (a, b) => confidence(b) - confidence(a) || compareWorth(a, b),
  );
  yield CSV_BOM + csvLine(COLUMNS);
  for await (const part of inTurns(customers)) {
    const advised = part.map((customer) => ({
      customer,
      advice: adviseCustomer(view, customer, { limit: PER_CUSTOMER }),
    }));
    const rows = advised.flatMap(({ customer, advice }) => toMadeRows(view, { customer, advice }));
    await services.context.database.forStore(storeId, (scope) => insertRecommendations(scope, rows));
    yield advised.map((entry) => toLines(view, entry)).join('');
  }
}

function toLines(
  view: CustomerView,
  { customer, advice }: { customer: BookedCustomer; advice: readonly MadeAdvice[] },
): string {
  const start = [
    customer.receipt,
    segmentNow(view, customer),
    toMajor(customer.ltvMinor, view.catalog.store.currency),
    customer.orderCount,
  ];
  return advice
    .map((item, index) =>
      csvLine([...start, index + 1, item.product, item.score, item.confidence, item.estimatedValueMinor, item.reason]),
    )
    .join('');
}
