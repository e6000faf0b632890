import type { PasswordChange, SignIn } from '../../contract/accounts.ts';
import { AppError } from '../../contract/error-registry.ts';
import { deleteSessionsOf } from '../../storage/queries/sessions.ts';
import { findUserByEmail, type UserRow, updateUser } from '../../storage/queries/users.ts';
import type { Services } from '../services.ts';
import { noteInstallationDeed } from './audit.ts';
import { requireGoodPassword } from './password-rules.ts';
import { checkPassword, hashPassword, isOutdated } from './passwords.ts';
import { type SignedIn, type StartedSession, startSession } from './sessions.ts';
import { countSignIn } from './sign-in-limit.ts';

/** Where an attempt comes from. */
export interface SignInOrigin {
  /** Address of the network; it is hashed before it is counted. */
  readonly address: string;
  /** Token of the session that the browser had until now: it ends. */
  readonly replaces?: string | null;
}

/**
 * Signs a person in with a new session.
 *
 * @throws AppError `wrong_credentials`, the same for an account that there is not; `too_many_attempts`.
 */
export async function signIn(
  services: Services,
  { email, password }: SignIn,
  origin: SignInOrigin,
): Promise<StartedSession> {
  const user = await requirePassword(services, { email, password, address: origin.address });
  const outdated = isOutdated(user.password_hash, services.accounts.passwordCost);
  const renewed = outdated ? await hashPassword(password, services.accounts.passwordCost) : null;
  return services.context.database.inTransaction(async (handle) => {
    if (renewed !== null) await updateUser(handle, user.id, { password_hash: renewed });
    return startSession(services.context, handle, { userId: user.id, replaces: origin.replaces ?? null });
  });
}

/**
 * The account with this e-mail address and password. Counts the attempt.
 *
 * @throws AppError `wrong_credentials`, `too_many_attempts`.
 */
export async function requirePassword(
  services: Services,
  { email, password, address }: SignIn & { address: string },
): Promise<UserRow> {
  const attempt = await countSignIn(services, { email, address });
  const user = await findUserByEmail(services.context.database.global, email);
  const passwordHash = user?.password_hash ?? null;
  const good = await checkPassword({ passwordHash, password }, services.accounts.passwordCost);
  if (user === null || !good) {
    throw new AppError('wrong_credentials', { detail: 'There is no account with this e-mail address and password.' });
  }
  await attempt.forgive();
  return user;
}

/**
 * Changes the password of who is signed in. Every session of the person ends, and this browser gets a new one.
 *
 * @throws AppError `wrong_credentials` when the current password is wrong, `weak_password`, `too_many_attempts`.
 */
export async function changePassword(
  services: Services,
  signedIn: SignedIn,
  { current, next, address }: PasswordChange & { address: string },
): Promise<StartedSession> {
  const { email, name, userId } = signedIn;
  requireGoodPassword(next, { email, name });
  await requirePassword(services, { email, password: current, address });
  const passwordHash = await hashPassword(next, services.accounts.passwordCost);
  const { context } = services;
  return context.database.inTransaction(async (handle) => {
    await updateUser(handle, userId, { password_hash: passwordHash });
    await deleteSessionsOf(handle, userId);
    await noteInstallationDeed(context, handle, { actor: { kind: 'user', id: userId }, action: 'password.changed' });
    return startSession(context, handle, { userId });
  });
}
