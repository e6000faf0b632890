import { hourOfWeekAt } from '../calendar/hour-of-week.ts';
import type { LearningOrder } from '../items.ts';
import { FEATURES, type FeatureWeights, featureWeights } from '../scoring/features.ts';
import type { StoreModel } from './store-model.ts';

/** Differences up to this are rounding: what gathers in an inverse that has followed thousands of orders. */
const TOLERANCE = 1e-6;
const SAMPLE_CARTS = 20;
const EVERY_FEATURE = Object.fromEntries(FEATURES.map((feature) => [feature, 1])) as FeatureWeights;

/**
 * Where the scores that a model has ready differ from those of a model that was built from the same orders, in words: the
 * ranking's parameters, the weights of next orders and of EASE, which follow the orders one by one, and the sum of all features of every
 * item beside nothing and beside up to 20 carts of the orders, with whatever the scorer kept from earlier questions.
 *
 * Of a large menu whose inverse waits to be made the weights are left out: there is nothing to compare.
 *
 * @param found - the model as it is served.
 * @param rebuilt - a model with the same counts and settings; its inverse is made here when nobody has made it yet.
 * @example
 * const [a, b] = [new StoreModel(createTimeZone('UTC')), new StoreModel(createTimeZone('UTC'))];
 * for (const model of [a, b]) model.apply({ removed: null, added: createOrder({ orderId: 1, basket: [1, 2] }) });
 * [...compareScores(a, b)] // => []
 */
export function* compareScores(found: StoreModel, rebuilt: StoreModel): Generator<string> {
  const [own, wanted] = [found, rebuilt].map(({ parameters }) => JSON.stringify(parameters));
  if (own !== wanted) yield `parameters of the ranking: ${own}, rebuilt ${wanted}`;
  const [taught, expected] = [found, rebuilt].map(({ nextOrder }) => JSON.stringify(nextOrder.weights));
  if (taught !== expected) yield `weights of next orders: ${taught}, rebuilt ${expected}`;
  const hasWeights = !found.easeState.needsWork(found.itemCount);
  if (hasWeights) yield* differentWeights(found, rebuilt);
  const weights = featureWeights({ ...EVERY_FEATURE, ease: hasWeights ? 1 : 0 });
  for (const order of sampleCarts(rebuilt)) {
    const scores = scoresBeside(found, order, weights);
    for (const [item, score] of scoresBeside(rebuilt, order, weights).entries()) {
      const id = rebuilt.items.idAt(item);
      const kept = scores[found.items.find(id)] ?? Number.NaN;
      if (!isClose(kept, score)) yield `score of item ${id} beside [${order.basket}]: ${kept}, rebuilt ${score}`;
    }
  }
}

function* differentWeights(found: StoreModel, rebuilt: StoreModel): Generator<string> {
  rebuilt.easeState.settle(rebuilt.itemCount);
  const [kept, expected] = [found.ease, rebuilt.ease];
  if (kept === null || expected === null) return;
  const ids = expected.items.map((item) => rebuilt.items.idAt(item));
  const places = ids.map((id) => found.items.find(id));
  for (const [a, i] of expected.items.entries()) {
    for (const [b, j] of expected.items.entries()) {
      const [weight, wanted] = [kept.weight(places[a] as number, places[b] as number), expected.weight(i, j)];
      if (!isClose(weight, wanted))
        yield `weight of item ${ids[b]} beside item ${ids[a]}: ${weight}, rebuilt ${wanted}`;
    }
  }
}

/** A cart of item ids, and when and by whom it was ordered. */
type SampleCart = Pick<LearningOrder, 'basket' | 'orderedAtMs' | 'customerId'>;

/** Nothing, and up to 20 baskets, evenly spread over the orders, without their last item where they have two. */
function sampleCarts(model: StoreModel): SampleCart[] {
  const orders = [...model.orders()].filter(({ basket }) => basket.length > 0);
  const count = Math.min(SAMPLE_CARTS, orders.length);
  const sampled = Array.from(
    { length: count },
    (_, n) => orders[Math.floor((n * orders.length) / count)] as SampleCart,
  );
  const carts = sampled.map((order) => ({
    ...order,
    basket: order.basket.slice(0, Math.max(1, order.basket.length - 1)),
  }));
  return [{ basket: [], orderedAtMs: null, customerId: null }, ...carts];
}

/** Scores by index; good until the model is asked again. */
function scoresBeside(model: StoreModel, { basket, orderedAtMs, customerId }: SampleCart, weights: FeatureWeights) {
  const cart = basket.map((id) => model.items.find(id)).sort((a, b) => a - b);
  const hourOfWeek = orderedAtMs === null ? null : hourOfWeekAt(orderedAtMs, model.zone);
  return model.scorer.score({ cart, hourOfWeek, customerId, nowMs: model.popularity.nowMs }, weights);
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b));
}
