import { BASE_FEATURES, CART_FEATURES } from './feature-values.ts';
import { FEATURES, type Feature, type FeatureWeights } from './features.ts';

/** Some features, and what has to be looked up for them. */
export interface FeaturePlan {
  readonly features: readonly Feature[];
  /** Whether they read the rows of the cart's items, the scores of EASE, and each kernel of the similar baskets. */
  readonly rows: boolean;
  readonly ease: boolean;
  readonly similar: boolean;
  readonly same: boolean;
}

/** What scores with given weights take, beyond what all carts have in common. */
export interface ScorePlan {
  readonly weights: FeatureWeights;
  /** Beside a cart. */
  readonly beside: FeaturePlan;
  /** Of an empty cart. */
  readonly alone: FeaturePlan;
}

const ROW_FEATURES: readonly Feature[] = ['liftSum', 'liftMean', 'liftMax', 'companions'];

/**
 * What some features read.
 *
 * @example
 * planFeatures(['liftSum', 'meal']).rows // => true
 * planFeatures(['liftSum', 'meal']).ease // => false
 */
export function planFeatures(features: readonly Feature[]): FeaturePlan {
  return {
    features,
    rows: ROW_FEATURES.some((feature) => features.includes(feature)),
    ease: features.includes('ease'),
    similar: features.includes('similarBaskets'),
    same: features.includes('sameBaskets'),
  };
}

/**
 * The features of weight above 0 beyond the base, of an empty cart and of any other.
 *
 * @example
 * planScores(featureWeights({ hour: 1, meal: 1, personal: 1 })).beside.features // => ["meal", "personal"]
 * planScores(featureWeights({ hour: 1, meal: 1, personal: 1 })).alone.features // => ["personal"]
 */
export function planScores(weights: FeatureWeights): ScorePlan {
  const beside = FEATURES.filter((feature) => weights[feature] > 0 && !BASE_FEATURES.includes(feature));
  const alone = beside.filter((feature) => !CART_FEATURES.has(feature));
  return { weights, beside: planFeatures(beside), alone: planFeatures(alone) };
}
