import { type PurchaseHistory, readHistory } from '../../customer/purchase-history.ts';
import { roundScore } from '../../popularity/round-score.ts';
import type { RankedItem } from '../ranked-item.ts';
import { menuItem, type RankingView } from '../ranking-view.ts';
import { type Candidate, sortCandidates } from '../request.ts';

/**
 * What a known customer comes back for: items bought before, by habit (frequency and recency, see `readHistory`).
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' })]);
 * model.apply({ removed: null, added: createOrder({ orderId: 1, customerId: 7, basket: [2] }) });
 * const view = createRankingView(model, createRequest({ nowMs: 0, customerId: 7 }));
 * rankPersonalized(view).map(({ describe }) => describe().reason) // => ['Welcome back! You loved the Naan last time']
 */
export function rankPersonalized(view: RankingView): RankedItem[] {
  const { model, request } = view;
  if (request.customerId === null) return [];
  const history = readHistory(model.log, request.customerId, { nowMs: request.nowMs });
  const scored = view.eligible
    .filter((item) => history.counts.has(item))
    .map((item) => ({ item, score: roundScore(history.habit.get(item) ?? 0) }));
  return sortCandidates(scored).map((entry) => ({
    item: entry.item,
    describe: () => describe(view, { ...entry, history }),
  }));
}

interface HabitScore {
  readonly item: number;
  readonly score: number;
  readonly history: PurchaseHistory;
}

function describe(view: RankingView, { item, score, history }: HabitScore): Candidate {
  const times = history.counts.get(item) ?? 0;
  const { name } = menuItem(view, item);
  const wasLast = history.lastBasket.includes(item);
  return {
    item,
    type: 'personalized',
    level: 'personal',
    strategy: 'habit@1',
    score,
    confidence: times / history.orders,
    reason: wasLast ? `Welcome back! You loved the ${name} last time` : `You like the ${name}`,
    socialProof: times === 1 ? null : `You ordered it ${times} times`,
    badge: null,
  };
}
