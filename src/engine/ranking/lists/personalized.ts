import { readHistory } from '../../customer/purchase-history.ts';
import { menuItem, type RankingView } from '../ranking-view.ts';
import { roundScore } from '../../popularity/round-score.ts';
import { type Candidate, sortCandidates } from '../request.ts';

/** What a known customer comes back for: items bought before, by habit (frequency and recency). */
export function rankPersonalized(view: RankingView): Candidate[] {
  const { model, request } = view;
  if (request.customerId === null) return [];
  const history = readHistory(model.log, request.customerId, { nowMs: request.nowMs });
  const last = new Set(history.lastBasket);
  const scored = view.eligible
    .filter((item) => history.counts.has(item))
    .map((item) => ({ item, score: roundScore(history.habit.get(item) ?? 0) }));
  return sortCandidates(scored).map(({ item, score }) => {
    const times = history.counts.get(item) ?? 0;
    const { name } = menuItem(view, item);
    return {
      item,
      type: 'personalized',
      level: 'personal',
      strategy: 'habit@1',
      score,
      confidence: times / history.orders,
      reason: last.has(item) ? `Welcome back! You loved the ${name} last time` : `You like the ${name}`,
      socialProof: times === 1 ? null : `You ordered it ${times} times`,
      badge: null,
    };
  });
}
