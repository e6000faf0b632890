import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { RegularGuest } from '../../contract/shop.ts';
import { findBestCustomer } from '../../storage/queries/shop.ts';
import type { ServiceContext } from '../service-context.ts';
import { signShopCustomer } from './shop-keys.ts';

const LOOK_BACK_DAYS = 90;

/**
 * Signs a visitor of the demo in as its most frequent guest of the last 90 days: what a shop's server does after a real
 * sign-in. @throws AppError `not_found` in a store that is no demo.
 */
export async function signInAsRegular(context: ServiceContext, store: Store): Promise<RegularGuest> {
  const since = new Date(context.clock().getTime() - LOOK_BACK_DAYS * 86_400_000);
  const best = store.shop_demo
    ? await context.database.forStore(store.id, (scope) => findBestCustomer(scope, since))
    : null;
  if (best === null) throw new AppError('not_found', { detail: 'Nobody can be signed in as here.' });
  return { ...best, customer_token: signShopCustomer(context, store, best.customer) };
}
