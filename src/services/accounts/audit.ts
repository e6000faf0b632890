import type { AuditEntry } from '../../contract/accounts.ts';
import type { GlobalHandle, StoreScope } from '../../storage/database.ts';
import {
  type AuditRow,
  insertAudit,
  insertInstallationAudit,
  listAuditRows,
  listInstallationAuditRows,
  type NewAuditRow,
} from '../../storage/queries/audit.ts';
import { type Page, readCursor, toPage } from '../paging.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Actor } from './caller.ts';
import type { Changes } from './changes-between.ts';

/** Something that was done. Subject and details hold numbers and ids, never names, addresses, keys or passwords. */
export interface Deed {
  readonly actor: Actor;
  readonly action: string;
  readonly subject?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly changes?: Changes;
}

/** Writes down what was done to a store, in the transaction that does it. */
export async function noteDeed(context: ServiceContext, scope: StoreScope, deed: Deed): Promise<void> {
  await insertAudit(scope, toRow(context, deed));
}

/** Writes down what belongs to no store: sign-ins, accounts. */
export async function noteInstallationDeed(context: ServiceContext, handle: GlobalHandle, deed: Deed): Promise<void> {
  await insertInstallationAudit(handle, toRow(context, deed));
}

/** Writes down what was done to a store, by itself. */
export async function noteStoreDeed(context: ServiceContext, storeId: number, deed: Deed): Promise<void> {
  await context.database.forStore(storeId, (scope) => noteDeed(context, scope, deed));
}

interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** What was done to a store, newest first. */
export async function listStoreAudit(
  context: ServiceContext,
  storeId: number,
  page: PageRequest,
): Promise<Page<AuditEntry>> {
  const beforeId = readCursor(page.cursor, NEWEST);
  const rows = await context.database.forStore(storeId, (scope) =>
    listAuditRows(scope, { beforeId, limit: page.limit + 1 }),
  );
  return toPage(rows, { limit: page.limit, tell: toEntry, cursorOf });
}

/** What was done to the installation, newest first. */
export async function listInstallationAudit(context: ServiceContext, page: PageRequest): Promise<Page<AuditEntry>> {
  const beforeId = readCursor(page.cursor, NEWEST);
  const rows = await listInstallationAuditRows(context.database.global, { beforeId, limit: page.limit + 1 });
  return toPage(rows, { limit: page.limit, tell: toEntry, cursorOf });
}

/** The newest entries come first: the first page begins before a number that no entry has. */
const NEWEST = { first: Number.MAX_SAFE_INTEGER };
const cursorOf = ({ id }: AuditRow) => String(id);

function toEntry(row: AuditRow): AuditEntry {
  const { changes = {}, ...details } = row.details as Record<string, unknown> & { changes?: Changes };
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.name, email: row.email },
    action: row.action,
    subject: row.subject,
    changes,
    details,
  };
}

function toRow(context: ServiceContext, { actor, action, subject, details, changes }: Deed): NewAuditRow {
  return {
    at: context.clock(),
    actor_kind: actor.kind,
    actor_id: actor.id,
    action,
    subject: subject ?? null,
    details: JSON.stringify(changes === undefined ? (details ?? {}) : { ...details, changes }),
  };
}
