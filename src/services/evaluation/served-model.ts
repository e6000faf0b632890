import type { EvaluatedModel } from '../../engine/evaluation/evaluated-model.ts';
import { createRequest } from '../../engine/ranking/create-request.ts';
import { recommend } from '../../engine/ranking/recommend.ts';
import type { LearnedHistory } from './evaluation-history.ts';

/** Places of the page that is asked for: HR@10 needs ten. */
const PAGE_LENGTH = 10;

/**
 * What the running engine answers in the cart with a store's defaults: rules, variety and quota applied, as a score by
 * place; what is not on the page is not listed.
 */
export function servedModel({ model, itemCount }: LearnedHistory): EvaluatedModel {
  const scores = new Float64Array(itemCount);
  const nowMs = model.popularity.nowMs;
  return {
    name: 'served',
    score: ({ context, orderedAtMs, customerId }) => {
      const { slots } = recommend(
        model,
        createRequest({
          placement: 'cart',
          cart: context.map((item) => model.items.idAt(item)),
          customerId,
          nowMs,
          hourAtMs: orderedAtMs,
          limit: PAGE_LENGTH,
        }),
      );
      scores.fill(Number.NEGATIVE_INFINITY);
      for (const [place, { item }] of slots.entries()) scores[item] = slots.length - place;
      return scores;
    },
  };
}
