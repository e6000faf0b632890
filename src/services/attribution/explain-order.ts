import type { OrderAttribution } from '../../contract/attribution.ts';
import { AppError } from '../../contract/error-registry.ts';
import { attributeOrders } from '../../engine/attribution/attribute-orders.ts';
import { type ExplainedLine, explainLines } from '../../engine/attribution/explain-line.ts';
import type { CreditableOrder, Touch } from '../../engine/attribution/facts.ts';
import type { StoreScope } from '../../storage/database.ts';
import { findTouches } from '../../storage/queries/attribution-facts.ts';
import { type BookedRow, sumBooked } from '../../storage/queries/attribution-ledger.ts';
import { type CurrentOrder, findCurrentOrder, findLines, type NamedLine } from '../../storage/queries/orders.ts';
import type { ServiceContext } from '../service-context.ts';
import { type GatheredFacts, gatherFacts, toTouch } from './gather-facts.ts';
import { type MeasuringStore, readMeasuringStore } from './order-targets.ts';
import { REASON_WORDS, VERDICT_WORDS } from './reason-words.ts';

const MOST_CANDIDATES = 100;
const NOBODY = { orderIds: [], sessions: [], visitors: [], recIds: [], since: null };
const DAY_MS = 86_400_000;
/** Touches that are too old for any window are told too, for so long. */
const LOOK_BACK_MS = 15 * DAY_MS;

/**
 * Why each line of an order was or was not credited, worked out from its events as they are now.
 *
 * @throws AppError `unknown_order`
 */
export async function explainOrder(
  context: ServiceContext,
  storeId: number,
  externalId: string,
): Promise<OrderAttribution> {
  return context.database.forStore(storeId, async (scope) => {
    const current = await findCurrentOrder(scope, externalId);
    const measuring = await readMeasuringStore(context, scope);
    if (current === null || current.deleted || measuring === null) {
      throw new AppError('unknown_order', { detail: `There is no order ${JSON.stringify(externalId)} in this store.` });
    }
    return explainCurrent(scope, measuring, current);
  });
}

async function explainCurrent(
  scope: StoreScope,
  { window, store }: MeasuringStore,
  current: CurrentOrder,
): Promise<OrderAttribution> {
  const orderId = current.order_id;
  const facts = await gatherFacts(scope, { ...NOBODY, orderIds: [orderId] }, { window });
  const attribution = attributeOrders(facts);
  const order = attribution.owners.placed.get(orderId);
  const touches = order === undefined ? [] : await findCandidates(scope, order);
  const explained = explainLines(attribution, { orderId, touches, window });
  const names = await findLines(scope, { orderId, version: current.version });
  const booked = await sumBooked(scope, [orderId]);
  const lines = explained.flatMap((line) => {
    const named = names.find((row) => row.line_no === line.line.lineNo);
    return named === undefined ? [] : [toLineJson(line, { named, booked })];
  });
  const sum = (key: 'net_minor' | 'attributed_minor' | 'assisted_minor') =>
    lines.reduce((total, line) => total + line[key], 0);
  return {
    order: current.external_id,
    status: current.status,
    ordered_at: orderedAt(facts, orderId),
    session: order?.session ?? null,
    visitor: current.visitor,
    window,
    currency: store.currency.trim(),
    net_minor: sum('net_minor'),
    attributed_minor: sum('attributed_minor'),
    assisted_minor: sum('assisted_minor'),
    lines,
  };
}

function orderedAt({ rows }: GatheredFacts, orderId: number): string {
  return rows.get(orderId)?.ordered_at.toISOString() ?? '';
}

/** Every event of the order's items by this guest, also those that could never earn credit. */
async function findCandidates(
  scope: StoreScope,
  { session, visitor, lines, orderedAtMs }: CreditableOrder,
): Promise<Touch[]> {
  const rows = await findTouches(scope, {
    sessions: session === null ? [] : [session],
    visitors: visitor === null ? [] : [visitor],
    recIds: [...new Set(lines.flatMap(({ recId }) => recId ?? []))],
    creditable: false,
    range: { from: new Date(orderedAtMs - LOOK_BACK_MS), to: new Date(orderedAtMs + DAY_MS) },
    itemIds: [...new Set(lines.map(({ item }) => item))],
  });
  return rows.map(toTouch);
}

function toLineJson(
  { line, reason, candidates }: ExplainedLine,
  { named, booked }: { named: NamedLine; booked: readonly BookedRow[] },
): OrderAttribution['lines'][number] {
  const entries = booked.filter((row) => row.line_no === line.lineNo);
  return {
    line: line.lineNo,
    item: named.item_external_id,
    name: named.item_name,
    quantity: Number(named.quantity),
    refunded_quantity: Number(named.refunded_quantity),
    net_minor: line.netMinor,
    attributed_quantity: line.quantityMilli / 1000,
    attributed_minor: line.amountMinor,
    assisted_minor: line.assistedMinor,
    reason,
    words: REASON_WORDS[reason],
    touch: line.quantityMilli > 0 && line.touch !== null ? toTouchJson(line.touch) : null,
    candidates: candidates.slice(-MOST_CANDIDATES).map(({ touch, verdict }) => ({
      ...toTouchJson(touch),
      verdict,
      words: VERDICT_WORDS[verdict],
    })),
    booked_quantity: entries.reduce((sum, row) => sum + row.quantity_milli, 0) / 1000,
    booked_minor: entries.reduce((sum, row) => sum + row.amount_minor, 0),
  };
}

function toTouchJson(touch: Touch) {
  const { eventId, type, recId, position, placement, atMs } = touch;
  return { event_id: eventId, type, rec_id: recId, position, placement, at: new Date(atMs).toISOString() };
}
