import type { recommendationTypes } from '../../contract/recommendation.ts';

/** How a type of recommendation is called on a page; `unknown` = its answer is forgotten or was never written. */
export const TYPE_LABELS = {
  'frequently-together': 'Bought Together',
  'category-popular': 'Popular in Category',
  complement: 'Complete Your Meal',
  trending: 'Trending Now',
  personalized: 'For You',
  upsell: 'Premium Upgrade',
  'similar-items': 'Similar Items',
  unknown: 'Other',
} as const satisfies Record<(typeof recommendationTypes)[number] | 'unknown', string>;

/** A type as it was kept; what is none of ours is unknown. */
export function typeNamed(name: string): keyof typeof TYPE_LABELS {
  return name in TYPE_LABELS ? (name as keyof typeof TYPE_LABELS) : 'unknown';
}
