import { expectedTogether } from '../basket/expected-together.ts';
import { shrunkLiftMean } from '../basket/shrunk-lift.ts';
import type { StoreModel } from '../model/store-model.ts';

/**
 * An item's companions: log shrunk lift with every item it was ordered with, by item id. Two items with the same
 * companions play the same part.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * for (const orderId of [1, 2, 3]) model.apply({ removed: null, added: createOrder({ orderId, basket: [7, 9] }) });
 * model.apply({ removed: null, added: createOrder({ orderId: 4, basket: [8] }) });
 * // T = 7, w = 3 / (7 - 3), E = .75 x 3 = 2.25; lambda = (3 + 3) / (2.25 + 3) = 8/7
 * liftProfile(model, 7).get(9) // => 0.1335314
 */
export function liftProfile(model: StoreModel, itemId: number): ReadonlyMap<number, number> {
  const profile = new Map<number, number>();
  const item = model.items.find(itemId);
  if (item < 0) return profile;
  model.pairs.forEachNeighbour(item, (other, together) => {
    const expected = expectedTogether(model.pairs, [item, other]);
    profile.set(model.items.idAt(other), Math.log(shrunkLiftMean({ together, expected, priorLift: 1 })));
  });
  return profile;
}
