import { NearestBasketFinder } from '../neighbours/nearest-baskets.ts';
import { CategoryLogLifts } from './category-log-lifts.ts';
import { BASE_FEATURES, CART_FEATURES, FEATURE_VALUES, type FeatureContext } from './feature-values.ts';
import { FEATURES, type Feature, type FeatureWeights } from './features.ts';
import { ItemRows } from './item-rows.ts';
import { NeighbourShares } from './neighbour-shares.ts';
import { shrunkShares } from './popularity-prior.ts';
import type { CartQuestion, ScoringSource } from './scoring-source.ts';

const ROW_FEATURES: readonly Feature[] = ['liftSum', 'liftMean', 'liftMax', 'companions'];

/** The scores that carts have in common, and what they were made from. */
interface BaseScores {
  readonly usual: Readonly<Float64Array>;
  readonly now: Readonly<Float64Array>;
  readonly weights: FeatureWeights | null;
  readonly hourOfWeek: number | null;
  readonly scores: Float64Array;
}

const NOTHING = new Float64Array(0);
/** The features of weight above 0 beyond the base, of an empty cart and of any other. */
interface ScorePlan {
  readonly weights: FeatureWeights | null;
  readonly beside: readonly Feature[];
  readonly alone: readonly Feature[];
}

const NO_PLAN: ScorePlan = { weights: null, beside: [], alone: [] };
const NO_BASE: BaseScores = { usual: NOTHING, now: NOTHING, weights: null, hourOfWeek: null, scores: NOTHING };

/**
 * Judges every item beside a cart by the weighted sum of its features, the log-linear model
 *
 *   s_j = sum over features f of w_f x f_j(S, t, u),      P(j | S) = exp(s_j) / sum over allowed items k of exp(s_k)
 *
 * Learning the weights and serving read the same numbers from here. The arrays are kept and written over by the next
 * question; nothing is rounded.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' })]);
 * model.apply({ removed: null, added: createOrder({ orderId: 1, basket: [2] }) });
 * const question = { cart: [], hourOfWeek: null, customerId: null, nowMs: 0 };
 * const scores = new CartScorer(model).score(question, featureWeights({ popularity: 1 }));
 * // log(1/3) and log(2/3)
 * [...scores] // => [-1.09861, -0.405465]
 */
export class CartScorer {
  readonly #source: ScoringSource;
  readonly #rows = new ItemRows();
  readonly #finder = new NearestBasketFinder();
  readonly #neighbours = new NeighbourShares();
  #version = -1;
  #shares: Float64Array = new Float64Array(0);
  #logShares: Float64Array = new Float64Array(0);
  #categories: CategoryLogLifts;
  #workspace = new Float64Array(0);
  #scores = new Float64Array(0);
  #base = NO_BASE;
  #plan = NO_PLAN;

  constructor(source: ScoringSource) {
    this.#source = source;
    this.#categories = new CategoryLogLifts({ categoryIndexes: new Int32Array(0), categoryLift: () => 1 });
  }

  /** Scores of all items, by index; written over by the next question. */
  score(question: CartQuestion, weights: FeatureWeights): Float64Array {
    if (this.#source.version !== this.#version) this.#refresh();
    const scores = this.#scores;
    scores.set(this.#baseOf(question, weights));
    const features = question.cart.length > 0 ? this.#planOf(weights).beside : this.#planOf(weights).alone;
    const context = this.#contextOf(question, features);
    for (const feature of features) FEATURE_VALUES[feature](context, scores, weights[feature]);
    return scores;
  }

  /** All features of all items: feature f of item j at place (start + j) x F + f, F = FEATURES.length. */
  describe(question: CartQuestion, out: Float32Array, { start = 0 }: { start?: number } = {}): void {
    if (this.#source.version !== this.#version) this.#refresh();
    const context = this.#contextOf(question, FEATURES);
    const values = new Float64Array(this.#scores.length);
    for (const [place, feature] of FEATURES.entries()) {
      values.fill(0);
      if (question.cart.length > 0 || !CART_FEATURES.has(feature)) FEATURE_VALUES[feature](context, values, 1);
      for (let j = 0; j < values.length; j++) out[(start + j) * FEATURES.length + place] = values[j] as number;
    }
  }

  #planOf(weights: FeatureWeights): ScorePlan {
    if (this.#plan.weights === weights) return this.#plan;
    const beside = FEATURES.filter((feature) => weights[feature] > 0 && !BASE_FEATURES.includes(feature));
    this.#plan = { weights, beside, alone: beside.filter((feature) => !CART_FEATURES.has(feature)) };
    return this.#plan;
  }

  /** The part of the scores that carts have in common, kept for as long as nothing that it depends on changes. */
  #baseOf(question: CartQuestion, weights: FeatureWeights): Float64Array {
    const { popularity } = this.#source;
    const { hourOfWeek } = question;
    const [usual, now] = [popularity.sharesAt(null), popularity.sharesAt(hourOfWeek)];
    const kept = this.#base;
    if (kept.usual === usual && kept.now === now && kept.weights === weights && kept.hourOfWeek === hourOfWeek) {
      return kept.scores;
    }
    const context = this.#contextOf(question, []);
    const scores = new Float64Array(this.#scores.length);
    for (const feature of BASE_FEATURES) FEATURE_VALUES[feature](context, scores, weights[feature]);
    this.#base = { usual, now, weights, hourOfWeek, scores };
    return scores;
  }

  #contextOf(question: CartQuestion, features: readonly Feature[]): FeatureContext {
    const source = this.#source;
    const { cart } = question;
    const similar = features.includes('similarBaskets');
    const same = features.includes('sameBaskets');
    if (cart.length > 0 && (similar || same)) {
      const nearest = this.#finder.find(source.memory, cart);
      const sums = { cartSize: cart.length, itemCount: source.itemCount, similar, same };
      this.#neighbours.fill(source.memory, nearest, sums);
    }
    const needsRows = ROW_FEATURES.some((feature) => features.includes(feature));
    return {
      source,
      question,
      rows: needsRows ? cart.map((item) => this.#rows.rowOf(item, source)) : [],
      shares: this.#shares,
      logShares: this.#logShares,
      neighbours: this.#neighbours,
      categories: this.#categories,
      workspace: this.#workspace,
    };
  }

  #refresh(): void {
    const { version, itemCount, popularity } = this.#source;
    this.#version = version;
    this.#rows.clear();
    this.#shares = shrunkShares({
      itemCount,
      orders: popularity.orders,
      ordersWith: (item) => popularity.ordersWith(item),
      categoryOf: (item) => this.#source.categoryOf(item),
      donorShareOf: (item) => this.#source.donorShareOf(item),
    });
    this.#logShares = this.#shares.map(Math.log);
    this.#categories = new CategoryLogLifts(this.#source);
    this.#base = NO_BASE;
    if (this.#scores.length === itemCount) return;
    this.#workspace = new Float64Array(itemCount);
    this.#scores = new Float64Array(itemCount);
  }
}
