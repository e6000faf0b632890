import type { CustomerRecommendations } from '../../contract/customer.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { Services } from '../services.ts';
import type { BookedCustomer, CustomerBook } from './customer-book.ts';
import { openCustomerView } from './customer-view.ts';
import { adviseCustomer, type MadeAdvice } from './recommend-customer.ts';
import { toMadeRows } from './to-made-rows.ts';

/**
 * What to recommend to a customer, best first: GET /api/recommendations/customer/{receipt}.
 *
 * @throws AppError `unknown_customer`
 */
export async function generateCustomerRecommendations(
  services: Services,
  storeId: number,
  { receipt, limit }: { receipt: string; limit: number },
): Promise<CustomerRecommendations> {
  const view = await openCustomerView(services, storeId);
  const customer = requireBooked(view.book, receipt);
  const advice = adviseCustomer(view, customer, { limit });
  services.recommended.add(storeId, toMadeRows(view, { customer, advice }));
  return { success: true, recommendations: advice.map(toJson) };
}

function toJson({ product, score, reason, confidence, estimatedValueMinor }: MadeAdvice) {
  return { product, score, reason, confidence, estimated_conversion_value: estimatedValueMinor };
}

/** The customer of this reference. @throws AppError `unknown_customer`. */
export function requireBooked(book: CustomerBook, receipt: string): BookedCustomer {
  const customer = book.customers.get(book.byReceipt.get(receipt) ?? -1);
  if (customer) return customer;
  throw new AppError('unknown_customer', {
    detail: `There is no customer ${JSON.stringify(receipt)} in this store.`,
  });
}
