import type { AcceptInvitation, Invitation, MemberInput } from '../../contract/accounts.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { StoreScope } from '../../storage/database.ts';
import {
  deleteInvitation,
  deleteOldInvitations,
  findInvitation,
  findRole,
  type InvitationRow,
  insertInvitation,
  listInvitationRows,
  putMembership,
  takeInvitation,
} from '../../storage/queries/members.ts';
import { deleteSessionsOf } from '../../storage/queries/sessions.ts';
import { findUserByEmail, insertUser } from '../../storage/queries/users.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Services } from '../services.ts';
import { noteDeed } from './audit.ts';
import type { Actor } from './caller.ts';
import { linkNotValid } from './first-admin.ts';
import { requireGoodPassword } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { type StartedSession, startSession } from './sessions.ts';
import { requirePassword, type SignInOrigin } from './sign-in.ts';
import { createToken, hashToken } from './tokens.ts';

/** An invitation works so long. */
export const INVITATION_DAYS = 7;

const DAY_MS = 24 * 3_600_000;
/** The store's number stands in the token, so that it is looked for within its store. */
const TOKEN_FORMAT = /^inv_([1-9]\d{0,14})_([A-Za-z0-9_-]{43})$/;

/** Invites a person. An earlier invitation of the store to the same address ends. The token is shown this once. */
export async function invite(
  context: ServiceContext,
  storeId: number,
  { email, role, actor }: MemberInput & { actor: Actor },
): Promise<{ token: string; invitation: Invitation }> {
  const now = context.clock();
  const token = `inv_${storeId}_${createToken()}`;
  const expiresAt = new Date(now.getTime() + INVITATION_DAYS * DAY_MS);
  const row = await context.database.forStore(storeId, async (scope) => {
    await deleteOldInvitations(scope, { email, now });
    const made = {
      store_id: storeId,
      token_hash: hashToken(token),
      email,
      role,
      created_at: now,
      expires_at: expiresAt,
    };
    const inserted = await insertInvitation(scope, made);
    const deed = { action: 'invitation.made', subject: `invitation ${inserted.id}`, details: { role } };
    await noteDeed(context, scope, { actor, ...deed });
    return inserted;
  });
  return { token, invitation: toInvitation(row) };
}

/** Invitations that nobody has used yet. */
export async function listInvitations(context: ServiceContext, storeId: number): Promise<Invitation[]> {
  const rows = await context.database.forStore(storeId, (scope) => listInvitationRows(scope, context.clock()));
  return rows.map(toInvitation);
}

/** Takes an invitation back. @throws AppError `not_found`. */
export async function withdrawInvitation(
  context: ServiceContext,
  storeId: number,
  { id, actor }: { id: number; actor: Actor },
): Promise<void> {
  await context.database.forStore(storeId, async (scope) => {
    if (!(await deleteInvitation(scope, id))) {
      const hint = 'GET /api/invitations lists those that wait.';
      throw new AppError('not_found', { detail: `There is no invitation number ${id}.`, hint });
    }
    await noteDeed(context, scope, { actor, action: 'invitation.withdrawn', subject: `invitation ${id}` });
  });
}

/**
 * Accepts an invitation: makes the account, or takes the one that the address has, whose password must be right. Signs in.
 *
 * @throws AppError `link_not_valid`, `weak_password`, `wrong_credentials`, `too_many_attempts`.
 */
export async function acceptInvitation(
  services: Services,
  { token, name, password }: AcceptInvitation,
  origin: SignInOrigin,
): Promise<StartedSession> {
  const { context } = services;
  const storeId = Number(TOKEN_FORMAT.exec(token)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(storeId)) throw linkNotValid();
  const link = { tokenHash: hashToken(token), now: context.clock() };
  const found = await context.database.forStore(storeId, (scope) => findInvitation(scope, link));
  if (!found) throw linkNotValid();
  const person = { email: found.email, name, password, address: origin.address };
  const account = await openAccount(services, person);
  return context.database.forStore(storeId, async (scope) => {
    const invitation = await takeInvitation(scope, link);
    if (!invitation) throw linkNotValid();
    const userId = await join(context, scope, { invitation, account });
    return startSession(context, scope.tx, { userId, replaces: origin.replaces ?? null });
  });
}

/** The account that is there, after its password was checked, or what a new one will be. */
type Account = { readonly userId: number } | { readonly email: string; readonly name: string; readonly hash: string };

async function openAccount(
  services: Services,
  { email, name, password, address }: { email: string; name: string | undefined; password: string; address: string },
): Promise<Account> {
  const known = await findUserByEmail(services.context.database.global, email);
  if (known) return { userId: (await requirePassword(services, { email, password, address })).id };
  if (name === undefined) {
    const errors = [{ pointer: '/name', message: 'expected a name for the new account' }];
    throw new AppError('invalid_request', { detail: 'In the body, /name: a new account needs a name.', errors });
  }
  requireGoodPassword(password, { email, name });
  return { email, name, hash: await hashPassword(password, services.accounts.passwordCost) };
}

async function join(
  context: ServiceContext,
  scope: StoreScope,
  { invitation, account }: { invitation: InvitationRow; account: Account },
): Promise<number> {
  const now = context.clock();
  const userId = 'userId' in account ? account.userId : await addAccount(scope, { account, now });
  // An invitation never takes away what a person may do already.
  const role = (await findRole(scope, userId)) === 'owner' ? 'owner' : invitation.role;
  await putMembership(scope, { store_id: scope.storeId, user_id: userId, role, created_at: now });
  await deleteSessionsOf(scope.tx, userId);
  const deed = { action: 'invitation.accepted', subject: `invitation ${invitation.id}`, details: { role } };
  await noteDeed(context, scope, { actor: { kind: 'user', id: userId }, ...deed });
  return userId;
}

async function addAccount(
  { tx }: StoreScope,
  { account, now }: { account: Exclude<Account, { userId: number }>; now: Date },
): Promise<number> {
  const { email, name, hash } = account;
  const added = await insertUser(tx, { email, name, password_hash: hash, created_at: now });
  // Somebody with this address was faster by a moment: the invitation stays, and the second try asks for the password.
  if (!added) throw new AppError('wrong_credentials', { detail: 'There is an account with this e-mail address now.' });
  return added.id;
}

function toInvitation(row: InvitationRow): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  };
}
