import { hourOfWeekAt } from '../calendar/hour-of-week.ts';
import type { LearningOrder } from '../items.ts';
import type { StoreModel } from '../model/store-model.ts';
import { FEATURES } from '../scoring/features.ts';
import type { ChoiceData } from './conditional-logit.ts';

/** How much is asked. */
export interface HiddenChoiceOptions {
  /** Questions asked at most, spread evenly over the orders. */
  readonly maxQuestions: number;
  /** Numbers in memory at most: questions x items x features. */
  readonly maxNumbers: number;
}

/**
 * Questions with a known answer: of each order with at least two items, every item is hidden once, and the model is asked for
 * it given the rest. Candidates are all items that are not in the rest, with their features as the model has them then.
 *
 * An order that the model holds is taken out while its own items are asked for, and put back: the model is the same
 * afterwards, and never knows an answer.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' })]);
 * const orders = [createOrder({ orderId: 1, basket: [1, 2] })];
 * const data = hideItems(model, orders, { maxQuestions: 10, maxNumbers: 1e6 });
 * [data.taken.length, data.starts[1]] // => [2, 1]
 */
export function hideItems(
  model: StoreModel,
  orders: readonly LearningOrder[],
  { maxQuestions, maxNumbers }: HiddenChoiceOptions,
): ChoiceData {
  const most = Math.min(maxQuestions, Math.floor(maxNumbers / Math.max(1, model.itemCount * FEATURES.length)));
  const questions = spreadEvenly([...questionsOf(model, orders)], most);
  const collector = new ChoiceCollector(model, questions);
  let out: LearningOrder | null = null;
  for (const question of questions) {
    if (question.order !== out) {
      putBack(model, out);
      out = takeOut(model, question.order);
    }
    collector.ask(question);
  }
  putBack(model, out);
  return collector.conclude();
}

/** Takes an order out of the model that holds it; null when it does not. */
function takeOut(model: StoreModel, order: LearningOrder): LearningOrder | null {
  if (!model.log.has(order.orderId)) return null;
  model.apply({ removed: order, added: null });
  return order;
}

function putBack(model: StoreModel, order: LearningOrder | null): void {
  if (order !== null) model.apply({ removed: null, added: order });
}

/** Writes the candidates of one question after the other. */
class ChoiceCollector {
  readonly #model: StoreModel;
  readonly #features: Float32Array;
  readonly #all: Float32Array;
  readonly #starts: Int32Array;
  readonly #taken: Int32Array;
  #asked = 0;
  #row = 0;

  constructor(model: StoreModel, questions: readonly Question[]) {
    const rows = questions.reduce((sum, { cart }) => sum + model.itemCount - cart.length, 0);
    this.#model = model;
    this.#features = new Float32Array(rows * FEATURES.length);
    this.#all = new Float32Array(model.itemCount * FEATURES.length);
    this.#starts = new Int32Array(questions.length + 1);
    this.#taken = new Int32Array(questions.length);
  }

  ask({ cart, hidden, order }: Question): void {
    const { zone, scorer, popularity, itemCount } = this.#model;
    const hourOfWeek = order.orderedAtMs === null ? null : hourOfWeekAt(order.orderedAtMs, zone);
    scorer.describe({ cart, hourOfWeek, customerId: order.customerId, nowMs: popularity.nowMs }, this.#all);
    const [inCart, width] = [new Set(cart), FEATURES.length];
    for (let item = 0; item < itemCount; item++) {
      if (inCart.has(item)) continue;
      if (item === hidden) this.#taken[this.#asked] = this.#row;
      this.#features.set(this.#all.subarray(item * width, (item + 1) * width), this.#row * width);
      this.#row++;
    }
    this.#starts[++this.#asked] = this.#row;
  }

  conclude(): ChoiceData {
    return { featureCount: FEATURES.length, features: this.#features, starts: this.#starts, taken: this.#taken };
  }
}

interface Question {
  readonly cart: readonly number[];
  readonly hidden: number;
  readonly order: LearningOrder;
}

function* questionsOf(model: StoreModel, orders: readonly LearningOrder[]): Generator<Question> {
  for (const order of orders) {
    const basket = order.basket.map((id) => model.items.find(id)).filter((item) => item >= 0);
    if (basket.length < 2) continue;
    basket.sort((a, b) => a - b);
    for (const hidden of basket) yield { cart: basket.filter((item) => item !== hidden), hidden, order };
  }
}

/** At most so many of the entries, evenly spread. */
function spreadEvenly<T>(entries: readonly T[], most: number): T[] {
  if (entries.length <= most) return [...entries];
  return Array.from({ length: most }, (_, n) => entries[Math.floor((n * entries.length) / most)] as T);
}
