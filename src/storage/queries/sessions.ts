import type { Insertable, Selectable } from 'kysely';
import type { GlobalHandle } from '../database.ts';
import type { Tables } from '../tables.ts';

export type SessionRow = Selectable<Tables['user_session']>;

/** A session with the account that it belongs to. */
export interface SessionWithUser extends SessionRow {
  readonly email: string;
  readonly name: string;
  readonly operator: boolean;
}

export async function insertSession(
  handle: GlobalHandle,
  row: Insertable<Tables['user_session']>,
): Promise<SessionRow> {
  return handle.insertInto('user_session').values(row).returningAll().executeTakeFirstOrThrow();
}

/** The session of a token that has neither expired nor been idle since `idleSince`. */
export async function findSession(
  handle: GlobalHandle,
  { tokenHash, now, idleSince }: { tokenHash: Buffer; now: Date; idleSince: Date },
): Promise<SessionWithUser | null> {
  const found = await handle
    .selectFrom('user_session as s')
    .innerJoin('user_account as u', 'u.id', 's.user_id')
    .selectAll('s')
    .select(['u.email', 'u.name', 'u.operator'])
    .where('s.token_hash', '=', tokenHash)
    .where('s.expires_at', '>', now)
    .where('s.last_seen_at', '>', idleSince)
    .executeTakeFirst();
  return found ?? null;
}

export async function listSessionRows(handle: GlobalHandle, userId: number): Promise<SessionRow[]> {
  return handle.selectFrom('user_session').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}

export async function touchSession(handle: GlobalHandle, { id, now }: { id: number; now: Date }): Promise<void> {
  await handle.updateTable('user_session').set({ last_seen_at: now }).where('id', '=', id).execute();
}

export async function deleteSession(handle: GlobalHandle, id: number): Promise<void> {
  await handle.deleteFrom('user_session').where('id', '=', id).execute();
}

/** Ends the session of this token, if there is one. */
export async function deleteSessionOfToken(handle: GlobalHandle, tokenHash: Buffer): Promise<void> {
  await handle.deleteFrom('user_session').where('token_hash', '=', tokenHash).execute();
}

/** Ends every session of a person; gives how many there were. */
export async function deleteSessionsOf(handle: GlobalHandle, userId: number): Promise<number> {
  const result = await handle.deleteFrom('user_session').where('user_id', '=', userId).executeTakeFirst();
  return Number(result.numDeletedRows);
}

export async function deleteStaleSessions(
  handle: GlobalHandle,
  { now, idleSince }: { now: Date; idleSince: Date },
): Promise<void> {
  await handle
    .deleteFrom('user_session')
    .where((is) => is.or([is('expires_at', '<=', now), is('last_seen_at', '<=', idleSince)]))
    .execute();
}
