import { FEATURES, type Feature, type FeatureWeights } from './features.ts';

/** Features that speak of the guest, the hour or of what sells: they keep their weight. */
const KEPT: readonly Feature[] = ['popularity', 'recent', 'hour', 'personal'];
/** Features that hold popularity themselves: log p_j but for a constant where nothing else is known. */
const POPULARITY_INSIDE: readonly Feature[] = ['companions', 'similarBaskets', 'sameBaskets'];

/** Share of what the cart says that is given up, and the orders up to which it is, and from which on nothing is. */
const HEDGE_SHARE = 0.3;
const FULL_HEDGE_ORDERS = 200;
const NO_HEDGE_ORDERS = 1000;

/**
 * The share of what the cart says that a store with few orders gives up: .3 up to 200 orders, 0 from 1000 on, between
 * them in proportion to the logarithm.
 *
 * Generated stores, which taught the fleet's weights, stay as they are; in a real one the first orders say less of the
 * later ones. Of 0, .1, ... .6 the share was chosen on windows of 10, 50 and 200 orders of the learning parts of six
 * histories, asked about later orders of these parts.
 *
 * @param orders - counted orders of the store, 0 or more.
 * @example
 * hedgeShare(50) // => 0.3
 * hedgeShare(1000) // => 0
 */
export function hedgeShare(orders: number): number {
  const past = Math.log(Math.max(orders, FULL_HEDGE_ORDERS) / FULL_HEDGE_ORDERS);
  return HEDGE_SHARE * Math.max(0, 1 - past / Math.log(NO_HEDGE_ORDERS / FULL_HEDGE_ORDERS));
}

/**
 * Weights that listen less to the cart and more to what sells: every feature of the cart loses the share, and popularity
 * gains what it loses in the features that hold it.
 *
 * @param share - 0 (nothing changes) to 1 (popularity alone).
 * @example
 * hedgeWeights(featureWeights({ popularity: 0.2, similarBaskets: 1, liftSum: 0.5 }), 0.5).popularity // => 0.7
 * hedgeWeights(featureWeights({ popularity: 0.2, similarBaskets: 1, liftSum: 0.5 }), 0.5).liftSum // => 0.25
 */
export function hedgeWeights(weights: FeatureWeights, share: number): FeatureWeights {
  const inside = POPULARITY_INSIDE.reduce((sum, feature) => sum + weights[feature], 0);
  const hedged = FEATURES.map((feature) => [
    feature,
    KEPT.includes(feature) ? weights[feature] : weights[feature] * (1 - share),
  ]);
  return { ...(Object.fromEntries(hedged) as FeatureWeights), popularity: weights.popularity + share * inside };
}
