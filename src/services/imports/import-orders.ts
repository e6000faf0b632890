import { access, constants } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { ImportReport } from '../../contract/import.ts';
import type { TimeZone } from '../../engine/calendar/time-zone.ts';
import { ImportStage } from '../../storage/import-stage.ts';
import { insertImport, updateImport } from '../../storage/queries/imports.ts';
import { ensureItems, type NamedItem } from '../catalog/ensure-items.ts';
import { zoneNamed } from '../catalog/stores.ts';
import { latestOrderMs } from '../orders/order-time.ts';
import type { ServiceContext } from '../service-context.ts';
import { withFileProblems } from './file-problem.ts';
import { ImportTally } from './import-tally.ts';
import { instantOfOrderTime, OrderCollector } from './order-collector.ts';
import type { OrderTime } from './reading/order-time.ts';
import { type OrdersFileSummary, type ReadOrdersOptions, readOrdersFile } from './reading/read-orders-file.ts';
import { storeStagedOrders } from './store-staged-orders.ts';

/** How an import is run. */
export interface ImportOptions {
  readonly file: string;
  /** Read and check only; nothing is written. */
  readonly dryRun: boolean;
  /** Where bad rows are listed. */
  readonly rejectedPath: string;
  readonly onProgress: (phase: 'reading' | 'writing', share: number) => void;
}

const ITEMS_PER_CHUNK = 1000;

/**
 * Imports a file of orders: reads and checks it into a stage, adds the items and categories that are new, then writes
 * the orders in chunks under the store's lock, so that live orders are never held up for long and no order is half in.
 * The same file twice changes nothing; an import that was cut off is completed by running it again.
 *
 * @throws AppError `invalid_file` when the file as a whole cannot be used: nothing was written then.
 */
export async function importOrders(
  context: ServiceContext,
  store: Store,
  options: ImportOptions,
): Promise<ImportReport> {
  if (!options.dryRun) await requireWritableFolder(options.rejectedPath);
  const startedAt = context.clock();
  const zone = zoneNamed(store.time_zone);
  const stage = options.dryRun ? null : await ImportStage.open(context.connection);
  const collector = new OrderCollector({ stage, zone, rejectedPath: options.rejectedPath });
  try {
    const isTooLate = (time: OrderTime) => (instantOfOrderTime(time, zone) ?? 0) > latestOrderMs(startedAt);
    const summary = await readFile(store, collector, { ...options, isTooLate });
    const tally = new ImportTally();
    if (stage !== null) {
      await stage.finish();
      await storeFile(context, { store, stage, collector, summary, tally, options });
    }
    const seconds = (context.clock().getTime() - startedAt.getTime()) / 1000;
    return toReport({ summary, tally, collector, options, seconds, zone });
  } finally {
    await collector.close();
    await stage?.close();
  }
}

/** Looked at before anything is written: bad rows must have a place, or nobody would hear of them. */
async function requireWritableFolder(rejectedPath: string): Promise<void> {
  const folder = dirname(resolve(rejectedPath));
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    const detail = `Bad rows could not be listed in ${rejectedPath}: the folder ${folder} is not there or cannot be written.`;
    throw new AppError('invalid_file', { detail, hint: 'Name another file for them: --rejected FILE.' }, { cause });
  });
}

async function readFile(
  store: Store,
  collector: OrderCollector,
  options: ImportOptions & Pick<ReadOrdersOptions, 'isTooLate'>,
): Promise<OrdersFileSummary> {
  return withFileProblems(options.file, () =>
    readOrdersFile(
      options.file,
      {
        currencyExponent: currencyExponent(store.currency),
        currency: store.currency,
        locale: store.locale,
        isTooLate: options.isTooLate,
        onProgress: ({ bytesRead, sizeBytes }) =>
          options.onProgress('reading', sizeBytes === 0 ? 1 : bytesRead / sizeBytes),
      },
      collector,
    ),
  );
}

interface FileToStore {
  readonly store: Store;
  readonly stage: ImportStage;
  readonly collector: OrderCollector;
  readonly summary: OrdersFileSummary;
  readonly tally: ImportTally;
  readonly options: ImportOptions;
}

async function storeFile(context: ServiceContext, work: FileToStore): Promise<void> {
  const { store, summary, tally, options } = work;
  const importId = await context.database.forStore(store.id, (scope) =>
    insertImport(scope, {
      store_id: store.id,
      file_name: basename(options.file),
      format: 'generic',
      rows_read: summary.rows,
      rows_kept: summary.kept,
      rows_rejected: summary.rejected,
      orders_created: 0,
      orders_updated: 0,
      orders_unchanged: 0,
      started_at: context.clock(),
      finished_at: null,
    }),
  );
  tally.itemsCreated = await addItems(context, store.id, [...work.collector.items.values()]);
  await storeStagedOrders(context, { ...work, importId, orders: summary.orders, onProgress: options.onProgress });
  const counts = { orders_created: tally.created, orders_updated: tally.updated, orders_unchanged: tally.unchanged };
  await context.database.forStore(store.id, (scope) =>
    updateImport(scope, { id: importId, patch: { ...counts, finished_at: context.clock() } }),
  );
}

async function addItems(context: ServiceContext, storeId: number, items: readonly NamedItem[]): Promise<number> {
  let added = 0;
  for (let start = 0; start < items.length; start += ITEMS_PER_CHUNK) {
    const chunk = items.slice(start, start + ITEMS_PER_CHUNK);
    added += await context.database.forStore(storeId, (scope) =>
      ensureItems(scope, { items: chunk, now: context.clock() }),
    );
  }
  return added;
}

/** Decimals of a currency by ISO 4217: JPY 0, EUR 2, KWD 3. */
function currencyExponent(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

interface ReportParts {
  readonly summary: OrdersFileSummary;
  readonly tally: ImportTally;
  readonly collector: OrderCollector;
  readonly options: ImportOptions;
  readonly seconds: number;
  readonly zone: TimeZone;
}

function toReport({ summary, tally, collector, options, seconds, zone }: ReportParts): ImportReport {
  const toIso = (time: OrdersFileSummary['firstOrderedAt']) => {
    const ms = instantOfOrderTime(time, zone);
    return ms === null ? null : new Date(ms).toISOString();
  };
  return {
    file: basename(options.file),
    format: `generic, ${summary.form}`,
    dry_run: options.dryRun,
    rows: summary.rows,
    rows_kept: summary.kept,
    rows_rejected: summary.rejected,
    orders: summary.orders,
    items: summary.items,
    first_ordered_at: toIso(summary.firstOrderedAt),
    last_ordered_at: toIso(summary.lastOrderedAt),
    orders_created: tally.created,
    orders_updated: tally.updated,
    orders_unchanged: tally.unchanged,
    orders_deleted_before: tally.deleted,
    items_created: tally.itemsCreated,
    rejected_file: collector.rejectedPath,
    columns: { ...summary.columns },
    ignored_columns: [...summary.unrecognised, ...summary.ignored.map((column) => column.column)],
    warnings: [...summary.warnings],
    seconds: Math.round(seconds * 1000) / 1000,
  };
}
