import type { NewStore, Store, StorePatch } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import { createTimeZone, type TimeZone } from '../../engine/calendar/time-zone.ts';
import { SEASON_FACTORS } from '../../engine/customer/season.ts';
import { DEFAULT_DIVERSITY } from '../../engine/ranking/rerank/rerank-settings.ts';
import { markEveryOrderDue } from '../../storage/queries/attribution-due.ts';
import { appendChanges, lockChangeHead } from '../../storage/queries/changes.ts';
import {
  findStore,
  findStoreById,
  insertChangeHead,
  insertStore,
  listStores,
  type StoreRow,
  updateStore,
} from '../../storage/queries/stores.ts';
import type { ServiceContext } from '../service-context.ts';

const zones = new Map<string, TimeZone>();

/** The clocks of a zone, made once for each name. */
export function zoneNamed(name: string): TimeZone {
  const known = zones.get(name);
  if (known) return known;
  const zone = createTimeZone(name);
  zones.set(name, zone);
  return zone;
}

/** Adds a store. @throws AppError `already_exists` when the slug is taken. */
export async function addStore(context: ServiceContext, input: NewStore): Promise<Store> {
  const row = await insertStore(context.database.global, { ...input, created_at: context.clock() });
  if (!row) {
    throw new AppError('already_exists', { detail: `There is already a store with the slug "${input.slug}".` });
  }
  await context.database.forStore(row.id, (scope) => insertChangeHead(scope));
  return toStore(row);
}

export async function listAllStores(context: ServiceContext): Promise<Store[]> {
  return (await listStores(context.database.global)).map(toStore);
}

/** Finds a store by slug or number. @throws AppError `unknown_store`. */
export async function getStore(context: ServiceContext, slugOrId: string): Promise<Store> {
  const row = await findStore(context.database.global, slugOrId);
  if (!row) throw new AppError('unknown_store', { detail: `There is no store "${slugOrId}".` });
  return toStore(row);
}

export async function getStoreById(context: ServiceContext, id: number): Promise<Store> {
  const row = await findStoreById(context.database.global, id);
  if (!row) throw new AppError('unknown_store', { detail: `There is no store ${id}.` });
  return toStore(row);
}

/** Changes a store's settings; every process that serves the store follows. */
export async function changeStore(context: ServiceContext, id: number, patch: StorePatch): Promise<Store> {
  if (patch.slug !== undefined) await requireFreeSlug(context, id, patch.slug);
  if (Object.keys(patch).length === 0) return getStoreById(context, id);
  const row = await context.database.forStore(id, async (scope) => {
    const lastChangeNo = await lockChangeHead(scope);
    const updated = await updateStore(scope.tx, id, patch);
    const changes = [{ kind: 'store' as const, entityId: id, fromVersion: null, toVersion: null }];
    await appendChanges(scope, { lastChangeNo, changes, changedAt: context.clock() });
    if (patch.attribution_window !== undefined) await markEveryOrderDue(scope, context.clock());
    return updated;
  });
  if (!row) throw new AppError('unknown_store', { detail: `There is no store ${id}.` });
  return toStore(row);
}

async function requireFreeSlug(context: ServiceContext, id: number, slug: string): Promise<void> {
  const other = await findStore(context.database.global, slug);
  if (other && other.id !== id) {
    throw new AppError('already_exists', { detail: `There is already a store with the slug "${slug}".` });
  }
}

/** A store row as it goes over the wire. */
export function toStore(row: StoreRow): Store {
  const { created_at: _createdAt, ...store } = row;
  return {
    ...store,
    currency: row.currency.trim(),
    diversity: row.diversity ?? DEFAULT_DIVERSITY,
    season_factors: row.season_factors ?? [...SEASON_FACTORS],
  };
}
