import type { Store } from '../../contract/catalog.ts';
import type { OrderResult, OrderStatus } from '../../contract/order.ts';
import type { ImportStage, StagedLine } from '../../storage/import-stage.ts';
import { addImportCounts } from '../../storage/queries/imports.ts';
import { zoneNamed } from '../catalog/stores.ts';
import { EMPTY_DRAFT, type OrderDraft } from '../orders/order-draft.ts';
import { writeOrders } from '../orders/write-orders.ts';
import type { ServiceContext } from '../service-context.ts';
import type { ImportTally } from './import-tally.ts';

const MOST_ORDERS = 1000;
const MOST_LINES = 10_000;
const FIRST_ORDERS = 500;
/** A chunk holds the store's lock; live orders wait no longer than about this. */
const CHUNK_MS = 180;

/** What the writing of a staged file needs. */
export interface StagedImport {
  readonly store: Store;
  readonly stage: ImportStage;
  readonly tally: ImportTally;
  readonly importId: number;
  /** Orders of the file, for the progress. */
  readonly orders: number;
  readonly onProgress: (phase: 'writing', share: number) => void;
  /** Stops between two chunks. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes the staged orders in chunks, each in a transaction of its own, sized so that each takes about 180 ms. While a
 * chunk is written the next one is read.
 */
export async function storeStagedOrders(context: ServiceContext, work: StagedImport): Promise<void> {
  let chunk: OrderDraft[] = [];
  let lines = 0;
  let size = FIRST_ORDERS;
  let writing: Promise<number> = Promise.resolve(size);
  try {
    for await (const order of work.stage.orders()) {
      chunk.push(toDraft(order));
      lines += order.length;
      if (chunk.length < size && lines < MOST_LINES) continue;
      size = await writing;
      work.signal?.throwIfAborted();
      writing = writeChunk(context, work, chunk);
      chunk = [];
      lines = 0;
    }
    await writing;
    work.signal?.throwIfAborted();
    if (chunk.length > 0) await writeChunk(context, work, chunk);
  } finally {
    // A fault in the reading must not leave a write behind that nobody waits for.
    await writing.catch(() => undefined);
  }
}

/** Gives the number of orders that the next chunk should have. */
async function writeChunk(context: ServiceContext, work: StagedImport, drafts: OrderDraft[]): Promise<number> {
  const { store, tally } = work;
  const now = context.clock();
  const options = {
    zone: zoneNamed(store.time_zone),
    cutoffMinutes: store.business_day_cutoff_minutes,
    now,
    importId: work.importId,
  };
  const results = await context.database.forStore(store.id, async (scope) => {
    const written = await writeOrders(scope, drafts, options);
    await addImportCounts(scope, { id: work.importId, counts: countResults(written) });
    return written;
  });
  tally.add(results);
  work.onProgress('writing', work.orders === 0 ? 1 : tally.orders / work.orders);
  return nextSize(drafts.length, context.clock().getTime() - now.getTime());
}

function countResults(results: readonly OrderResult[]) {
  const count = (kind: OrderResult['result']) => results.filter(({ result }) => result === kind).length;
  return { orders_created: count('created'), orders_updated: count('updated') };
}

/** Half to double the last size, aiming at the time that a chunk may take. */
function nextSize(size: number, tookMs: number): number {
  const factor = Math.min(2, Math.max(0.5, CHUNK_MS / Math.max(1, tookMs)));
  return Math.min(MOST_ORDERS, Math.max(1, Math.round(size * factor)));
}

/** An order from its lines: its time is its earliest line's, everything else the first that a line says. */
function toDraft(lines: readonly StagedLine[]): OrderDraft {
  const first = <K extends keyof StagedLine>(field: K) => lines.find((line) => line[field] !== null)?.[field] ?? null;
  const times = lines.flatMap((line) => line.orderedAtMs ?? []);
  return {
    ...EMPTY_DRAFT,
    externalId: lines[0]?.orderId ?? '',
    orderedAtMs: times.length === 0 ? null : times.reduce((earliest, time) => Math.min(earliest, time)),
    status: first('status') as OrderStatus | null,
    customer: first('customer'),
    table: first('table'),
    channel: first('channel'),
    location: first('location'),
    lines: lines.map((line) => ({
      item: line.itemId,
      quantityMilli: line.quantityMilli,
      unitPriceMinor: line.unitPriceMinor,
      discountMinor: line.discountMinor,
      taxMinor: null,
      taxIncluded: null,
      recId: null,
    })),
  };
}
