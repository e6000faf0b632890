import type { Recommendation } from '../../contract/recommendation.ts';
import type { RecommendationPage } from '../../contract/recommendation-page.ts';
import type { Services } from '../services.ts';
import { type RecommendOptions, recommendItems } from './recommend.ts';

/**
 * Answers all places of a page, one after another: what a place shows is left out of those after it. Each answer is
 * noted as served on its own, with a rec_id of its own.
 */
export async function recommendPage(
  services: Services,
  storeId: number,
  { page, options }: { page: RecommendationPage; options: RecommendOptions },
): Promise<Recommendation[]> {
  const { slots, ...asked } = page;
  const answers: Recommendation[] = [];
  for (const slot of slots) {
    const shown = answers.flatMap((answer) => answer.slots.map(({ item }) => item.id));
    const exclude = [...new Set([...asked.exclude, ...slot.exclude, ...shown])];
    // What a place leaves open holds for the whole page, such as a cap on prices.
    const priceCap = slot.price_cap ?? asked.price_cap;
    const query = { ...asked, ...slot, price_cap: priceCap, exclude, explain: false };
    answers.push(await recommendItems(services, storeId, { query, options }));
  }
  return answers;
}
