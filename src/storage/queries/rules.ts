import type { Insertable, Selectable } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { Tables } from '../tables.ts';

export type RuleRow = Selectable<Tables['rule']>;

export async function listRules({ tx, storeId }: StoreScope): Promise<RuleRow[]> {
  return tx.selectFrom('rule').selectAll().where('store_id', '=', storeId).orderBy('id').execute();
}

export async function insertRule({ tx }: StoreScope, row: Insertable<Tables['rule']>): Promise<RuleRow> {
  return tx.insertInto('rule').values(row).returningAll().executeTakeFirstOrThrow();
}

/** False when there is no such rule. */
export async function deleteRule({ tx, storeId }: StoreScope, id: number): Promise<boolean> {
  const result = await tx.deleteFrom('rule').where('store_id', '=', storeId).where('id', '=', id).executeTakeFirst();
  return result.numDeletedRows > 0n;
}
