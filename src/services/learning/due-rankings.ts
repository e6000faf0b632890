import { OWN_CHOICE_ORDERS } from '../../engine/learning/choose-ranking.ts';
import { readOrderGrowth } from '../../storage/queries/rankings.ts';
import { listAllStores } from '../catalog/stores.ts';
import type { Services } from '../services.ts';
import type { LoadedStore } from './load-model.ts';
import { isHeld, readStoreRanking } from './store-ranking.ts';

/** A store with so many times the orders of its last choice is due for another one. */
const GROWTH = 1.2;

/**
 * Chooses anew for every store with at least 200 orders and any change of them since its last choice, one store after
 * another. A store whose owner went back to an earlier version is left alone.
 */
export async function chooseDueRankings({ context, rankings }: Services): Promise<void> {
  for (const { id } of await listAllStores(context)) {
    if (rankings.isClosed) return;
    const isDue = await context.database.forStore(id, async (scope) => {
      const ranking = await readStoreRanking(scope);
      if (isHeld(ranking)) return false;
      const afterChangeNo = ranking.newest?.changeNo ?? 0;
      const growth = await readOrderGrowth(scope, { afterChangeNo, enough: OWN_CHOICE_ORDERS });
      return growth.hasNewOrders && growth.hasEnoughOrders;
    });
    if (isDue) await rankings.tryToChoose(id, { chosenBy: 'nightly' });
  }
}

/** Queues a choice for each store in memory that has grown by 20 % since its last one, or to 200 orders. */
export async function chooseGrownRankings({ models, rankings }: Services): Promise<void> {
  for (const storeId of models.loadedStores) {
    const loaded = await models.peek(storeId);
    if (loaded === null || !hasGrown(loaded) || rankings.hasFailed(storeId)) continue;
    void rankings.tryToChoose(storeId, { chosenBy: 'growth' });
  }
}

/** Whether the store's orders are a reason to choose anew: the owner has not gone back, and they are many and more. */
export function hasGrown({ model, ranking }: LoadedStore): boolean {
  const orders = model.log.size;
  if (orders < OWN_CHOICE_ORDERS || isHeld(ranking)) return false;
  return orders >= GROWTH * (ranking.newest?.ordersLearned ?? 0);
}
