import { access, constants } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { ImportChoices, ImportReport } from '../../contract/import.ts';
import type { TimeZone } from '../../engine/calendar/time-zone.ts';
import { ImportStage } from '../../storage/import-stage.ts';
import { updateImport } from '../../storage/queries/imports.ts';
import { storedJson } from '../../storage/stored-json.ts';
import { ensureItems, type NamedItem } from '../catalog/ensure-items.ts';
import { zoneNamed } from '../catalog/stores.ts';
import { latestOrderMs } from '../orders/order-time.ts';
import type { ServiceContext } from '../service-context.ts';
import { currencyExponent } from './currency-exponent.ts';
import { withFileProblems } from './file-problem.ts';
import { withImportLock } from './import-lock.ts';
import { ImportTally } from './import-tally.ts';
import { noteImport, rowCounts } from './note-import.ts';
import { instantOfOrderTime, OrderCollector } from './order-collector.ts';
import type { OrderTime } from './reading/order-time.ts';
import {
  type OrdersFileSummary,
  type ReadOrdersOptions,
  type ReadProgress,
  readOrdersFile,
} from './reading/read-orders-file.ts';
import { storeStagedOrders } from './store-staged-orders.ts';

/** How an import is run. */
export interface ImportOptions {
  readonly file: string;
  /** What the file is called where it comes from; its own name unless told. */
  readonly name?: string;
  /** Read and check only; nothing is written. */
  readonly dryRun: boolean;
  /** Where bad rows are listed. */
  readonly rejectedPath: string;
  readonly onProgress: (phase: 'reading' | 'writing', share: number) => void;
  /** How the file is meant; guessed unless told. */
  readonly choices?: ImportChoices;
  /** Longest text of the file, unpacked. */
  readonly mostBytes?: number;
  /** Stops the import between two chunks: the orders that are in stay. */
  readonly signal?: AbortSignal;
}

const ITEMS_PER_CHUNK = 1000;

/**
 * Imports a file of orders: reads and checks it into a stage, adds the items and categories that are new, then writes
 * the orders in chunks under the store's lock, so that live orders are never held up for long and no order is half in.
 * The same file twice changes nothing; an import that was cut off is completed by running it again.
 *
 * @throws AppError `invalid_file` when the file as a whole cannot be used: nothing was written then; `import_running` while
 * another import of the store is at work.
 */
export async function importOrders(
  context: ServiceContext,
  store: Store,
  options: ImportOptions,
): Promise<ImportReport> {
  if (options.dryRun) return checkFile(context, store, options);
  await requireWritableFolder(options.rejectedPath);
  return withImportLock(context, store.id, async () => {
    const importId = await noteImport(context, store.id, { file: basename(options.file), state: 'running' });
    return runImport(context, store, { ...options, importId });
  });
}

/** Reads a file to its end and says what it would bring. */
async function checkFile(context: ServiceContext, store: Store, options: ImportOptions): Promise<ImportReport> {
  const reading = startReading(context, store, { ...options, stage: null });
  try {
    const summary = await reading.read();
    return reading.report(summary, new ImportTally());
  } finally {
    await reading.collector.close();
  }
}

/**
 * Runs an import that is noted already, and notes how it ends. The caller holds the store's import lock.
 *
 * @throws AppError `invalid_file`; whatever stops it is noted and thrown.
 */
export async function runImport(
  context: ServiceContext,
  store: Store,
  options: ImportOptions & { readonly importId: number },
): Promise<ImportReport> {
  const { importId: id } = options;
  const note = (patch: Parameters<typeof updateImport>[1]['patch']) =>
    context.database.forStore(store.id, (scope) => updateImport(scope, { id, patch }));
  try {
    const report = await readAndStore(context, store, options);
    await note({
      state: 'done',
      phase: null,
      share: 1,
      finished_at: context.clock(),
      // A path of the server is nothing for a page.
      report: storedJson({ ...report, rejected_file: report.rejected_file && basename(report.rejected_file) }),
      has_rejected: report.rejected_file !== null,
      orders_unchanged: report.orders_unchanged,
      ...rowCounts(report),
    });
    return report;
  } catch (error) {
    await note({ ...describeEnd(error, options.signal), finished_at: context.clock() });
    throw error;
  }
}

async function readAndStore(
  context: ServiceContext,
  store: Store,
  options: ImportOptions & { readonly importId: number },
): Promise<ImportReport> {
  const stage = await ImportStage.open(context.connection);
  const reading = startReading(context, store, { ...options, stage });
  try {
    const summary = await reading.read();
    await stage.finish();
    const tally = new ImportTally();
    tally.itemsCreated = await addItems(context, store.id, [...reading.collector.items.values()]);
    const { importId, onProgress, signal } = options;
    const work = { store, stage, tally, importId, orders: summary.orders, onProgress, signal };
    await storeStagedOrders(context, work);
    return reading.report(summary, tally);
  } finally {
    await reading.collector.close();
    await stage.close();
  }
}

/** What is said of an import that did not come to its end. */
function describeEnd(error: unknown, signal: AbortSignal | undefined) {
  if (signal?.aborted) {
    return { state: signal.reason === STOPPING ? ('interrupted' as const) : ('cancelled' as const) };
  }
  const known = error instanceof AppError ? error : new AppError('internal', { detail: 'The import did not end.' });
  const { code, hint, details } = known;
  return { state: 'failed' as const, fault: storedJson({ code, detail: details.detail, hint }) };
}

/** Why an import is stopped when its server stops: it can be started again. */
export const STOPPING = 'the server stops';

/** Looked at before anything is written: bad rows must have a place, or nobody would hear of them. */
async function requireWritableFolder(rejectedPath: string): Promise<void> {
  const folder = dirname(resolve(rejectedPath));
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    const detail = `Bad rows could not be listed in ${rejectedPath}: the folder ${folder} is not there or cannot be written.`;
    throw new AppError('invalid_file', { detail, hint: 'Name another file for them: --rejected FILE.' }, { cause });
  });
}

/** Everything about the reading of one file: its rows, and what is said of it at the end. */
function startReading(
  context: ServiceContext,
  store: Store,
  options: ImportOptions & { readonly stage: ImportStage | null },
) {
  const { stage, rejectedPath, choices = {} } = options;
  const startedAt = context.clock();
  const zone = zoneNamed(choices.time_zone ?? store.time_zone);
  const collector = new OrderCollector({ stage, zone, rejectedPath });
  const isTooLate = (time: OrderTime) => (instantOfOrderTime(time, zone) ?? 0) > latestOrderMs(startedAt);
  return {
    collector,
    read: () => readFile(store, collector, { ...options, isTooLate }),
    report: (summary: OrdersFileSummary, tally: ImportTally) => {
      const seconds = (context.clock().getTime() - startedAt.getTime()) / 1000;
      return toReport({ summary, tally, collector, options, seconds, zone });
    },
  };
}

async function readFile(
  store: Store,
  collector: OrderCollector,
  options: ImportOptions & Pick<ReadOrdersOptions, 'isTooLate'>,
): Promise<OrdersFileSummary> {
  const { choices = {}, signal } = options;
  const read = {
    currencyExponent: currencyExponent(store.currency),
    currency: store.currency,
    locale: store.locale,
    columns: choices.columns,
    dateOrder: choices.date_order,
    decimalSign: choices.decimal_sign,
    mostBytes: options.mostBytes,
    isTooLate: options.isTooLate,
    onProgress: ({ bytesRead, sizeBytes }: ReadProgress) =>
      options.onProgress('reading', sizeBytes === 0 ? 1 : bytesRead / sizeBytes),
  };
  const { name = basename(options.file) } = options;
  return withFileProblems({ path: options.file, name }, () =>
    readOrdersFile(options.file, signal === undefined ? read : { ...read, signal }, collector),
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
    file: options.name ?? basename(options.file),
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
    rejections: collector.rejections.list(),
    columns: { ...summary.columns },
    ignored_columns: [...summary.unrecognised, ...summary.ignored.map((column) => column.column)],
    warnings: [...summary.warnings],
    seconds: Math.round(seconds * 1000) / 1000,
  };
}
