import type { OrderResult } from '../../contract/order.ts';
import type { StoreScope } from '../../storage/database.ts';
import { markOrdersDue, type VersionRef } from '../../storage/queries/attribution-due.ts';
import { appendChanges, lockChangeHead } from '../../storage/queries/changes.ts';
import { markBuyersDue } from '../../storage/queries/customer-due.ts';
import {
  ensureReferences,
  insertOrderLines,
  insertOrderVersions,
  insertRefunds,
  writeOrderHeads,
} from '../../storage/queries/orders.ts';
import { markOrderDaysDue } from '../../storage/queries/rollup-due.ts';
import { markOrderWeeksDue } from '../../storage/queries/visitor-week-due.ts';
import type { OrderDraft } from './order-draft.ts';
import {
  nextVersion,
  type References,
  toHead,
  toLineRows,
  toRefundRows,
  toVersionRow,
  type WriteOptions,
} from './order-rows.ts';
import { type OrderPlan, type PlannedOrder, planOrders } from './plan-orders.ts';

/**
 * The one way in which orders reach the store: new, edited, cancelled, refunded and deleted ones alike.
 *
 * Takes the store's lock, compares each draft with what is known, writes a new immutable version with its lines for
 * each order that changed, and one change-log entry for each version. Call it in the transaction of the caller, with
 * at most about 1000 drafts. Results come in the order of the drafts.
 */
export async function writeOrders(
  scope: StoreScope,
  drafts: readonly OrderDraft[],
  options: WriteOptions,
): Promise<OrderResult[]> {
  const results: OrderResult[] = [];
  for (const round of splitRepeatedIds(drafts)) results.push(...(await writeDistinctOrders(scope, round, options)));
  return results;
}

/** The same order twice in one call is two rounds, so that the second sees the first. */
function* splitRepeatedIds(drafts: readonly OrderDraft[]): Generator<OrderDraft[]> {
  let round: OrderDraft[] = [];
  let seen = new Set<string>();
  for (const draft of drafts) {
    if (seen.has(draft.externalId)) {
      yield round;
      round = [];
      seen = new Set();
    }
    seen.add(draft.externalId);
    round.push(draft);
  }
  if (round.length > 0) yield round;
}

async function writeDistinctOrders(
  scope: StoreScope,
  drafts: readonly OrderDraft[],
  options: WriteOptions,
): Promise<OrderResult[]> {
  const lastChangeNo = await lockChangeHead(scope);
  const { plans, itemIds } = await planOrders(scope, drafts);
  const planned = plans.filter((plan): plan is PlannedOrder => plan.kind === 'write');
  if (planned.length > 0) await writePlanned(scope, planned, { ...options, lastChangeNo, itemIds });
  let changeNo = lastChangeNo;
  return plans.map((plan, index) => {
    const { externalId = '', sourceVersion = null } = drafts[index] ?? {};
    if (plan.kind === 'write') changeNo++;
    return toResult(plan, { changeNo, base: { id: externalId, unversioned: sourceVersion === null } });
  });
}

interface PlannedOptions extends WriteOptions {
  readonly lastChangeNo: number;
  readonly itemIds: ReadonlyMap<string, number>;
}

async function writePlanned(
  scope: StoreScope,
  planned: readonly PlannedOrder[],
  options: PlannedOptions,
): Promise<void> {
  const { lastChangeNo, now } = options;
  const references = await resolveReferences(scope, planned, options);
  const heads = planned.map((order, index) =>
    toHead(order, { changeNo: lastChangeNo + 1 + index, takenBack: options.takesBack === true }),
  );
  const written = (await writeOrderHeads(scope, heads)).map((id, index) => ({ id, order: planned[index] }));
  const rowsOf = <T>(make: (order: PlannedOrder, id: number) => T) =>
    written.flatMap(({ id, order }) => (order ? [make(order, id)] : []));
  await insertOrderVersions(
    scope,
    rowsOf((order, id) => toVersionRow(order, id, { ...options, references })),
  );
  await markBuyersDue(
    scope,
    rowsOf((order, id) => ({ orderId: id, fromVersion: order.known?.version ?? null, toVersion: nextVersion(order) })),
  );
  await insertOrderLines(scope, rowsOf((order, id) => toLineRows(order, id, references)).flat());
  await insertRefunds(scope, rowsOf((order, id) => toRefundRows(order.draft, id)).flat());
  const changes = rowsOf((order, id) => ({
    kind: 'order' as const,
    entityId: id,
    fromVersion: order.known?.version ?? null,
    toVersion: nextVersion(order),
  }));
  await appendChanges(scope, { lastChangeNo, changes, changedAt: now });
  await markOrdersDue(scope, { versions: rowsOf(measuredVersions).flat(), dueAt: now });
  await markOrderWeeksDue(scope, rowsOf(allVersions).flat());
  await markOrderDaysDue(scope, rowsOf(allVersions).flat());
}

/** The new version, and the one that it replaces. */
function allVersions(order: PlannedOrder, orderId: number): VersionRef[] {
  const { known } = order;
  return [{ orderId, version: nextVersion(order) }, ...(known === null ? [] : [{ orderId, version: known.version }])];
}

/** The versions that may name a guest: the new one, and the one that it replaces. */
function measuredVersions(order: PlannedOrder, orderId: number): VersionRef[] {
  const { draft, known } = order;
  const namesGuest =
    draft.session !== null || draft.visitor !== null || draft.lines.some((line) => line.recId !== null);
  return [
    ...(namesGuest ? [{ orderId, version: nextVersion(order) }] : []),
    ...(known === null ? [] : [{ orderId, version: known.version }]),
  ];
}

async function resolveReferences(
  scope: StoreScope,
  planned: readonly PlannedOrder[],
  { now, itemIds }: PlannedOptions,
): Promise<References> {
  const named = (field: 'customer' | 'table') => [
    ...new Set(planned.flatMap((order) => (order.draft[field] === null ? [] : [order.draft[field]]))),
  ];
  return {
    itemIds,
    customers: await ensureReferences(scope, { table: 'customer', externalIds: named('customer'), createdAt: now }),
    tables: await ensureReferences(scope, { table: 'dining_table', externalIds: named('table'), createdAt: now }),
  };
}

function toResult(
  plan: OrderPlan,
  { changeNo, base }: { changeNo: number; base: { id: string; unversioned: boolean } },
): OrderResult {
  const { known } = plan;
  if (plan.kind === 'rejected') {
    const detail = `Order ${JSON.stringify(base.id)} cannot be taken: ${plan.errors[0]?.message}.`;
    const errors = [...plan.errors];
    return { ...base, result: 'rejected', version: null, change_no: null, code: 'invalid_order', detail, errors };
  }
  if (plan.kind === 'write') {
    return {
      ...base,
      result: known && !known.deleted ? 'updated' : 'created',
      version: nextVersion(plan),
      change_no: changeNo,
    };
  }
  return { ...base, result: plan.kind, version: known?.version ?? null, change_no: known?.changeNo ?? null };
}
