import { z } from 'zod';

/** RFC 9457 problem document with our `code`, `hint` and field errors. */
export const problemSchema = z
  .object({
    type: z.string().describe('Address of the page that explains the code.'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().describe('The request id.'),
    code: z.string(),
    hint: z.string(),
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
  })
  .describe('What went wrong, where, and what to do.');
export type Problem = z.infer<typeof problemSchema>;
