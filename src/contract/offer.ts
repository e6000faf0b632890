import { z } from 'zod';

/** GET /api/offers/{rec_id}. */
export const offersSchema = z
  .object({
    rec_id: z.string(),
    valid_until: z.string().nullable().describe('Null when nothing was offered, or it holds no more.'),
    offers: z.array(
      z.object({
        item: z.string(),
        percent: z.int(),
        amount_minor: z
          .int()
          .describe(
            'Taken off one unit, in minor units: as it was shown, and at most `percent` of what the item costs now.',
          ),
      }),
    ),
  })
  .describe('What was offered with an answer and still holds.');
export type Offers = z.infer<typeof offersSchema>;

export const offerParams = z.object({ id: z.uuid().describe('The `rec_id` of the answer.') });
