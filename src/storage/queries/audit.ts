import type { Selectable } from 'kysely';
import type { GlobalHandle, StoreScope } from '../database.ts';
import type { ActorKind, Tables } from '../tables.ts';

/** One thing that was done. */
export interface NewAuditRow {
  readonly at: Date;
  readonly actor_kind: ActorKind;
  readonly actor_id: number | null;
  readonly action: string;
  readonly subject: string | null;
  readonly details: string;
}

/** An entry with the name that the person has now; null for keys, the command line and accounts that are gone. */
export type AuditRow = Selectable<Tables['installation_audit']> & {
  readonly name: string | null;
  readonly email: string | null;
};

export async function insertAudit({ tx, storeId }: StoreScope, row: NewAuditRow): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({ store_id: storeId, ...row })
    .execute();
}

export async function insertInstallationAudit(handle: GlobalHandle, row: NewAuditRow): Promise<void> {
  await handle.insertInto('installation_audit').values(row).execute();
}

/** Entries of the store, newest first. */
export async function listAuditRows(
  { tx, storeId }: StoreScope,
  { beforeId, limit }: { beforeId: number; limit: number },
): Promise<AuditRow[]> {
  return tx
    .selectFrom('audit_log as a')
    .leftJoin('user_account as u', (join) => join.onRef('u.id', '=', 'a.actor_id').on('a.actor_kind', '=', 'user'))
    .select(['a.id', 'a.at', 'a.actor_kind', 'a.actor_id', 'a.action', 'a.subject', 'a.details', 'u.name', 'u.email'])
    .where('a.store_id', '=', storeId)
    .where('a.id', '<', beforeId)
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute();
}

/** Entries that belong to no store, newest first. */
export async function listInstallationAuditRows(
  handle: GlobalHandle,
  { beforeId, limit }: { beforeId: number; limit: number },
): Promise<AuditRow[]> {
  return handle
    .selectFrom('installation_audit as a')
    .leftJoin('user_account as u', (join) => join.onRef('u.id', '=', 'a.actor_id').on('a.actor_kind', '=', 'user'))
    .select(['a.id', 'a.at', 'a.actor_kind', 'a.actor_id', 'a.action', 'a.subject', 'a.details', 'u.name', 'u.email'])
    .where('a.id', '<', beforeId)
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute();
}
