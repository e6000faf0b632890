import type { Recommendation } from '../recommendation.ts';

/** The words above a list. Each says only what is true of every suggestion in it. */
export function headingFor({ placement, level, slots }: Pick<Recommendation, 'placement' | 'level' | 'slots'>): string {
  const areAll = (type: string): boolean => slots.every((slot) => slot.type === type);
  if (areAll('trending')) return 'Trending Right Now';
  if (areAll('frequently-together')) return 'Frequently Bought Together';
  if (areAll('similar-items')) return 'Similar Items';
  if (areAll('upsell')) return 'Premium Upgrade';
  if (placement === 'cart') return 'Complete Your Order';
  if (placement === 'item') return 'You May Also Like';
  return level === 'personal' ? 'For You' : 'Popular Here';
}
