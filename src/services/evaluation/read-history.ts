import { basename } from 'node:path';
import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { ImportRejection } from '../../contract/import.ts';
import { createItem } from '../../engine/create-item.ts';
import { sortOrders } from '../../engine/evaluation/sort-orders.ts';
import type { CatalogItem, LearningOrder } from '../../engine/items.ts';
import { zoneNamed } from '../catalog/stores.ts';
import { withFileProblems } from '../imports/file-problem.ts';
import { instantOfOrderTime } from '../imports/order-collector.ts';
import type { OrderTime } from '../imports/reading/order-time.ts';
import { type OrdersFileSummary, readOrdersFile } from '../imports/reading/read-orders-file.ts';
import { tellLeftOut, tellRejections } from '../imports/tell-rejections.ts';
import { rebuildStore } from '../learning/load-model.ts';
import { latestOrderMs } from '../orders/order-time.ts';
import type { ServiceContext } from '../service-context.ts';
import { tellCount } from '../tell-count.ts';
import { datasetName } from './dataset-name.ts';
import type { EvaluationHistory } from './evaluation-history.ts';
import { HistoryCollector } from './history-collector.ts';
import { hintForRows, type LeftOutRows } from './left-out-rows.ts';
import { createMenu, type NamedMenuItem } from './menu-items.ts';
import { readCategoriesFile } from './read-categories-file.ts';

/** Where a history's categories are and who wants to know how far the reading is. */
export interface ReadHistoryOptions {
  /** A list of categories (item_id, category, dataset), or null. */
  readonly categoriesFile: string | null;
  readonly onProgress?: (share: number) => void;
}

/** The same of a file. */
export interface ReadFileOptions extends ReadHistoryOptions {
  /** Rows dated more than 24 hours after it are left out, as an import does. */
  readonly now: Date;
}

/** Prices are only told apart, not summed: two decimals serve for any currency. */
const CURRENCY_EXPONENT = 2;

/**
 * The history in a file of orders, as `pairwell import` would read it. Times without an offset are taken as UTC; times,
 * customers, categories and prices may be missing.
 *
 * @throws AppError `invalid_file` when the file, each of its rows or the list of categories cannot be used.
 */
export async function readFileHistory(file: string, options: ReadFileOptions): Promise<EvaluationHistory> {
  const dataset = datasetName(file);
  const categories = await readCategories(options.categoriesFile, dataset);
  const zone = zoneNamed('UTC');
  const collector = new HistoryCollector(zone);
  const onProgress = ({ bytesRead, sizeBytes }: { bytesRead: number; sizeBytes: number }) =>
    options.onProgress?.(sizeBytes === 0 ? 1 : bytesRead / sizeBytes);
  const latestMs = latestOrderMs(options.now);
  const isTooLate = (time: OrderTime) => (instantOfOrderTime(time, zone) ?? 0) > latestMs;
  const summary = await withFileProblems(file, () =>
    readOrdersFile(file, { currencyExponent: CURRENCY_EXPONENT, isTooLate, onProgress }, collector),
  );
  const rejections = collector.rejections.list();
  requireKeptRows(file, summary, rejections);
  const leftOut = toLeftOut(file, summary, rejections);
  const orders = collector.conclude();
  const items = createMenu(collector.items, categories);
  const isTold = (item: NamedMenuItem) => (item.category ?? categories.get(item.externalId)) !== undefined;
  const told = collector.items.filter(isTold).length;
  return {
    source: basename(file),
    zone,
    items,
    orders,
    customers: collector.customers,
    notes: [...(leftOut?.notes ?? []), ...categoryNotes(items, { options, categories, dataset, told })],
    ...(leftOut !== null && { leftOut }),
  };
}

/** A file of which nothing can be used says why, whatever the protocol would have asked. */
function requireKeptRows(
  file: string,
  { kept, rows }: OrdersFileSummary,
  rejections: readonly ImportRejection[],
): void {
  if (kept > 0) return;
  const name = basename(file);
  if (rows === 0) {
    throw new AppError('invalid_file', { detail: `${name} has a header and no rows.`, hint: 'Export it again.' });
  }
  throw new AppError('invalid_file', {
    detail: [`${name}: ${rows} of ${tellCount(rows, 'row')} could not be read.`, ...tellRejections(rejections)].join(
      ' ',
    ),
    hint: hintForRows(file, rejections),
  });
}

function toLeftOut(
  file: string,
  summary: OrdersFileSummary,
  rejections: readonly ImportRejection[],
): LeftOutRows | null {
  if (summary.rejected === 0) return null;
  return { notes: tellLeftOut(summary, rejections), hint: hintForRows(file, rejections) };
}

/**
 * The history of a store: its menu, and its orders that are neither cancelled, refunded nor deleted.
 *
 * @throws AppError `invalid_file` when the list of categories cannot be used.
 */
export async function readStoreHistory(
  context: ServiceContext,
  store: Store,
  options: ReadHistoryOptions,
): Promise<EvaluationHistory> {
  const categories = await readCategories(options.categoriesFile, store.slug);
  const { model, catalog } = await context.database.forStore(
    store.id,
    (scope) => rebuildStore(scope, context.clock()),
    { frozen: true },
  );
  const dated = [...model.orders()].map((order) => ({ id: String(order.orderId), timeMs: order.orderedAtMs, order }));
  const orders = sortOrders(dated).map(({ order }) => order);
  const menu = addCategories(catalog.items, (item) => categories.get(catalog.rowById.get(item.id)?.external_id ?? ''));
  const items = addForgotten(menu, orders);
  const told = items.filter((item) => item.categoryId !== null).length;
  return {
    source: store.slug,
    zone: model.zone,
    items,
    orders,
    customers: new Set(orders.flatMap((order) => order.customerId ?? [])).size,
    notes: categoryNotes(items, { options, categories, dataset: store.slug, told }),
  };
}

async function readCategories(file: string | null, dataset: string): Promise<Map<string, string>> {
  return file === null ? new Map() : readCategoriesFile(file, dataset);
}

/** The categories of the list for items that have none; they get ids below 0, which no store has. */
function addCategories(
  items: readonly CatalogItem[],
  categoryOf: (item: CatalogItem) => string | undefined,
): CatalogItem[] {
  const ids = new Map<string, number>();
  return items.map((item) => {
    const categoryName = item.categoryId === null ? categoryOf(item) : undefined;
    if (categoryName === undefined) return item;
    const categoryId = ids.get(categoryName) ?? -1 - ids.size;
    ids.set(categoryName, categoryId);
    return { ...item, categoryId, categoryName };
  });
}

/** Items that orders hold and the menu no longer has: they were there to be ordered. */
function addForgotten(menu: readonly CatalogItem[], orders: readonly LearningOrder[]): CatalogItem[] {
  const known = new Set(menu.map((item) => item.id));
  const forgotten = new Set(orders.flatMap((order) => order.basket.filter((id) => !known.has(id))));
  return [...menu, ...[...forgotten].sort((a, b) => a - b).map((id) => createItem({ id, name: `Item ${id}` }))];
}

interface CategorySource {
  readonly options: ReadHistoryOptions;
  readonly categories: ReadonlyMap<string, string>;
  readonly dataset: string;
  /** Items whose category somebody told: the history itself or the list. */
  readonly told: number;
}

function categoryNotes(
  items: readonly CatalogItem[],
  { options, categories, dataset, told }: CategorySource,
): string[] {
  const { categoriesFile } = options;
  if (categoriesFile !== null && categories.size === 0) {
    return [`${basename(categoriesFile)} says nothing about "${dataset}": categories are the file's own or guessed.`];
  }
  const grouped = items.filter((item) => item.categoryId !== null).length;
  const guessed = grouped - told;
  const others = guessed === 0 ? '' : `; of the others ${guessed} are grouped by a role guessed from the name`;
  return [`${told} of ${items.length} items have a category${others}.`];
}
