import type { LearningOrder } from '../items.ts';
import type { StoreModel } from '../model/store-model.ts';
import { listHistoryThenPopularity } from './history-then-popularity.ts';
import { NextOrderTally } from './next-order-tally.ts';
import { rankNextOrder } from './rank-next-order.ts';

const LIST_LENGTH = 10;

/** How the two orders of items did on the same questions. */
export class NextOrderTallies {
  readonly baseline = new NextOrderTally();
  readonly ranker = new NextOrderTally();
}

/**
 * Asks both for an order of a customer with an earlier one, all items being candidates; others are not asked for.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.apply({ removed: null, added: createOrder({ orderId: 1, customerId: 7, basket: [5] }) });
 * const tallies = new NextOrderTallies();
 * const next = createOrder({ orderId: 2, customerId: 7, basket: [5] });
 * compareOnOrder(model, next, { weights: HISTORY_FIRST_WEIGHTS, tallies });
 * tallies.ranker.queries // => 1
 */
export function compareOnOrder(
  model: StoreModel,
  order: LearningOrder,
  { weights, tallies }: { readonly weights: readonly number[]; readonly tallies: NextOrderTallies },
): void {
  const { customerId, basket: ids } = order;
  if (customerId === null || ids.length === 0 || model.log.ofCustomer(customerId).length === 0) return;
  const basket = ids.map((id) => model.items.indexOf(id));
  const question = { customerId, nowMs: order.orderedAtMs ?? 0, limit: LIST_LENGTH };
  tallies.baseline.add(customerId, { basket, list: listHistoryThenPopularity(model.nextOrder, question) });
  const ranked = rankNextOrder(model.nextOrder, { ...question, weights });
  tallies.ranker.add(customerId, { basket, list: ranked.map(({ item }) => item) });
}
