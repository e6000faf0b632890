import { OWN_CHOICE_ORDERS } from '../../engine/learning/choose-ranking.ts';
import type { StoreScope } from '../../storage/database.ts';
import { findNewestRankingVersion, hasOrdersSince, readOrderGrowth } from '../../storage/queries/rankings.ts';
import { listAllStores } from '../catalog/stores.ts';
import type { Services } from '../services.ts';
import type { LoadedStore } from './load-model.ts';
import { isHeld } from './store-ranking.ts';

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
      const last = await readLastChoice(scope);
      if (last === null) return false;
      const growth = await readOrderGrowth(scope, { afterChangeNo: last.changeNo, enough: OWN_CHOICE_ORDERS });
      return growth.hasNewOrders && growth.hasEnoughOrders;
    });
    if (isDue) await rankings.tryToChoose(id, { chosenBy: 'nightly' });
  }
}

/**
 * Queues a choice for each store that has grown by 20 % since its last one, or to 200 orders, by whatever way its orders
 * came and whether or not anybody has asked this process about it. One whose choice waits or is under way here is passed over.
 */
export async function chooseGrownRankings(services: Pick<Services, 'context' | 'models' | 'rankings'>): Promise<void> {
  const { context, models, rankings } = services;
  for (const { id } of await listAllStores(context)) {
    if (rankings.isClosed) return;
    if (rankings.hasFailed(id) || rankings.progressOf(id) !== null) continue;
    try {
      const loaded = await (models.peek(id) ?? loadGrown(services, id));
      if (loaded !== null && hasGrown(loaded)) void rankings.tryToChoose(id, { chosenBy: 'growth' });
    } catch (error) {
      context.log('warn', 'Whether a store has grown could not be read', { storeId: id, error: String(error) });
    }
  }
}

/**
 * A store that may have grown so far, loaded: only a model knows which of its orders count. Those that were made are looked
 * at first, because a model takes seconds; loaded, the store is then followed until it is idle.
 */
async function loadGrown(
  { context, models }: Pick<Services, 'context' | 'models'>,
  storeId: number,
): Promise<LoadedStore | null> {
  const mayHaveGrown = await context.database.forStore(storeId, async (scope) => {
    const last = await readLastChoice(scope);
    if (last === null) return false;
    const enough = Math.max(OWN_CHOICE_ORDERS, Math.ceil(GROWTH * last.ordersLearned)) - last.ordersLearned;
    return hasOrdersSince(scope, { afterChangeNo: last.changeNo, enough });
  });
  return mayHaveGrown ? models.get(storeId) : null;
}

/** What the store's last choice knew, zeros before the first; null when its owner went back to an earlier version. */
async function readLastChoice(scope: StoreScope): Promise<{ ordersLearned: number; changeNo: number } | null> {
  const newest = await findNewestRankingVersion(scope);
  if (newest === undefined) return { ordersLearned: 0, changeNo: 0 };
  return newest.active ? { ordersLearned: newest.orders_learned, changeNo: newest.change_no } : null;
}

/** Whether the store's orders are a reason to choose anew: the owner has not gone back, and they are many and more. */
export function hasGrown({ model, ranking }: LoadedStore): boolean {
  const orders = model.log.size;
  if (orders < OWN_CHOICE_ORDERS || isHeld(ranking)) return false;
  return orders >= GROWTH * (ranking.newest?.ordersLearned ?? 0);
}
