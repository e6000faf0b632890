import type { Selectable } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { Tables } from '../tables.ts';

/** What a store gives of its hold-out. */
export type NetworkMeasurement = Omit<Selectable<Tables['network_measurement']>, 'store_id'>;
/** What another store gave, without saying which. */
export type OtherMeasurement = Selectable<Tables['network_measurement_of_others']>;

/** Puts the store's figures in the place of those it gave before. */
export async function giveMeasurement({ tx, storeId }: StoreScope, row: NetworkMeasurement): Promise<void> {
  await tx
    .insertInto('network_measurement')
    .values({ store_id: storeId, ...row })
    .onConflict((conflict) => conflict.column('store_id').doUpdateSet(row))
    .execute();
}

/** Takes back what the store gave. */
export async function withdrawMeasurement({ tx, storeId }: StoreScope): Promise<void> {
  await tx.deleteFrom('network_measurement').where('store_id', '=', storeId).execute();
}

/** What the other stores gave; nothing where they are fewer than five. */
export async function listOtherMeasurements({ tx }: StoreScope): Promise<OtherMeasurement[]> {
  return tx.selectFrom('network_measurement_of_others').selectAll().execute();
}
