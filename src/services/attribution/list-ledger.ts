import type { LedgerEntryJson, LedgerQuery } from '../../contract/attribution.ts';
import { AppError } from '../../contract/error-registry.ts';
import { type LedgerRow, listEntries } from '../../storage/queries/attribution-ledger.ts';
import { type Page, readCursor, toPage } from '../paging.ts';
import type { ServiceContext } from '../service-context.ts';

/** Entries of a store's ledger in the order in which they were booked. @throws AppError for a foreign cursor. */
export async function listLedger(
  context: ServiceContext,
  storeId: number,
  query: LedgerQuery,
): Promise<Page<LedgerEntryJson>> {
  const afterId = readCursor(query.cursor, { first: 0 });
  const rows = await context.database.forStore(storeId, (scope) =>
    listEntries(scope, {
      fromDay: readDay(query.from),
      toDay: readDay(query.to),
      bookedFrom: query.booked_from === undefined ? null : new Date(query.booked_from),
      bookedTo: query.booked_to === undefined ? null : new Date(query.booked_to),
      order: query.order ?? null,
      afterId,
      limit: query.limit + 1,
    }),
  );
  return toPage(rows, { limit: query.limit, tell: toJson, cursorOf: ({ id }) => String(id) });
}

function readDay(text: string | undefined): string | null {
  if (text === undefined) return null;
  const time = new Date(`${text}T00:00:00Z`);
  if (!Number.isNaN(time.getTime()) && time.toISOString().startsWith(text)) return text;
  throw new AppError('invalid_request', { detail: `There is no day ${text}.` });
}

function toJson(row: LedgerRow): LedgerEntryJson {
  return {
    id: row.id,
    order: row.order_external_id,
    line: row.line_no,
    item: row.item_external_id,
    name: row.item_name,
    kind: row.kind,
    quantity: Number(row.quantity),
    amount_minor: row.amount_minor,
    rec_id: row.rec_id,
    position: row.position,
    event_id: row.event_id,
    order_day: row.order_day,
    booked_at: row.booked_at.toISOString(),
  };
}
