import { readHistory } from '../customer/purchase-history.ts';
import { ROLES } from '../items.ts';
import type { CategoryLogLifts } from './category-log-lifts.ts';
import { FEATURES, type Feature } from './features.ts';
import type { ItemRow } from './item-rows.ts';
import type { NeighbourShares } from './neighbour-shares.ts';
import type { CartQuestion, ScoringSource } from './scoring-source.ts';

/** Added to a score of EASE before its logarithm is taken. */
const EASE_FLOOR = 0.01;
const LOG_EASE_FLOOR = Math.log(EASE_FLOOR);
/** Part of popularity in what neighbours say: they never say "never". */
const POPULARITY_FLOOR = 0.1;
const LOG_POPULARITY_FLOOR = Math.log(POPULARITY_FLOOR);
/** Weight of popularity against similar baskets, in baskets equal to the cart. */
const SIMILAR_PRIOR_BASKETS = 0.3;
const OTHER_ROLE = ROLES.indexOf('other');

/** What an item in the cart says of the items that are judged, by place. */
export type RowValues = Pick<ItemRow, 'logLifts' | 'companions'>;

/** What similar baskets say of the items that are judged, by place. */
export type NeighbourValues = Pick<NeighbourShares, 'similar' | 'same' | 'similarTotal' | 'sameTotal'>;

/** What the features of one question are computed from: arrays by place among the items that are judged. */
export interface FeatureContext {
  readonly source: ScoringSource;
  readonly question: CartQuestion;
  /** Place of an item among those that are judged, -1 = it is not; null = all items are, each at its index. */
  readonly placeOf: Int32Array | null;
  /** p_j, the shrunk share of all orders, and its logarithm. */
  readonly shares: Float64Array;
  readonly logShares: Float64Array;
  /** Rows of the cart's items. */
  readonly rows: readonly RowValues[];
  /** Scores of EASE; 0 where it is not asked or takes no part. */
  readonly ease: Float64Array;
  readonly neighbours: NeighbourValues;
  readonly categories: CategoryLogLifts;
  /** Category indices, -1 = none; what lies beyond the end has none. */
  readonly categoryIndexes: Int32Array;
  /** Places of roles in `ROLES`; what lies beyond the end is `other`. */
  readonly roleIndexes: Uint8Array;
  /** A place to work in, as long as the menu. */
  readonly workspace: Float64Array;
}

/** Adds `weight` times one feature of every item that is judged to `scores`, by place. */
export type AddFeature = (context: FeatureContext, scores: Float64Array, weight: number) => void;

/** The formula of each feature. */
export const FEATURE_VALUES: Readonly<Record<Feature, AddFeature>> = {
  popularity: addPopularity,
  recent: addRecent,
  hour: addHour,
  liftSum: addLifts,
  liftMean: (context, scores, weight) => addLifts(context, scores, weight / context.rows.length),
  liftMax: addLiftMax,
  ease: addEase,
  companions: addCompanions,
  similarBaskets: addSimilar,
  sameBaskets: addSame,
  categories: addCategories,
  meal: addMeal,
  personal: addPersonal,
};

/** Features that depend on nothing but the hour. */
export const BASE_FEATURES: readonly Feature[] = ['popularity', 'recent', 'hour'];

/** Features that say nothing of an empty cart: all but those of the hour and of the customer. */
export const CART_FEATURES: ReadonlySet<Feature> = new Set(
  FEATURES.filter((feature) => !BASE_FEATURES.includes(feature) && feature !== 'personal'),
);

/** log p_j */
function addPopularity({ logShares }: FeatureContext, scores: Float64Array, weight: number): void {
  for (let j = 0; j < scores.length; j++) scores[j] = (scores[j] as number) + weight * (logShares[j] as number);
}

/** log of the share of the last 90 days' orders, shrunk to the share of all. */
function addRecent({ source }: FeatureContext, scores: Float64Array, weight: number): void {
  const shares = source.popularity.sharesAt(null);
  for (let j = 0; j < scores.length; j++) scores[j] = (scores[j] as number) + weight * Math.log(shares[j] ?? 1);
}

/** log of the hour's lift. */
function addHour({ source, question }: FeatureContext, scores: Float64Array, weight: number): void {
  if (question.hourOfWeek === null) return;
  const [usual, now] = [source.popularity.sharesAt(null), source.popularity.sharesAt(question.hourOfWeek)];
  for (let j = 0; j < scores.length; j++) {
    scores[j] = (scores[j] as number) + weight * Math.log((now[j] ?? 1) / (usual[j] ?? 1));
  }
}

/** Sum over the cart's items i of log lambda_ij. */
function addLifts({ rows }: FeatureContext, scores: Float64Array, weight: number): void {
  // Two rows in one pass: the scores are read and written half as often.
  for (let n = 0; n + 1 < rows.length; n += 2) {
    const [first, second] = [(rows[n] as RowValues).logLifts, (rows[n + 1] as RowValues).logLifts];
    for (let j = 0; j < scores.length; j++) {
      scores[j] = (scores[j] as number) + weight * (first[j] as number) + weight * (second[j] as number);
    }
  }
  if (rows.length % 2 === 0) return;
  const { logLifts } = rows[rows.length - 1] as RowValues;
  for (let j = 0; j < scores.length; j++) scores[j] = (scores[j] as number) + weight * (logLifts[j] as number);
}

/** The highest log lambda_ij over the cart's items i. */
function addLiftMax({ rows, workspace }: FeatureContext, scores: Float64Array, weight: number): void {
  workspace.fill(-Number.MAX_VALUE, 0, scores.length);
  for (let n = 0; n < rows.length; n += 4) raiseToFour(workspace, { rows, from: n, count: scores.length });
  for (let j = 0; j < scores.length; j++) scores[j] = (scores[j] as number) + weight * (workspace[j] as number);
}

/** Raises each number to the highest of four rows; where fewer are left, the last one stands for those that lack. */
function raiseToFour(
  highest: Float64Array,
  { rows, from, count }: { readonly rows: readonly RowValues[]; readonly from: number; readonly count: number },
): void {
  const rowAt = (n: number) => (rows[Math.min(n, rows.length - 1)] as RowValues).logLifts;
  const [a, b, c, d] = [rowAt(from), rowAt(from + 1), rowAt(from + 2), rowAt(from + 3)];
  for (let j = 0; j < count; j++) {
    const ofTwo = greaterOf(a[j] as number, b[j] as number);
    const ofOthers = greaterOf(c[j] as number, d[j] as number);
    highest[j] = greaterOf(highest[j] as number, greaterOf(ofTwo, ofOthers));
  }
}

/**
 * The greater of two finite numbers, worked out and not decided: which one it is a processor cannot foresee, and it would
 * lose more time by guessing wrong than by two multiplications.
 */
function greaterOf(a: number, b: number): number {
  const isSecond = Number(b > a);
  return a * (1 - isSecond) + b * isSecond;
}

/** log(max(EASE_j, 0) + .01) */
function addEase({ ease }: FeatureContext, scores: Float64Array, weight: number): void {
  for (let j = 0; j < scores.length; j++) {
    const score = ease[j] as number;
    scores[j] = (scores[j] as number) + weight * (score > 0 ? Math.log(score + EASE_FLOOR) : LOG_EASE_FLOOR);
  }
}

/** log(mean over the cart's items i of r_ij + .1 p_j) */
function addCompanions({ rows, shares, workspace }: FeatureContext, scores: Float64Array, weight: number): void {
  workspace.fill(0, 0, scores.length);
  for (const { companions } of rows) {
    for (let j = 0; j < scores.length; j++) workspace[j] = (workspace[j] as number) + (companions[j] as number);
  }
  for (let j = 0; j < scores.length; j++) {
    const share = (workspace[j] as number) / rows.length + POPULARITY_FLOOR * (shares[j] as number);
    scores[j] = (scores[j] as number) + weight * Math.log(share);
  }
}

/** log((similar_j + .3 p_j) / (sum of the neighbours' weights + .3)) */
function addSimilar(context: FeatureContext, scores: Float64Array, weight: number): void {
  const { neighbours, shares, logShares } = context;
  const { similar, similarTotal } = neighbours;
  const logTotal = Math.log(similarTotal + SIMILAR_PRIOR_BASKETS);
  const logUnseen = Math.log(SIMILAR_PRIOR_BASKETS) - logTotal;
  for (let j = 0; j < scores.length; j++) {
    const sum = similar[j] as number;
    const prior = SIMILAR_PRIOR_BASKETS * (shares[j] as number);
    const value = sum === 0 ? (logShares[j] as number) + logUnseen : Math.log(sum + prior) - logTotal;
    scores[j] = (scores[j] as number) + weight * value;
  }
}

/** log(same_j / sum of the neighbours' weights + .1 p_j) */
function addSame({ neighbours, shares, logShares }: FeatureContext, scores: Float64Array, weight: number): void {
  const { same, sameTotal } = neighbours;
  for (let j = 0; j < scores.length; j++) {
    const sum = same[j] as number;
    const floor = POPULARITY_FLOOR * (shares[j] as number);
    const value = sum === 0 ? (logShares[j] as number) + LOG_POPULARITY_FLOOR : Math.log(sum / sameTotal + floor);
    scores[j] = (scores[j] as number) + weight * value;
  }
}

/** Mean over the cart's items i of log lambda of the two categories; 0 where one is not known. */
function addCategories(context: FeatureContext, scores: Float64Array, weight: number): void {
  const { categoryIndexes, categories } = context;
  const count = Math.min(scores.length, categoryIndexes.length);
  // Place 0 is for items without a category.
  const parts = categories.workspace;
  for (let g = 1; g < parts.length; g++) parts[g] = weight * meanCategoryLift(context, g - 1);
  for (let j = 0; j < count; j++) {
    scores[j] = (scores[j] as number) + (parts[(categoryIndexes[j] as number) + 1] as number);
  }
}

function meanCategoryLift({ source, question, categories }: FeatureContext, category: number): number {
  const { cart } = question;
  let sum = 0;
  for (const item of cart) {
    const other = source.categoryOf(item);
    if (other >= 0) sum += categories.between(other, category);
  }
  return sum / cart.length;
}

/** log of how much likelier than usual the item's role is beside the roles of the cart. */
function addMeal({ source, question, roleIndexes }: FeatureContext, scores: Float64Array, weight: number): void {
  const lifts = source.meals.logLifts(question.cart);
  const known = Math.min(scores.length, roleIndexes.length);
  for (let j = 0; j < known; j++) {
    scores[j] = (scores[j] as number) + weight * (lifts[roleIndexes[j] as number] as number);
  }
  const other = weight * (lifts[OTHER_ROLE] as number);
  for (let j = known; j < scores.length; j++) scores[j] = (scores[j] as number) + other;
}

/** log(1 + h_uj / p_j): the customer's habit of the item against its popularity; 0 for what was never bought. */
function addPersonal(context: FeatureContext, scores: Float64Array, weight: number): void {
  const { source, question, shares, placeOf } = context;
  if (question.customerId === null) return;
  const { habit, orders } = readHistory(source.log, question.customerId, { nowMs: question.nowMs });
  for (const [item, strength] of habit) {
    const place = placeOf === null ? item : (placeOf[item] as number);
    if (place < 0) continue;
    const value = Math.log(1 + strength / (orders + 1) / (shares[place] as number));
    scores[place] = (scores[place] as number) + weight * value;
  }
}
