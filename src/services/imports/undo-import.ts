import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { StoreScope } from '../../storage/database.ts';
import { lockChangeHead } from '../../storage/queries/changes.ts';
import {
  addImportCounts,
  type ImportedOrder,
  type ImportRow,
  listImportedOrders,
  updateImport,
} from '../../storage/queries/imports.ts';
import { findOrderVersions, findVersionLines } from '../../storage/queries/order-versions.ts';
import { zoneNamed } from '../catalog/stores.ts';
import { EMPTY_DRAFT, type OrderDraft } from '../orders/order-draft.ts';
import { toStoredDraft } from '../orders/stored-draft.ts';
import { writeOrders } from '../orders/write-orders.ts';
import type { ServiceContext } from '../service-context.ts';
import { isEnded } from './import-json.ts';

const ORDERS_PER_CHUNK = 400;
const NAMED = 5;

/** Which import is taken back. */
export interface UndoOptions {
  readonly importId: number;
  readonly onProgress?: (share: number) => void;
}

/**
 * Makes sure that an import can be taken back. With `keepChanged` orders that somebody has changed since are left alone;
 * without it they are a reason to refuse.
 *
 * @throws AppError `import_state` when it has not ended or is taken back already; `import_changed_since`, with the first of
 * the orders, when somebody has changed some since and they are not to be kept.
 */
export async function requireUndoable(
  context: ServiceContext,
  storeId: number,
  { row, keepChanged }: { row: ImportRow; keepChanged: boolean },
): Promise<void> {
  if (!isEnded(row)) {
    throw new AppError('import_state', { detail: `Import ${row.id} is ${row.state}: there is nothing to take back.` });
  }
  if (keepChanged) return;
  const orders = await context.database.forStore(storeId, (scope) =>
    listImportedOrders(scope, { importId: row.id, orderIds: null }),
  );
  const changed = orders.filter(isChangedSince);
  if (changed.length === 0) return;
  const named = changed.slice(0, NAMED).map((order) => JSON.stringify(order.external_id));
  const more = changed.length > NAMED ? ', …' : '';
  throw new AppError('import_changed_since', {
    detail: `${changed.length} of its ${orders.length} orders have been changed since: ${named.join(', ')}${more}.`,
  });
}

/** Changed, and still there: what is deleted since needs no taking back. */
function isChangedSince(order: ImportedOrder): boolean {
  return order.changed_after && !order.deleted;
}

/**
 * Takes an import back: the orders that it made are deleted and may come again, those that it changed become what they were
 * before it, as new versions through the change log, so that everything learned follows. Items, categories and customers
 * that came with it stay. In chunks under the store's lock; what was cut off is finished by doing it again.
 *
 * The caller holds the store's import lock and has asked {@link requireUndoable}.
 */
export async function undoImport(
  context: ServiceContext,
  store: Store,
  { importId, onProgress }: UndoOptions,
): Promise<void> {
  const { database, clock } = context;
  await database.forStore(store.id, (scope) =>
    updateImport(scope, {
      id: importId,
      patch: { state: 'undoing', phase: 'undoing', share: 0, cancel_wanted: false },
    }),
  );
  const orders = await database.forStore(store.id, (scope) => listImportedOrders(scope, { importId, orderIds: null }));
  for (let start = 0; start < orders.length; start += ORDERS_PER_CHUNK) {
    const orderIds = orders.slice(start, start + ORDERS_PER_CHUNK).map((order) => order.order_id);
    await database.forStore(store.id, (scope) => undoChunk(scope, store, { importId, orderIds, now: clock() }));
    onProgress?.(Math.min(1, (start + ORDERS_PER_CHUNK) / orders.length));
  }
  await database.forStore(store.id, (scope) =>
    updateImport(scope, { id: importId, patch: { state: 'undone', phase: null, share: 1, undone_at: clock() } }),
  );
}

interface UndoChunk {
  readonly importId: number;
  readonly orderIds: readonly number[];
  readonly now: Date;
}

/** Looks at the orders again under the store's lock: who was faster than we are keeps what he wrote. */
async function undoChunk(scope: StoreScope, store: Store, { importId, orderIds, now }: UndoChunk): Promise<void> {
  await lockChangeHead(scope);
  const orders = await listImportedOrders(scope, { importId, orderIds });
  const own = orders.filter((order) => !order.changed_after);
  const made = own.filter((order) => order.former_version === null);
  const changed = own.filter((order) => order.former_version !== null);
  const options = { zone: zoneNamed(store.time_zone), cutoffMinutes: store.business_day_cutoff_minutes, now };
  const gone = made.map(({ external_id: externalId, status }) => ({
    ...EMPTY_DRAFT,
    externalId,
    status,
    deleted: true,
  }));
  await writeOrders(scope, gone, { ...options, importId: null, takesBack: true });
  for (const [formerImportId, drafts] of await readFormer(scope, changed)) {
    await writeOrders(scope, drafts, { ...options, importId: formerImportId });
  }
  const counts = {
    orders_taken_back: made.length,
    orders_restored: changed.length,
    orders_kept: orders.filter(isChangedSince).length,
  };
  await addImportCounts(scope, { id: importId, counts });
}

/** The orders as they were before, by the import that brought them then. */
async function readFormer(
  scope: StoreScope,
  orders: readonly ImportedOrder[],
): Promise<ReadonlyMap<number | null, OrderDraft[]>> {
  const refs = orders.map((order) => ({ orderId: order.order_id, version: Number(order.former_version) }));
  const versions = await findOrderVersions(scope, refs);
  const lines = Map.groupBy(await findVersionLines(scope, refs), (line) => line.order_id);
  const drafts = versions.map((version) => ({
    importId: version.import_id,
    draft: {
      ...toStoredDraft(version, { lines: lines.get(version.order_id) ?? [], refunds: [] }),
      sourceVersion: null,
    },
  }));
  const byImport = Map.groupBy(drafts, ({ importId }) => importId);
  return new Map([...byImport].map(([importId, entries]) => [importId, entries.map(({ draft }) => draft)]));
}
