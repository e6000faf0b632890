import type { Insertable, Selectable, Updateable } from 'kysely';
import type { GlobalHandle } from '../database.ts';
import type { Tables } from '../tables.ts';

export type UserRow = Selectable<Tables['user_account']>;

/** Adds an account; null when the e-mail address has one. */
export async function insertUser(
  handle: GlobalHandle,
  row: Insertable<Tables['user_account']>,
): Promise<UserRow | null> {
  const inserted = await handle
    .insertInto('user_account')
    .values(row)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returningAll()
    .executeTakeFirst();
  return inserted ?? null;
}

export async function listUserRows(handle: GlobalHandle): Promise<UserRow[]> {
  return handle.selectFrom('user_account').selectAll().orderBy('id').execute();
}

export async function findUserByEmail(handle: GlobalHandle, email: string): Promise<UserRow | null> {
  return (await handle.selectFrom('user_account').selectAll().where('email', '=', email).executeTakeFirst()) ?? null;
}

export async function updateUser(
  handle: GlobalHandle,
  id: number,
  patch: Updateable<Tables['user_account']>,
): Promise<void> {
  await handle.updateTable('user_account').set(patch).where('id', '=', id).execute();
}

/** Deletes an account with its sessions and memberships. */
export async function deleteUser(handle: GlobalHandle, id: number): Promise<void> {
  await handle.deleteFrom('user_account').where('id', '=', id).execute();
}

/** True while nobody has an account. */
export async function hasNoUser(handle: GlobalHandle): Promise<boolean> {
  return (await handle.selectFrom('user_account').select('id').limit(1).executeTakeFirst()) === undefined;
}

/** Puts this link in the place of the one before. */
export async function replaceFirstAdminLink(
  handle: GlobalHandle,
  row: Insertable<Tables['first_admin_link']>,
): Promise<void> {
  await handle.deleteFrom('first_admin_link').execute();
  await handle.insertInto('first_admin_link').values(row).execute();
}

/** Uses the link up; false when it is not there or has expired. Whoever comes second at the same moment waits here. */
export async function takeFirstAdminLink(
  handle: GlobalHandle,
  { tokenHash, now }: { tokenHash: Buffer; now: Date },
): Promise<boolean> {
  const result = await handle
    .deleteFrom('first_admin_link')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}
