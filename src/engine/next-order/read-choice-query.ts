import { topItems } from '../popularity/top-items.ts';
import type { ChoiceQuery } from './choice-query.ts';
import type { NextOrderCounts } from './next-order-counts.ts';
import { FEATURE_COUNT, type FeatureContext, readFeatureContext, writeFeatures } from './next-order-features.ts';

/** Items that the customer never ordered and that are looked at: so many of what sells now, and of what is near. */
const OTHERS_EACH = 20;

/** A basket somebody ordered. */
export interface AskedBasket {
  readonly customerId: number;
  readonly nowMs: number;
  /** Dense item indices, at least one. */
  readonly basket: readonly number[];
}

/**
 * A basket as a choice among the items that may come to the front of a list: all that the customer ordered before, the 20
 * others that sell best now, and the 20 others that are nearest. Each item of the basket among them is 1 / |basket| of the
 * choice, as in the recall of a list; what is far from every list teaches nothing about its front.
 *
 * @returns null when nothing of the basket is among them.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.apply({ removed: null, added: createOrder({ orderId: 1, customerId: 7, basket: [5] }) });
 * const query = readChoiceQuery(model.nextOrder, { customerId: 7, nowMs: 0, basket: [0] });
 * [...query.targets] // => [1]
 */
export function readChoiceQuery(counts: NextOrderCounts, asked: AskedBasket): ChoiceQuery | null {
  const context = readFeatureContext(counts, asked);
  const candidates = findContenders(context, counts.itemCount);
  const chosen = new Set(asked.basket);
  const targets = Float64Array.from(candidates, (item) => (chosen.has(item) ? 1 / chosen.size : 0));
  if (targets.every((target) => target === 0)) return null;
  const features = new Float64Array(candidates.length * FEATURE_COUNT);
  candidates.forEach((item, row) => {
    writeFeatures(context, item, { out: features, offset: row * FEATURE_COUNT });
  });
  return { features, targets };
}

function findContenders({ habits, figures, ...context }: FeatureContext, itemCount: number): number[] {
  const near = context.near();
  const others = [...Array(itemCount).keys()].filter((item) => !habits.items.has(item));
  const best = (scoreOf: (item: number) => number) =>
    topItems(others, { scoreOf, limit: OTHERS_EACH }).map(({ item }) => item);
  const selling = best((item) => (figures.logShare[item] ?? 0) + (figures.logTrend[item] ?? 0));
  const nearest = best((item) => near[item] ?? 0).filter((item) => (near[item] ?? 0) > 0);
  return [...new Set([...habits.items.keys(), ...selling, ...nearest])];
}
