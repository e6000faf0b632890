import type { FirstAdmin } from '../../contract/accounts.ts';
import { AppError } from '../../contract/error-registry.ts';
import { hasNoUser, insertUser, replaceFirstAdminLink, takeFirstAdminLink } from '../../storage/queries/users.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Services } from '../services.ts';
import { noteInstallationDeed } from './audit.ts';
import { requireGoodPassword } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { type StartedSession, startSession } from './sessions.ts';
import { createToken, hashToken } from './tokens.ts';

/** The link of the first operator works so long, and until the next start. */
export const FIRST_ADMIN_HOURS = 24;

/** A new token for the first operator in the place of the last one; null when somebody has an account already. */
export async function renewFirstAdminToken(context: ServiceContext): Promise<string | null> {
  const now = context.clock();
  const token = createToken();
  const expiresAt = new Date(now.getTime() + FIRST_ADMIN_HOURS * 3_600_000);
  return context.database.inTransaction(async (handle) => {
    if (!(await hasNoUser(handle))) return null;
    await replaceFirstAdminLink(handle, { token_hash: hashToken(token), created_at: now, expires_at: expiresAt });
    return token;
  });
}

/**
 * Makes the first account, an operator, and signs it in. The link is used up.
 *
 * @throws AppError `link_not_valid` when it is unknown, used or expired, or somebody has an account; `weak_password`.
 */
export async function redeemFirstAdminLink(
  { context, accounts }: Services,
  { token, name, email, password }: FirstAdmin,
): Promise<StartedSession> {
  requireGoodPassword(password, { email, name });
  const passwordHash = await hashPassword(password, accounts.passwordCost);
  const now = context.clock();
  return context.database.inTransaction(async (handle) => {
    const taken = await takeFirstAdminLink(handle, { tokenHash: hashToken(token), now });
    if (!taken || !(await hasNoUser(handle))) throw linkNotValid();
    const user = await insertUser(handle, {
      email,
      name,
      password_hash: passwordHash,
      operator: true,
      created_at: now,
    });
    if (!user) throw linkNotValid();
    const deed = { action: 'user.added', subject: `user ${user.id}`, details: { operator: true } };
    await noteInstallationDeed(context, handle, { actor: { kind: 'user', id: user.id }, ...deed });
    return startSession(context, handle, { userId: user.id });
  });
}

/** One answer for links that are unknown, used, withdrawn or expired. */
export function linkNotValid(): AppError {
  return new AppError('link_not_valid', { detail: 'This link was used already, has expired, or never worked.' });
}
