import type { PairEvidenceJson, Recommendation } from '../../contract/recommendation.ts';
import { type PairEvidence, readPairEvidence } from '../../engine/ranking/pair-evidence.ts';
import { createRankingView } from '../../engine/ranking/ranking-view.ts';
import type { RecommendationList } from '../../engine/ranking/recommend.ts';
import type { Candidate, RecommendationRequest } from '../../engine/ranking/request.ts';
import { explainScores, type ScoreExplanation } from '../../engine/ranking/score-contributions.ts';
import type { LoadedStore } from '../learning/load-model.ts';

const MOST_NOT_SHOWN = 500;

/** Why each slot is there, and for every other item each gate that it failed. */
export function explainAnswer(
  loaded: LoadedStore,
  { request, list }: { request: RecommendationRequest; list: RecommendationList },
): NonNullable<Recommendation['explain']> {
  const { model, catalog } = loaded;
  const view = createRankingView(model, request);
  const nameOf = (item: number) => catalog.rowById.get(model.items.idAt(item));
  const shown = new Set(list.slots.map((slot) => slot.item));
  const reasons = explainScores(view, [...view.eligible, ...list.slots.map((slot) => slot.item)]);
  const slots = list.slots.map((slot, index) => ({
    position: index + 1,
    item: nameOf(slot.item)?.external_id ?? '',
    ranking: toRankingJson(reasons.get(slot.item)),
    evidence: view.context.map((other) => toEvidenceJson(loaded, readPairEvidence(model, other, slot.item))),
  }));
  const placeGate = createPlaceGate(request, { list, scoreOf: (item) => reasons.get(item)?.score ?? 0 });
  const notShown = [...model.menu()]
    .filter(({ index }) => !shown.has(index))
    .slice(0, MOST_NOT_SHOWN)
    .map(({ index, item }) => {
      const gates = view.gatesOf(index);
      return {
        item: nameOf(index)?.external_id ?? '',
        name: item.name,
        gates: gates.length > 0 ? gates : [...typeGates(request), placeGate(index)],
        ranking: gates.length > 0 ? null : toRankingJson(reasons.get(index)),
      };
    });
  return { slots, not_shown: notShown };
}

/** Why an item without a failed gate has no place, by which of the shown items it outscores. */
function createPlaceGate(
  request: RecommendationRequest,
  { list: { slots }, scoreOf }: { readonly list: RecommendationList; readonly scoreOf: (item: number) => number },
): (item: number) => string {
  const leastOf = (some: readonly Candidate[]) => Math.min(...some.map(({ item }) => scoreOf(item)));
  const leastShown = leastOf(slots);
  const leastRanked = leastOf(slots.filter((slot, index) => !isGivenPlace(slot, { index, request })));
  return (item) => {
    const score = scoreOf(item);
    if (score > leastRanked) return 'page_rules';
    return score > leastShown ? 'place_taken' : 'below_limit';
  };
}

/** Whether a place goes by something else than rank: a pin's, the exploring one, a cart's last for a piece of the meal. */
function isGivenPlace(
  { strategy, propensity = 1, type }: Candidate,
  { index, request: { placement, types, limit } }: { index: number; request: RecommendationRequest },
): boolean {
  if (strategy.startsWith('pin') || propensity < 1) return true;
  const isLast = index > 0 && index === limit - 1;
  return isLast && type === 'complement' && placement === 'cart' && types === null;
}

/** The score taken apart, for whoever wants to know why one item stands above another. */
function toRankingJson(explanation: ScoreExplanation | undefined) {
  if (explanation === undefined) return null;
  const { score, probability, contributions } = explanation;
  return { score, probability, contributions: { ...contributions } };
}

/** An item that may be suggested and is not came in no wanted list, or too late. */
function typeGates(request: RecommendationRequest): string[] {
  return request.types === null ? [] : [`not_first_in:${request.types.join('+')}`];
}

/** A pair's evidence with the names that the caller uses, rounded for people. */
export function toEvidenceJson({ model, catalog }: LoadedStore, evidence: PairEvidence): PairEvidenceJson {
  const idOf = (item: number) => catalog.rowById.get(model.items.idAt(item))?.external_id ?? '';
  return {
    antecedent: idOf(evidence.antecedent),
    consequent: idOf(evidence.consequent),
    times_together: evidence.together,
    antecedent_orders: evidence.antecedentOrders,
    consequent_orders: evidence.consequentOrders,
    orders: evidence.orders,
    support: round(evidence.support),
    confidence: round(evidence.confidence),
    lift: round(evidence.lift),
    expected_together: round(evidence.expected),
    shrunk_lift: round(evidence.shrunk.mean),
    lift_lower: round(evidence.shrunk.lower),
  };
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
