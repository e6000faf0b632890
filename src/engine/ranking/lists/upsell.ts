import { createLadder, type Ladder, ladderPosition } from '../../customer/ladder.ts';
import { reachProbability } from '../../customer/transitions.ts';
import { roundScore } from '../../popularity/round-score.ts';
import type { RankedItem } from '../ranked-item.ts';
import { menuItem, type RankingView } from '../ranking-view.ts';
import { describePopular } from './category-popular.ts';

/** How far up the ladder a guest is, and by which item. */
interface Standing {
  readonly tier: number;
  /** Dense index. */
  readonly item: number;
  readonly isBought: boolean;
}

/**
 * Premium upgrades: what stands higher on the store's ladder than anything the guest looks at, has in the cart or has
 * bought; the next step first, the most ordered first within a step. Empty for a guest who is on no step or on the last.
 * The score and the confidence are the prior chance of ever climbing so far ({@link reachProbability}).
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog(['Starter', 'Pro', 'Premium'].map((name, n) => createItem({ id: n + 1, name, tier: n + 1 })));
 * const view = createRankingView(model, createRequest({ nowMs: 0, sourceItemId: 1, types: ['upsell'] }));
 * rankUpsell(view).map(({ describe }) => describe().reason) // => ['Great upgrade from Starter', 'Great upgrade from Starter']
 */
export function rankUpsell(view: RankingView): RankedItem[] {
  const { model, eligible } = view;
  const standing = findStanding(view);
  if (standing === null) return [];
  const tierOf = (item: number) => model.itemAt(item)?.tier ?? 0;
  const ordersWith = (item: number) => model.popularity.ordersWith(item);
  const ladder = createLadder(Array.from({ length: model.items.size }, (_, item) => model.itemAt(item)?.tier ?? null));
  return eligible
    .filter((item) => tierOf(item) > standing.tier)
    .sort((a, b) => tierOf(a) - tierOf(b) || ordersWith(b) - ordersWith(a) || a - b)
    .map((item) => ({ item, describe: () => describe(view, item, { standing, ladder }) }));
}

function describe(view: RankingView, item: number, { standing, ladder }: { standing: Standing; ladder: Ladder }) {
  const [from, to] = [standing.tier, menuItem(view, item).tier].map((tier) => ladderPosition(ladder, tier));
  const chance = roundScore(reachProbability(from ?? 0, to ?? 0));
  return {
    ...describePopular(view, item),
    item,
    type: 'upsell',
    level: standing.isBought ? 'personal' : 'category',
    strategy: 'ladder@1',
    score: chance,
    confidence: chance,
    reason: `Great upgrade from ${menuItem(view, standing.item).name}`,
    badge: null,
    source: standing.item,
  } as const;
}

/** The highest step, of equal ones what is looked at before the cart, and that before what was bought, the latest first. */
function findStanding({ model, request }: RankingView): Standing | null {
  let standing: Standing | null = null;
  const consider = (item: number, isBought: boolean) => {
    const tier = model.itemAt(item)?.tier ?? null;
    if (tier !== null && (standing === null || tier > standing.tier)) standing = { tier, item, isBought };
  };
  if (request.sourceItemId !== null) consider(model.items.find(request.sourceItemId), false);
  for (const id of request.cart) consider(model.items.find(id), false);
  const orders = request.customerId === null ? [] : model.nextOrder.ordersOf(request.customerId);
  for (const { basket } of orders.toReversed()) for (const item of basket) consider(item, true);
  return standing;
}
