import { listAllStores } from '../catalog/stores.ts';
import type { Services } from '../services.ts';
import { keepStoreRollups } from './settle-rollups.ts';

/** Every minute, in all stores: days that something changed in are made anew. */
export async function keepRollups({ context }: Pick<Services, 'context'>): Promise<void> {
  for (const { id } of await listAllStores(context)) {
    try {
      await keepStoreRollups(context, id);
    } catch (error) {
      context.log('warn', 'The sums by day of a store could not be kept', { storeId: id, error: String(error) });
    }
  }
}
