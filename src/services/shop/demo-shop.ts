import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import { updateStore } from '../../storage/queries/stores.ts';
import { toStore } from '../catalog/stores.ts';
import type { ServiceContext } from '../service-context.ts';

/** Opens the pages of a store of the demo, before it has its first item: with a kitchen and a regular to sign in as. */
export async function openDemoShop(
  context: ServiceContext,
  storeId: number,
  { tables }: { tables: number },
): Promise<Store> {
  const patch = { shop_pages: true, shop_demo: true, shop_tables: tables };
  const row = await context.database.forStore(storeId, (scope) => updateStore(scope.tx, storeId, patch));
  if (!row) throw new AppError('unknown_store', { detail: `There is no store ${storeId}.` });
  return toStore(row);
}
