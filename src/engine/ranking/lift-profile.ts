import { expectedTogether } from '../basket/expected-together.ts';
import { shrunkLiftMean } from '../basket/shrunk-lift.ts';
import type { StoreModel } from '../model/store-model.ts';

/**
 * An item's companions: log shrunk lift with every item it was ordered with, by item id. Two items with the same
 * companions play the same part.
 */
export function liftProfile(model: StoreModel, itemId: number): ReadonlyMap<number, number> {
  const profile = new Map<number, number>();
  const item = model.items.find(itemId);
  if (item < 0) return profile;
  model.pairs.forEachNeighbour(item, (other, together) => {
    const expected = expectedTogether(model.pairs, item, other);
    profile.set(model.items.idAt(other), Math.log(shrunkLiftMean({ together, expected, priorLift: 1 })));
  });
  return profile;
}
