import type { BasketEntry } from '../../model/basket-log.ts';
import { type NextOrderItem, rankNextOrder } from '../../next-order/rank-next-order.ts';
import { type UsualBasket, usualBasket } from '../../next-order/usual-basket.ts';
import type { RankedItem } from '../ranked-item.ts';
import { menuItem, type RankingView } from '../ranking-view.ts';
import type { Candidate } from '../request.ts';

/** Of five: the middle is no praise. */
const HIGHEST_LOW_RATING = 3;

/** What a customer's orders say besides what comes next. */
interface CustomerHistory {
  readonly last: BasketEntry | undefined;
  readonly usual: UsualBasket | null;
  /** Items of the orders that were not rated low. */
  readonly liked: ReadonlySet<number>;
}

/**
 * What a known customer comes back for: items bought before, by how likely they are in the next order (`rankNextOrder`).
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
  const { customerId, nowMs } = request;
  if (customerId === null) return [];
  const orders = model.nextOrder.ordersOf(customerId);
  const bought = new Set(orders.flatMap(({ basket }) => basket));
  const candidates = view.eligible.filter((item) => bought.has(item));
  if (candidates.length === 0) return [];
  const history: CustomerHistory = {
    last: orders.at(-1),
    usual: usualBasket(orders),
    liked: new Set(orders.filter((order) => !isRatedLow(order)).flatMap(({ basket }) => basket)),
  };
  return rankNextOrder(model.nextOrder, { customerId, nowMs, candidates, limit: candidates.length }).map((entry) => ({
    item: entry.item,
    probability: entry.timesOrdered / entry.ordersInAll,
    describe: () => describe(view, entry, history),
  }));
}

function describe(view: RankingView, entry: NextOrderItem, history: CustomerHistory): Candidate {
  const { item, score, timesOrdered: times, ordersInAll } = entry;
  return {
    item,
    type: 'personalized',
    level: 'personal',
    strategy: 'next-order@1',
    score,
    confidence: times / ordersInAll,
    reason: tellReason(menuItem(view, item).name, entry, history),
    socialProof: times === 1 ? null : `You ordered it ${times} times`,
    badge: null,
  };
}

/** A basket is usual from the second time on. Nobody is told to have loved what was in orders that they rated low. */
function tellReason(
  name: string,
  { item, inLastOrder }: NextOrderItem,
  { last, usual, liked }: CustomerHistory,
): string {
  if (inLastOrder) return `Welcome back! You ${isRatedLow(last) ? 'had' : 'loved'} the ${name} last time`;
  if (usual !== null && usual.times > 1 && usual.basket.includes(item)) return 'Your usual';
  return liked.has(item) ? `You like the ${name}` : `You had the ${name} before`;
}

function isRatedLow(order: BasketEntry | undefined): boolean {
  return order?.rating !== undefined && order.rating <= HIGHEST_LOW_RATING;
}
