import { createHash, createHmac } from 'node:crypto';
import { AppError } from '../../contract/error-registry.ts';
import { clearAttempts, countAttempt, uncountAttempt } from '../../storage/queries/sign-in-attempts.ts';
import { findUserByEmail } from '../../storage/queries/users.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Services } from '../services.ts';
import { addressBlock } from './address-block.ts';
import { noteInstallationDeed } from './audit.ts';

/** Attempts within a window that did not succeed: at one account, and from one address at whatever accounts. */
export const MOST_ATTEMPTS = { account: 10, address: 50 } as const;
export const ATTEMPT_WINDOW_MINUTES = 15;

/** An attempt that was counted. */
export interface CountedSignIn {
  /** It succeeded: the account's count begins anew, and the address gets its attempt back. */
  forgive(): Promise<void>;
}

/**
 * Counts an attempt before the password is looked at, in the database, so that all processes count together. An account that
 * nobody has is counted alike.
 *
 * @throws AppError `too_many_attempts`, the same whether or not there is such an account.
 */
export async function countSignIn(
  { context, accounts }: Services,
  { email, address }: { email: string; address: string },
): Promise<CountedSignIn> {
  const buckets = { account: accountBucket(email), address: addressBucket(address, accounts.addressKey) };
  await requireRoom(context, { bucket: buckets.address, most: MOST_ATTEMPTS.address });
  const attempts = await requireRoom(context, { bucket: buckets.account, most: MOST_ATTEMPTS.account });
  if (attempts === MOST_ATTEMPTS.account) await noteBlocked(context, email);
  return {
    forgive: async () => {
      await clearAttempts(context.database.global, buckets.account);
      await uncountAttempt(context.database.global, buckets.address);
    },
  };
}

/** Lets an account be tried again at once. */
export async function clearSignIns(context: ServiceContext, email: string): Promise<void> {
  await clearAttempts(context.database.global, accountBucket(email));
}

async function requireRoom(
  context: ServiceContext,
  { bucket, most }: { bucket: Buffer; most: number },
): Promise<number> {
  const now = context.clock();
  const windowMs = ATTEMPT_WINDOW_MINUTES * 60_000;
  const windowSince = new Date(now.getTime() - windowMs);
  const counted = await countAttempt(context.database.global, { bucket, now, windowSince });
  if (counted.attempts <= most) return counted.attempts;
  const waitSeconds = Math.max(1, Math.ceil((counted.windowStartedAt.getTime() + windowMs - now.getTime()) / 1000));
  throw new AppError('too_many_attempts', {
    detail: `Too many attempts to sign in. Try again in ${Math.ceil(waitSeconds / 60)} minutes.`,
    retryAfterSeconds: waitSeconds,
  });
}

/** The last attempt of a window is written down once, and only for an account that there is. */
async function noteBlocked(context: ServiceContext, email: string): Promise<void> {
  const user = await findUserByEmail(context.database.global, email);
  if (!user) return;
  await noteInstallationDeed(context, context.database.global, {
    actor: { kind: 'user', id: null },
    action: 'sign-in.limit-reached',
    subject: `user ${user.id}`,
  });
}

function accountBucket(email: string): Buffer {
  return createHash('sha256').update(`account ${email}`).digest();
}

/** There are few enough addresses to try them all, so their hash needs a key. */
function addressBucket(address: string, key: Buffer): Buffer {
  return createHmac('sha256', key)
    .update(`address ${addressBlock(address)}`)
    .digest();
}
