import { type ArmSettings, algorithms } from '../../contract/experiment.ts';
import type { RecommendationList } from '../../engine/ranking/recommend.ts';
import type { Candidate, RecommendationRequest } from '../../engine/ranking/request.ts';

/** One arm as it is served: its algorithm, and what it does otherwise than the store. */
export interface ServedArm {
  readonly algorithm: string;
  readonly settings: ArmSettings;
}

/** What an arm asks the engine for. What a page asks for by name, a test does not take away. */
export function applyArm(request: RecommendationRequest, { algorithm, settings }: ServedArm): RecommendationRequest {
  const own = algorithms.find((name) => name !== 'v1' && name === algorithm);
  const types = settings.types ?? (own === undefined || own === 'v1' ? null : [own]);
  const { rerank } = request;
  return {
    ...request,
    types: request.types ?? types,
    limit: settings.limit ?? request.limit,
    rerank: {
      diversity: settings.diversity ?? rerank.diversity,
      marginDial: settings.margin_dial ?? rerank.marginDial,
      categoryQuota: settings.category_quota === undefined ? rerank.categoryQuota : settings.category_quota,
    },
  };
}

/** What an arm leaves of an answer, in its order; the first suggestion stays whatever its confidence. */
export function trimList(
  list: RecommendationList,
  { settings, priceOf }: { settings: ArmSettings; priceOf: (slot: Candidate) => number | null },
): RecommendationList {
  const { min_confidence: least = 0, order = 'ranked' } = settings;
  const sure = list.slots.filter((slot, index) => index === 0 || slot.confidence >= least);
  const sign = { ranked: 0, 'price-descending': -1, 'price-ascending': 1 }[order];
  const slots = sign === 0 ? sure : [...sure].sort((a, b) => sign * ((priceOf(a) ?? 0) - (priceOf(b) ?? 0)));
  return { slots, level: slots[0]?.level ?? null };
}
