import { z } from 'zod';
import { eventBatchSchema } from './event.ts';
import { recommendationQuerySchema, recommendationSchema } from './recommendation.ts';

const MOST_SLOTS = 10;

const { placement, item, types, category, limit, price_cap, exclude } = recommendationQuerySchema.shape;

/** One place of a page. */
const pageSlotSchema = z.strictObject({ placement, item, types, category, limit, price_cap, exclude });

/** The body of POST /api/recommendations/batch: the places of a page, and who looks at it with what in the cart. */
export const recommendationPageSchema = recommendationQuerySchema
  .omit({ placement: true, item: true, types: true, category: true, limit: true, explain: true, key: true })
  .extend({
    ...eventBatchSchema.pick({ automated: true, staff: true }).shape,
    slots: z
      .array(pageSlotSchema)
      .min(1)
      .max(MOST_SLOTS)
      .describe('The places of the page, the most important first: an item goes to the first that wants it.'),
  });
export type RecommendationPage = z.output<typeof recommendationPageSchema>;

/** The answer: one recommendation for each place, in the order of the question. No item is in two of them. */
export const recommendationPageAnswerSchema = z.object({ recommendations: z.array(recommendationSchema) });
export type RecommendationPageAnswer = z.infer<typeof recommendationPageAnswerSchema>;

/** An address with {id} and the like in it: http(s), or a path of the page's own. Nothing that could be a script, no other host by `//`. */
const urlTemplate = z
  .string()
  .max(2000)
  .refine((url) => /^(?:https?:\/\/|\/(?!\/)|[.?#])[^\s"'<>\\]*$/i.test(url), {
    message: 'expected an http(s) address or a path, such as "/cart/add?id={id}"',
  });

/** The query of GET /api/recommendations.html. */
export const fragmentQuerySchema = recommendationQuerySchema.omit({ explain: true }).extend({
  add_url: urlTemplate
    .optional()
    .describe('Where a button adds the item: {id}, {rec_id}, {position} are put in. Without it there is no button.'),
  add_method: z
    .enum(['post', 'get'])
    .default('post')
    .describe('post: a form that also sends id, quantity and rec_id; get: a link.'),
  item_url: urlTemplate.optional().describe('The page of an item: {id} is put in. Without it names are no links.'),
  heading: z.string().max(200).optional().describe('Words above the list; "" = none.'),
  add_label: z.string().max(100).default('Add').describe('Words on the button; {price} is put in.'),
  theme: z.enum(['inherit', 'light', 'dark', 'auto', 'warm']).default('inherit'),
  layout: z.enum(['row', 'list', 'cards']).optional().describe('Left out: list in the cart, row elsewhere.'),
  style: z
    .enum(['link', 'none'])
    .default('link')
    .describe('link: the fragment loads /pairwell.css by itself; none: the page does.'),
});
export type FragmentQuery = z.output<typeof fragmentQuerySchema>;
