import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { Allergen, Diet } from '../../engine/diets.ts';
import type { CatalogItem, LearningOrder } from '../../engine/items.ts';
import { starterPriceCap } from '../../engine/meal/starter-price-cap.ts';
import { SNAPSHOT_FORMAT, unpackOrders } from '../../engine/model/snapshot.ts';
import { StoreModel } from '../../engine/model/store-model.ts';
import type { OwnerRule, Placement } from '../../engine/ranking/request.ts';
import type { StoreScope } from '../../storage/database.ts';
import { type ItemWithCategory, listAllItems, listCategories } from '../../storage/queries/catalog.ts';
import { type ChangeRow, readChangeHead, readChanges } from '../../storage/queries/changes.ts';
import { type LearningRow, readChangedVersions, readOrdersInForce } from '../../storage/queries/learning.ts';
import { listRules, type RuleRow } from '../../storage/queries/rules.ts';
import { findNewestSnapshot } from '../../storage/queries/snapshots.ts';
import { findStoreById } from '../../storage/queries/stores.ts';
import { roleEvidenceOf } from '../catalog/items.ts';
import { itemRoleInForce } from '../catalog/roles.ts';
import { toStore, zoneNamed } from '../catalog/stores.ts';
import { readDonors } from '../network/donors.ts';
import { readStoreRanking, type StoreRanking } from './store-ranking.ts';

/** A store's menu as it is served: names in both directions, and the owner's rules. */
export interface LoadedCatalog {
  readonly store: Store;
  readonly idByExternal: ReadonlyMap<string, number>;
  readonly rowById: ReadonlyMap<number, ItemWithCategory>;
  readonly categoryIdByExternal: ReadonlyMap<string, number>;
  readonly rules: readonly OwnerRule[];
  /** The menu as the engine takes it, by item id. */
  readonly items: readonly CatalogItem[];
  /** Shares of orders that other stores have of items of the same names, by item id; empty where the store takes none. */
  readonly donors: ReadonlyMap<number, number>;
  /** Highest price of a starter that completes a meal. */
  readonly starterPriceCapMinor: number | null;
}

/** A store in memory: its model as of a change number, its menu, and how it ranks. */
export interface LoadedStore {
  model: StoreModel;
  changeNo: number;
  catalog: LoadedCatalog;
  ranking: StoreRanking;
}

const ORDERS_PER_READ = 5000;
const CHANGES_PER_READ = 2000;
const UNCOUNTED = new Set(['cancelled', 'refunded']);

/** What the engine learns of a version; null when it teaches nothing. */
export function toLearningOrder(row: LearningRow): LearningOrder | null {
  if (row.deleted || UNCOUNTED.has(row.status) || row.itemIds.length === 0) return null;
  return {
    orderId: row.orderId,
    orderedAtMs: row.orderedAtMs,
    customerId: row.customerId,
    basket: row.itemIds,
    completed: row.status === 'completed' || row.status === 'delivered',
    ...(row.rating !== null && { rating: row.rating }),
  };
}

/** Loads a store from its newest snapshot and the changes since. Without a usable snapshot it is rebuilt. */
export async function loadStore(scope: StoreScope, now: Date): Promise<LoadedStore> {
  const snapshot = await findNewestSnapshot(scope);
  if (snapshot === null || snapshot.format !== SNAPSHOT_FORMAT) return rebuildStore(scope, now);
  const loaded = await openModel(scope, now);
  for (const order of unpackOrders(snapshot.payload)) loaded.model.apply({ removed: null, added: order });
  loaded.changeNo = snapshot.changeNo;
  await followChanges(scope, loaded);
  return loaded;
}

/** Builds a store's model from nothing but its orders. Run it in a frozen transaction. */
export async function rebuildStore(scope: StoreScope, now: Date): Promise<LoadedStore> {
  const head = await readChangeHead(scope);
  const loaded = await openModel(scope, now);
  let afterOrderId = 0;
  for (;;) {
    const rows = await readOrdersInForce(scope, { afterOrderId, limit: ORDERS_PER_READ });
    for (const row of rows) loaded.model.apply({ removed: null, added: toLearningOrder(row) });
    if (rows.length < ORDERS_PER_READ) break;
    afterOrderId = rows.at(-1)?.orderId ?? afterOrderId;
  }
  loaded.changeNo = head;
  return loaded;
}

/** Applies the changes since the model's number, in their order. Gives how many there were. */
export async function followChanges(scope: StoreScope, loaded: LoadedStore): Promise<number> {
  let applied = 0;
  for (;;) {
    const changes = await readChanges(scope, { afterChangeNo: loaded.changeNo, limit: CHANGES_PER_READ });
    if (changes.length === 0) return applied;
    await applyChanges(scope, { loaded, changes });
    applied += changes.length;
  }
}

async function applyChanges(
  scope: StoreScope,
  { loaded, changes }: { loaded: LoadedStore; changes: readonly ChangeRow[] },
): Promise<void> {
  // The menu first: items then get their indices in the order of their ids, whatever order names them first.
  if (changes.some((change) => change.kind !== 'order')) await reloadCatalog(scope, loaded);
  if (changes.some((change) => change.kind === 'ranking')) await reloadRanking(scope, loaded);
  const orderChanges = changes.filter((change) => change.kind === 'order');
  const versions = await readChangedVersions(scope, orderChanges);
  const learned = (change: ChangeRow, version: number | null) => {
    const row = version === null ? undefined : versions.get(`${change.entityId}/${version}`);
    return row === undefined ? null : toLearningOrder(row);
  };
  for (const change of orderChanges) {
    loaded.model.apply({ removed: learned(change, change.fromVersion), added: learned(change, change.toVersion) });
  }
  loaded.changeNo = changes.at(-1)?.changeNo ?? loaded.changeNo;
}

async function openModel(scope: StoreScope, now: Date): Promise<LoadedStore> {
  const catalog = await readCatalog(scope);
  const ranking = await readStoreRanking(scope);
  const model = new StoreModel(zoneNamed(catalog.store.time_zone));
  model.advanceTo(now.getTime());
  model.setCatalog(catalog.items);
  model.setDonors(catalog.donors);
  teachRanking(model, ranking);
  return { model, changeNo: 0, catalog, ranking };
}

async function reloadRanking(scope: StoreScope, loaded: LoadedStore): Promise<void> {
  loaded.ranking = await readStoreRanking(scope);
  teachRanking(loaded.model, loaded.ranking);
}

function teachRanking(model: StoreModel, { parameters, nextOrder }: StoreRanking): void {
  model.setParameters(parameters);
  model.nextOrder.teach(nextOrder);
}

async function reloadCatalog(scope: StoreScope, loaded: LoadedStore): Promise<void> {
  const catalog = await readCatalog(scope);
  if (catalog.store.time_zone !== loaded.catalog.store.time_zone) {
    loaded.model = moveZone(loaded.model, catalog.store);
    teachRanking(loaded.model, loaded.ranking);
  }
  loaded.model.setCatalog(catalog.items);
  loaded.model.setDonors(catalog.donors);
  loaded.catalog = catalog;
}

/** Hours are counted in the store's zone: with another zone they are counted again. */
function moveZone(model: StoreModel, store: Store): StoreModel {
  const moved = new StoreModel(zoneNamed(store.time_zone));
  moved.advanceTo(model.popularity.nowMs);
  const items = [...model.menu()].map((entry) => entry.item);
  moved.setCatalog(items);
  for (const order of model.orders()) moved.apply({ removed: null, added: order });
  return moved;
}

async function readCatalog(scope: StoreScope): Promise<LoadedCatalog> {
  const row = await findStoreById(scope.tx, scope.storeId);
  if (!row) throw new AppError('unknown_store', { detail: `There is no store ${scope.storeId}.` });
  const items = await listAllItems(scope);
  const menu = items.map(toCatalogItem);
  const store = toStore(row);
  const categories = await listCategories(scope);
  return {
    store,
    items: menu,
    donors: store.use_network_priors ? await readDonors(scope, menu) : new Map(),
    starterPriceCapMinor: starterPriceCap({ currency: store.currency, items: menu }),
    idByExternal: new Map(items.map((item) => [item.external_id, item.id])),
    rowById: new Map(items.map((item) => [item.id, item])),
    categoryIdByExternal: new Map(categories.map((category) => [category.external_id, category.id])),
    rules: (await listRules(scope)).map(toOwnerRule),
  };
}

function toCatalogItem(row: ItemWithCategory): CatalogItem {
  const { item, category } = roleEvidenceOf(row);
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    categoryId: row.category_id,
    categoryName: row.category_name,
    role: itemRoleInForce(item, category).role,
    priceMinor: row.price_minor,
    costMinor: row.cost_minor,
    available: row.available,
    featured: row.featured,
    tier: row.tier,
    tags: row.tags,
    diets: row.diets as Diet[],
    allergens: row.allergens as Allergen[] | null,
    createdAtMs: row.created_at.getTime(),
  };
}

function toOwnerRule(row: RuleRow): OwnerRule {
  return {
    kind: row.kind,
    itemId: row.item_id,
    categoryId: row.category_id,
    factor: row.factor,
    antecedentItemId: row.antecedent_item_id,
    placement: row.placement as Placement | null,
    startsAtMs: row.starts_at?.getTime() ?? null,
    endsAtMs: row.ends_at?.getTime() ?? null,
  };
}
