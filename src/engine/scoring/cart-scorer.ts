import { NearestBasketFinder } from '../neighbours/nearest-baskets.ts';
import { candidateItems, DENSE_ITEM_LIMIT, popularCandidates } from './candidate-items.ts';
import { CategoryLogLifts } from './category-log-lifts.ts';
import { type FeaturePlan, planFeatures, planScores, type ScorePlan } from './feature-plan.ts';
import { BASE_FEATURES, CART_FEATURES, FEATURE_VALUES, type FeatureContext } from './feature-values.ts';
import { FEATURES, type FeatureWeights } from './features.ts';
import { gatherContext } from './gather-context.ts';
import { ItemRows } from './item-rows.ts';
import { NeighbourShares } from './neighbour-shares.ts';
import { shrunkShares } from './popularity-prior.ts';
import type { CartQuestion, ScoringSource } from './scoring-source.ts';

const NO_FEATURES = planFeatures([]);
const ALL_FEATURES = planFeatures(FEATURES);

/** What a large menu's candidates are chosen by. */
export interface CandidateChoice {
  /** Indices of the items that may be suggested, ascending. */
  readonly eligible: readonly number[];
  readonly isEligible: (item: number) => boolean;
  /** Items that somebody named, such as those of the owner's rules; -1 is none. */
  readonly named: readonly number[];
}

/** The scores that carts have in common, and what they were made from. */
interface BaseScores {
  readonly usual: Readonly<Float64Array>;
  readonly now: Readonly<Float64Array>;
  readonly weights: FeatureWeights | null;
  readonly hourOfWeek: number | null;
  readonly scores: Float64Array;
  /** The best sellers by these scores, for candidate lists; null until they are asked for. */
  popular: { readonly items: readonly number[]; readonly highest: number } | null;
}

const NOTHING = new Float64Array(0);
const NO_BASE: BaseScores = {
  usual: NOTHING,
  now: NOTHING,
  weights: null,
  hourOfWeek: null,
  scores: NOTHING,
  popular: null,
};

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
  #ease = new Float64Array(0);
  #placeOf = new Int32Array(0);
  #scores = new Float64Array(0);
  #base = NO_BASE;
  #plan: ScorePlan | null = null;

  constructor(source: ScoringSource) {
    this.#source = source;
    this.#categories = new CategoryLogLifts({ categoryIndexes: new Int32Array(0), categoryLift: () => 1 });
  }

  /** Scores of all items, by index; written over by the next question. */
  score(question: CartQuestion, weights: FeatureWeights): Float64Array {
    if (this.#source.version !== this.#version) this.#refresh();
    const scores = this.#scores;
    scores.set(this.#baseOf(question, weights));
    const plan = this.#planOf(question, weights);
    const context = this.#contextOf(question, plan);
    for (const feature of plan.features) FEATURE_VALUES[feature](context, scores, weights[feature]);
    return scores;
  }

  /**
   * Scores of a large menu, by index, of which only some items are judged: all that may be suggested where they are few,
   * else `candidateItems`, each with the score that `score` gives it. The others come after them in the order of what
   * sells, so that no list is short. Written over by the next question.
   */
  scoreCandidates(question: CartQuestion, weights: FeatureWeights, choice: CandidateChoice): Float64Array {
    if (this.#source.version !== this.#version) this.#refresh();
    const base = this.#baseOf(question, weights);
    const plan = this.#planOf(question, weights);
    // Rows of all items would be long, and made anew after every order.
    const context = this.#contextOf(question, { ...plan, rows: false });
    const items = choice.eligible.length <= DENSE_ITEM_LIMIT ? choice.eligible : this.#candidates(context, choice);
    const places = { items, placeOf: this.#placesOf(items) };
    const rows = plan.rows ? question.cart.map((item) => this.#rows.partOf(item, this.#source, places)) : [];
    const gathered = gatherContext(context, { ...places, rows });
    const judged = Float64Array.from(items, (item) => base[item] as number);
    for (const feature of plan.features) FEATURE_VALUES[feature](gathered, judged, weights[feature]);
    return this.#withOthers(items, judged);
  }

  /** All features of all items: feature f of item j at place (start + j) x F + f, F = FEATURES.length. */
  describe(question: CartQuestion, out: Float32Array, { start = 0 }: { start?: number } = {}): void {
    if (this.#source.version !== this.#version) this.#refresh();
    const context = this.#contextOf(question, ALL_FEATURES);
    const values = new Float64Array(this.#scores.length);
    for (const [place, feature] of FEATURES.entries()) {
      values.fill(0);
      if (question.cart.length > 0 || !CART_FEATURES.has(feature)) FEATURE_VALUES[feature](context, values, 1);
      for (let j = 0; j < values.length; j++) out[(start + j) * FEATURES.length + place] = values[j] as number;
    }
  }

  #candidates(context: FeatureContext, { named, isEligible }: CandidateChoice): number[] {
    const companions = context.question.cart.map((item) => this.#rows.companionsOf(item, this.#source).strongest);
    return candidateItems({ context, popular: this.#popularOfBase().items, companions, named, isEligible });
  }

  #placesOf(items: readonly number[]): Int32Array {
    if (this.#placeOf.length !== this.#scores.length) this.#placeOf = new Int32Array(this.#scores.length);
    this.#placeOf.fill(-1);
    for (const [place, item] of items.entries()) this.#placeOf[item] = place;
    return this.#placeOf;
  }

  #popularOfBase() {
    const { scores, popular } = this.#base;
    if (popular !== null) return popular;
    const items = popularCandidates(scores, this.#source.categoryIndexes);
    const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
    this.#base.popular = { items, highest };
    return this.#base.popular;
  }

  /** The judged items with their scores, all others below the least of them, by what sells. */
  #withOthers(items: readonly number[], judged: Float64Array): Float64Array {
    const scores = this.#scores;
    const base = this.#base.scores;
    let least = 0;
    for (const score of judged) least = Math.min(least, score);
    const shift = least - this.#popularOfBase().highest;
    for (let j = 0; j < scores.length; j++) scores[j] = (base[j] as number) + shift;
    for (const [place, item] of items.entries()) scores[item] = judged[place] as number;
    return scores;
  }

  #planOf({ cart }: CartQuestion, weights: FeatureWeights): FeaturePlan {
    if (this.#plan?.weights !== weights) this.#plan = planScores(weights);
    return cart.length > 0 ? this.#plan.beside : this.#plan.alone;
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
    const context = this.#contextOf(question, NO_FEATURES);
    const scores = new Float64Array(this.#scores.length);
    for (const feature of BASE_FEATURES) FEATURE_VALUES[feature](context, scores, weights[feature]);
    this.#base = { usual, now, weights, hourOfWeek, scores, popular: null };
    return scores;
  }

  #contextOf(question: CartQuestion, { rows, ease, similar, same }: FeaturePlan): FeatureContext {
    const source = this.#source;
    const { cart } = question;
    if (cart.length > 0 && (similar || same)) {
      const nearest = this.#finder.find(source.memory, cart);
      const sums = { cartSize: cart.length, itemCount: source.itemCount, similar, same };
      this.#neighbours.fill(source.memory, nearest, sums);
    }
    if (cart.length > 0 && ease) {
      this.#ease.fill(0);
      source.ease?.addScores(cart, this.#ease);
    }
    return {
      source,
      question,
      placeOf: null,
      ease: this.#ease,
      categoryIndexes: source.categoryIndexes,
      roleIndexes: source.roleIndexes,
      rows: rows ? cart.map((item) => this.#rows.rowOf(item, source)) : [],
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
    this.#ease = new Float64Array(itemCount);
    this.#scores = new Float64Array(itemCount);
  }
}
