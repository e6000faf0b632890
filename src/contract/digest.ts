import { z } from 'zod';

/** The weekly mail of a store, to the person who is signed in. */
export const digestSubscriptionSchema = z
  .object({
    member: z.boolean().describe('False for an operator who does not belong to the store: such a person gets no mail.'),
    subscribed: z.boolean(),
    mail_server: z.boolean().describe('False: no mail server is set, and nothing is sent to anybody.'),
  })
  .describe('The weekly mail.');
export type DigestSubscription = z.infer<typeof digestSubscriptionSchema>;

/** PUT /api/digest/subscription */
export const digestSubscriptionChangeSchema = z.strictObject({ subscribed: z.boolean() });

/** A mail as it would leave now. */
export const digestPreviewSchema = z.object({
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  week: z.string(),
});
export type DigestPreview = z.infer<typeof digestPreviewSchema>;
