import type {
  CustomerRecommendations,
  Impact,
  Opportunities,
  OpportunitiesQuery,
  Products,
  RecommendationStats,
} from './contract/customer.ts';
import { getStore } from './services/catalog/stores.ts';
import { generateCustomerRecommendations } from './services/customers/generate-recommendations.ts';
import { describeRecommendationStats, estimateImpact } from './services/customers/impact.ts';
import { listOpportunities } from './services/customers/opportunities.ts';
import { describeProducts } from './services/customers/product-performance.ts';
import type { Services } from './services/services.ts';

/** A store of an opened Pairwell: what the functions below work on. */
export interface StoreHandle {
  readonly services: Services;
  readonly storeId: number;
}

/** Names the store that questions are about, by slug or number. @throws AppError `unknown_store`. */
export async function openStore({ services }: { services: Services }, slugOrId: string): Promise<StoreHandle> {
  return { services, storeId: (await getStore(services.context, slugOrId)).id };
}

/** What to recommend to a customer, best first. @throws AppError `unknown_customer`. */
export async function generateRecommendations(
  receipt: string,
  { store, limit = 3 }: { store: StoreHandle; limit?: number },
): Promise<CustomerRecommendations> {
  return generateCustomerRecommendations(store.services, store.storeId, { receipt, limit });
}

/** The 20 customers worth most, each with the next recommendation. */
export async function getCrossSellOpportunities({
  store,
  ...query
}: { store: StoreHandle } & OpportunitiesQuery): Promise<Opportunities> {
  return listOpportunities(store.services, store.storeId, query);
}

/** Sales of every item, by name; with `weeks` also week by week. */
export async function getProductPerformance({
  store,
  weeks,
}: {
  store: StoreHandle;
  weeks?: number;
}): Promise<Products> {
  return describeProducts(store.services.context, store.storeId, { weeks });
}

/** What recommendations may bring: the rule of thumb, and the honest estimate beside it. */
export async function calculateRecommendationImpact({ store }: { store: StoreHandle }): Promise<Impact> {
  return estimateImpact(store.services, store.storeId);
}

/** The same as the answer of GET /api/recommendations/stats. */
export async function getRecommendationStats({ store }: { store: StoreHandle }): Promise<RecommendationStats> {
  return describeRecommendationStats(store.services, store.storeId);
}
