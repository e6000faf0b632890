import type { RecommendationRequest } from './request.ts';
import { DEFAULT_RERANK } from './rerank/rerank-settings.ts';

/** Slots of an answer when nobody says how many. */
const DEFAULT_LIMIT = 5;

/**
 * A request from what is asked for: 5 suggestions for no cart, guest or category in particular, without owner's rules.
 *
 * @example
 * createRequest({ nowMs: 0, cart: [3] }).limit // => 5
 */
export function createRequest(
  asked: Pick<RecommendationRequest, 'nowMs'> & Partial<RecommendationRequest>,
): RecommendationRequest {
  return {
    placement: 'api',
    types: null,
    sourceItemId: null,
    cart: [],
    exclude: [],
    categoryId: null,
    customerId: null,
    limit: DEFAULT_LIMIT,
    hourAtMs: null,
    priceCapMinor: null,
    starterPriceCapMinor: null,
    trendingRule: 'posterior',
    suggestAgeRestricted: false,
    rules: [],
    diets: [],
    avoidAllergens: [],
    rerank: DEFAULT_RERANK,
    explorationDraw: null,
    ...asked,
  };
}
