import { z } from 'zod';
import { displayName } from './catalog.ts';

/** What a person may be in a store. */
export const storeRoleSchema = z
  .enum(['owner', 'staff'])
  .describe(
    '`owner`: everything of the store. `staff`: reads, changes availability and rules, and moves orders of the pages on.',
  );
export type StoreRole = z.infer<typeof storeRoleSchema>;

/** The roles, lowest first. An operator is one for the whole installation. */
export const roleSchema = z.enum(['staff', 'owner', 'operator']);
export type Role = z.infer<typeof roleSchema>;

/** An e-mail address, in small letters and without blanks around it: one person has one account. */
export const emailAddress = z
  .string()
  .max(254)
  .trim()
  .toLowerCase()
  .regex(z.regexes.email, 'expected an e-mail address such as anna@example.org');

/** A password as it is sent; whether it is good enough is decided when it is set. */
const passwordText = z.string().min(1).max(1000);
const linkToken = z.string().min(1).max(200).describe('The `token` of the link.');
const personName = displayName.refine((name) => name.length <= 100, { message: 'at most 100 characters' });

/** POST /api/session */
export const signInSchema = z.strictObject({ email: emailAddress, password: passwordText });
export type SignIn = z.infer<typeof signInSchema>;

/** POST /api/first-admin */
export const firstAdminSchema = z.strictObject({
  token: linkToken,
  name: personName,
  email: emailAddress,
  password: passwordText,
});
export type FirstAdmin = z.infer<typeof firstAdminSchema>;

/** POST /api/invitations/accept */
export const acceptInvitationSchema = z.strictObject({
  token: linkToken,
  name: personName.optional().describe('For a new account; left out where there is one already.'),
  password: passwordText.describe('Of the account that there is, or for the new one.'),
});
export type AcceptInvitation = z.infer<typeof acceptInvitationSchema>;

/** POST /api/password */
export const passwordChangeSchema = z.strictObject({ current: passwordText, next: passwordText });
export type PasswordChange = z.infer<typeof passwordChangeSchema>;

/** Who is signed in, and what may be opened. */
export const signedInSchema = z
  .object({
    user: z.object({ id: z.int(), name: z.string(), email: z.string(), operator: z.boolean() }),
    stores: z.array(z.object({ id: z.int(), slug: z.string(), name: z.string(), role: roleSchema })),
    csrf: z.string().describe('Send it as the header `Pairwell-Csrf` with every request that changes something.'),
    expires_at: z.string(),
  })
  .describe('Who is signed in.');
export type SignedInAnswer = z.infer<typeof signedInSchema>;

/** One place where somebody is signed in. */
export const sessionSchema = z.object({
  id: z.int(),
  created_at: z.string(),
  last_seen_at: z.string(),
  expires_at: z.string(),
  current: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;

/** A person of the store. */
export const memberSchema = z.object({
  id: z.int(),
  name: z.string(),
  email: z.string(),
  role: storeRoleSchema,
  since: z.string(),
});
export type Member = z.infer<typeof memberSchema>;

/** POST /api/users and POST /api/invitations */
export const memberInputSchema = z.strictObject({ email: emailAddress, role: storeRoleSchema });
export type MemberInput = z.infer<typeof memberInputSchema>;

/** PATCH /api/users/{id} */
export const memberPatchSchema = z.strictObject({ role: storeRoleSchema });

/** An invitation that waits. */
export const invitationSchema = z.object({
  id: z.int(),
  email: z.string(),
  role: storeRoleSchema,
  created_at: z.string(),
  expires_at: z.string(),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** An invitation as it is shown to whoever made it: its link is shown this once. */
export const newInvitationSchema = invitationSchema.extend({
  token: z.string(),
  link: z.string().describe('Give it to the person: it works once.'),
});

/** A key as it is listed. */
export const keySchema = z.object({
  id: z.int(),
  kind: z.enum(['secret', 'publishable']),
  hint: z.string().describe('Its beginning.'),
  label: z.string(),
  origins: z.array(z.string()).describe('Pages that may use it; none = any, "self" = those that Pairwell serves.'),
  created_at: z.string(),
  revoked_at: z.string().nullable(),
});
export type Key = z.infer<typeof keySchema>;

const origin = z
  .string()
  .max(300)
  .regex(
    /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/,
    'expected an origin such as https://shop.example',
  );

/** POST /api/keys */
export const keyInputSchema = z.strictObject({
  kind: z.enum(['secret', 'publishable']),
  label: displayName,
  origins: z.array(origin).max(50).default([]).describe('Pages that may use a publishable key; none = any.'),
});

/** A new key: it is shown this once. */
export const newKeySchema = keySchema.extend({ key: z.string() });

/** Something that somebody did. */
export const auditEntrySchema = z.object({
  id: z.int(),
  at: z.string(),
  actor: z.object({
    kind: z
      .enum(['user', 'key', 'command-line', 'pairwell'])
      .describe('pairwell: by itself, such as a test that is paused.'),
    id: z.int().nullable().describe('Number of the person or the key.'),
    name: z
      .string()
      .nullable()
      .describe('Null for keys, the command line, Pairwell itself and accounts that are gone.'),
    email: z.string().nullable(),
  }),
  action: z.string().describe('Such as `key.created`, or the route that was called.'),
  subject: z.string().nullable().describe('What it was done to, such as an item’s id.'),
  changes: z
    .record(z.string(), z.object({ before: z.unknown(), after: z.unknown() }))
    .describe('Of each field that was changed: what it was and what it is; null: there was or is nothing.'),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
