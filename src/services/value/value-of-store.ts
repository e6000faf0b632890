import type { Value } from '../../contract/value.ts';
import { getStoreById } from '../catalog/stores.ts';
import { readKappa } from '../experiments/kappa.ts';
import type { Services } from '../services.ts';
import { describeValue } from './describe-value.ts';

/** What the best pairs of a store may bring, with kappa as it is measured there once it is. */
export async function valueOfStore({ context, models }: Services, storeId: number): Promise<Value> {
  const store = await getStoreById(context, storeId);
  const { model, catalog } = await models.getFresh(storeId);
  const kappa = await context.database.forStore(storeId, readKappa);
  return describeValue({
    source: store.slug,
    currency: store.currency,
    model,
    itemOf: (index) => {
      const item = catalog.rowById.get(model.items.idAt(index));
      return { id: item?.external_id ?? '', name: item?.name ?? '' };
    },
    kappa: kappa.weeks + kappa.stores === 0 ? null : kappa,
    suggestsAgeRestricted: store.suggest_age_restricted,
    notes: [],
  });
}
