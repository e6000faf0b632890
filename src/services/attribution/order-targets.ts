import { attributeOrders } from '../../engine/attribution/attribute-orders.ts';
import type { AttributionWindow } from '../../engine/attribution/facts.ts';
import { type BookedCredit, differLedger, type OrderTarget } from '../../engine/attribution/ledger-difference.ts';
import { businessDayAt } from '../../engine/calendar/business-day.ts';
import type { StoreScope } from '../../storage/database.ts';
import type { MeasuredOrderRow } from '../../storage/queries/attribution-facts.ts';
import { type BookedRow, type NewEntry, sumBooked } from '../../storage/queries/attribution-ledger.ts';
import { findStoreById, type StoreRow } from '../../storage/queries/stores.ts';
import { zoneNamed } from '../catalog/stores.ts';
import type { ServiceContext } from '../service-context.ts';
import { type FactSeeds, gatherFacts } from './gather-facts.ts';

/** How the store's orders are measured. */
export interface MeasuringStore {
  readonly window: AttributionWindow;
  readonly store: Pick<StoreRow, 'time_zone' | 'business_day_cutoff_minutes' | 'currency'>;
  /** Orders before this are settled for good: their touches may be gone. */
  readonly settledBeforeMs: number;
}

/** The longest window and a day: orders this much younger than the oldest events still have all of their touches. */
const MARGIN_DAYS = 8;
const DAY_MS = 86_400_000;

/** How a store is measured now; null when it is gone. */
export async function readMeasuringStore(context: ServiceContext, scope: StoreScope): Promise<MeasuringStore | null> {
  const store = await findStoreById(scope.tx, scope.storeId);
  if (store === null) return null;
  const oldest = new Date(context.clock());
  oldest.setUTCMonth(oldest.getUTCMonth() - context.eventRetentionMonths);
  return { store, window: store.attribution_window, settledBeforeMs: oldest.getTime() + MARGIN_DAYS * DAY_MS };
}

/** The entries that the ledger lacks for the orders that the seeds lead to; `only` leaves the others' out. */
export async function findMissingEntries(
  scope: StoreScope,
  measuring: MeasuringStore,
  { seeds, only }: { seeds: FactSeeds; only?: ReadonlySet<number> },
): Promise<NewEntry[]> {
  const facts = await gatherFacts(scope, seeds, measuring);
  const rows = [...facts.rows.values()]
    .filter((row) => row.ordered_at.getTime() >= measuring.settledBeforeMs && (only?.has(row.id) ?? true))
    .sort((a, b) => a.id - b.id);
  if (rows.length === 0) return [];
  const { lines } = attributeOrders(facts);
  const exclusions = new Map(facts.orders.map((order) => [order.orderId, order.exclusion]));
  const booked = Map.groupBy(
    await sumBooked(
      scope,
      rows.map((row) => row.id),
    ),
    (row) => row.order_id,
  );
  return rows.flatMap((row) => {
    const target: OrderTarget = {
      orderDay: orderDayOf(row, measuring),
      counts: exclusions.get(row.id) === null,
      lines: lines.get(row.id) ?? [],
    };
    const entries = differLedger(target, (booked.get(row.id) ?? []).map(toBooked));
    return entries.map((entry) => ({ orderId: row.id, ...entry }));
  });
}

/** The day that an order's credit belongs to, whenever it was booked. */
function orderDayOf(row: MeasuredOrderRow, { store }: MeasuringStore): string {
  if (row.business_day !== null) return row.business_day;
  const calendar = { zone: zoneNamed(store.time_zone), cutoffMinutes: store.business_day_cutoff_minutes };
  return businessDayAt(row.ordered_at.getTime(), calendar);
}

function toBooked(row: BookedRow): BookedCredit {
  return {
    lineNo: row.line_no,
    item: row.item_id,
    eventId: row.event_id,
    recId: row.rec_id,
    position: row.position,
    orderDay: row.order_day,
    quantityMilli: row.quantity_milli,
    amountMinor: row.amount_minor,
    refundMilli: row.refund_milli,
    refundMinor: row.refund_minor,
  };
}
