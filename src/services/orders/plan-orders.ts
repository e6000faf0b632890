import type { FieldError } from '../../contract/error-registry.ts';
import type { StoreScope } from '../../storage/database.ts';
import { findItemIds } from '../../storage/queries/catalog.ts';
import { findKnownOrders, findRefunds, type KnownOrder } from '../../storage/queries/orders.ts';
import type { OrderDraft, RefundDraft } from './order-draft.ts';
import { mergeRefunds, toRefundDraft } from './refund-drafts.ts';
import { findChangedRefunds, findRefundFaults } from './refund-faults.ts';
import { type Resolution, resolveOrder } from './resolve-order.ts';

/** An order that is to be written, with what the store knew of it. */
export type PlannedOrder = Extract<Resolution, { kind: 'write' }> & { readonly known: KnownOrder | null };

/** What is to be done with one draft. */
export type OrderPlan =
  | PlannedOrder
  | (Exclude<Resolution, { kind: 'write' }> & { readonly known: KnownOrder | null })
  | { readonly kind: 'rejected'; readonly known: KnownOrder | null; readonly errors: readonly FieldError[] };

/** What the store knows of the orders and items that drafts speak of. */
interface Knowledge {
  readonly known: ReadonlyMap<string, KnownOrder>;
  readonly refunds: ReadonlyMap<number, readonly RefundDraft[]>;
  readonly itemIds: ReadonlyMap<string, number>;
}

/** Decides for each draft, by what the store knows; the caller holds the store's lock. */
export async function planOrders(
  scope: StoreScope,
  drafts: readonly OrderDraft[],
): Promise<{ plans: OrderPlan[]; itemIds: ReadonlyMap<string, number> }> {
  const externalIds = drafts.map((draft) => draft.externalId);
  const items = new Set(drafts.flatMap((draft) => draft.lines.map((line) => line.item)));
  const known = await findKnownOrders(scope, externalIds);
  const knowledge: Knowledge = {
    known,
    refunds: await readRefunds(scope, [...known.values()]),
    itemIds: await findItemIds(scope, [...items]),
  };
  return { plans: drafts.map((draft) => planOrder(draft, knowledge)), itemIds: knowledge.itemIds };
}

function planOrder(draft: OrderDraft, knowledge: Knowledge): OrderPlan {
  const known = knowledge.known.get(draft.externalId) ?? null;
  const before = known === null ? [] : (knowledge.refunds.get(known.id) ?? []);
  const merged = draft.deleted ? draft : { ...draft, refunds: mergeRefunds(draft, before) };
  const resolution = resolveOrder(merged, known);
  const changed = findChangedRefunds(draft, before);
  // Without that refund the order may be as it was: what was sent is not.
  if (resolution.kind === 'unchanged' && changed.length > 0) return { kind: 'rejected', known, errors: changed };
  if (resolution.kind !== 'write') return { ...resolution, known };
  const errors = [
    ...changed,
    ...findEmptiness(draft, known),
    ...findUnknownItems(draft, knowledge.itemIds),
    ...findRefundFaults(draft, before),
  ];
  return errors.length > 0 ? { kind: 'rejected', known, errors } : { ...resolution, known };
}

/** An order that is known may lose its last line; a new one says nothing without any. */
function findEmptiness(draft: OrderDraft, known: KnownOrder | null): FieldError[] {
  if ((known !== null && !known.takenBack) || draft.deleted || draft.lines.length > 0) return [];
  return [{ pointer: '/lines', message: 'expected at least one line of a new order, got an empty list' }];
}

function findUnknownItems(draft: OrderDraft, itemIds: ReadonlyMap<string, number>): FieldError[] {
  return draft.lines.flatMap((line, index) => {
    if (itemIds.has(line.item)) return [];
    const message = `there is no item ${JSON.stringify(line.item)}; create it, or send a name with the line`;
    return [{ pointer: `/lines/${index}/item`, message }];
  });
}

async function readRefunds(
  scope: StoreScope,
  known: readonly KnownOrder[],
): Promise<ReadonlyMap<number, readonly RefundDraft[]>> {
  const byOrder = new Map<number, RefundDraft[]>();
  if (known.length === 0) return byOrder;
  const rows = await findRefunds(
    scope,
    known.map((order) => order.id),
  );
  for (const row of rows) byOrder.set(row.order_id, [...(byOrder.get(row.order_id) ?? []), toRefundDraft(row)]);
  return byOrder;
}
