import type { Insertable, Selectable } from 'kysely';
import type { StoreScope, UserScope } from '../database.ts';
import type { StoreRoleName, Tables } from '../tables.ts';

/** A person of a store. */
export interface MemberRow {
  readonly user_id: number;
  readonly email: string;
  readonly name: string;
  readonly role: StoreRoleName;
  readonly created_at: Date;
}

export type InvitationRow = Selectable<Tables['invitation']>;

export async function listMemberRows({ tx, storeId }: StoreScope): Promise<MemberRow[]> {
  return tx
    .selectFrom('membership as m')
    .innerJoin('user_account as u', 'u.id', 'm.user_id')
    .select(['m.user_id', 'u.email', 'u.name', 'm.role', 'm.created_at'])
    .where('m.store_id', '=', storeId)
    .orderBy('m.user_id')
    .execute();
}

/** The role of a person in this store; null when there is none. */
export async function findRole({ tx, storeId }: StoreScope, userId: number): Promise<StoreRoleName | null> {
  const row = await tx
    .selectFrom('membership')
    .select('role')
    .where('store_id', '=', storeId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.role ?? null;
}

/** The stores of one person. */
export async function listMemberships({ tx, userId }: UserScope): Promise<{ storeId: number; role: StoreRoleName }[]> {
  return tx
    .selectFrom('membership')
    .select(['store_id as storeId', 'role'])
    .where('user_id', '=', userId)
    .orderBy('store_id')
    .execute();
}

/** Gives a person this role in the store, whether or not there was one before. */
export async function putMembership({ tx }: StoreScope, row: Insertable<Tables['membership']>): Promise<void> {
  await tx
    .insertInto('membership')
    .values(row)
    .onConflict((conflict) => conflict.columns(['store_id', 'user_id']).doUpdateSet({ role: row.role }))
    .execute();
}

export async function deleteMembership({ tx, storeId }: StoreScope, userId: number): Promise<void> {
  await tx.deleteFrom('membership').where('store_id', '=', storeId).where('user_id', '=', userId).execute();
}

/** The owners of the store, held until the transaction ends, so that two changes cannot both leave "the other one". */
export async function lockOwners({ tx, storeId }: StoreScope): Promise<number[]> {
  const rows = await tx
    .selectFrom('membership')
    .select('user_id')
    .where('store_id', '=', storeId)
    .where('role', '=', 'owner')
    .orderBy('user_id')
    .forUpdate()
    .execute();
  return rows.map((row) => row.user_id);
}

export async function insertInvitation(
  { tx }: StoreScope,
  row: Insertable<Tables['invitation']>,
): Promise<InvitationRow> {
  return tx.insertInto('invitation').values(row).returningAll().executeTakeFirstOrThrow();
}

export async function listInvitationRows({ tx, storeId }: StoreScope, now: Date): Promise<InvitationRow[]> {
  return tx
    .selectFrom('invitation')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('expires_at', '>', now)
    .orderBy('id')
    .execute();
}

/** An invitation that can still be used. */
export async function findInvitation(
  { tx, storeId }: StoreScope,
  { tokenHash, now }: { tokenHash: Buffer; now: Date },
): Promise<InvitationRow | null> {
  const found = await tx
    .selectFrom('invitation')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return found ?? null;
}

/** Uses an invitation up: gives it once, to whoever comes first. */
export async function takeInvitation(
  { tx, storeId }: StoreScope,
  { tokenHash, now }: { tokenHash: Buffer; now: Date },
): Promise<InvitationRow | null> {
  const taken = await tx
    .deleteFrom('invitation')
    .where('store_id', '=', storeId)
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
  return taken ?? null;
}

/** False when there is none with this number. */
export async function deleteInvitation({ tx, storeId }: StoreScope, id: number): Promise<boolean> {
  const result = await tx
    .deleteFrom('invitation')
    .where('store_id', '=', storeId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** Withdraws what was sent to an address before, or has expired. */
export async function deleteOldInvitations(
  { tx, storeId }: StoreScope,
  { email, now }: { email: string | null; now: Date },
): Promise<void> {
  await tx
    .deleteFrom('invitation')
    .where('store_id', '=', storeId)
    .where((is) => is.or([is('email', '=', email ?? ''), is('expires_at', '<=', now)]))
    .execute();
}
