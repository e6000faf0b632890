import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Role, Session, SignedInAnswer } from '../../contract/accounts.ts';
import type { GlobalHandle } from '../../storage/database.ts';
import { listMemberships } from '../../storage/queries/members.ts';
import {
  deleteSession,
  deleteSessionOfToken,
  deleteSessionsOf,
  deleteStaleSessions,
  findSession,
  insertSession,
  listSessionRows,
  touchSession,
} from '../../storage/queries/sessions.ts';
import { listAllStores } from '../catalog/stores.ts';
import type { ServiceContext } from '../service-context.ts';
import { noteInstallationDeed } from './audit.ts';
import { createToken, hashToken, isToken } from './tokens.ts';

/** A session that was not used for so long has ended. */
export const SESSION_IDLE_DAYS = 7;
/** A session ends after so long, however much it is used. */
export const SESSION_DAYS = 30;

const DAY_MS = 24 * 3_600_000;
/** The time of the last use is written at most once in a minute: reading stays cheap. */
const TOUCH_MS = 60_000;

/** A session as its browser gets it: the token is known there and nowhere else. */
export interface StartedSession {
  readonly token: string;
  readonly sessionId: number;
  readonly userId: number;
  readonly expiresAt: Date;
}

/** Who is signed in. */
export interface SignedIn {
  readonly token: string;
  readonly sessionId: number;
  readonly userId: number;
  readonly email: string;
  readonly name: string;
  readonly operator: boolean;
  readonly expiresAt: Date;
}

/**
 * Begins a session with a new token, and ends the one that the browser had: a token from before signing in is worth nothing
 * after it.
 */
export async function startSession(
  context: ServiceContext,
  handle: GlobalHandle,
  { userId, replaces = null }: { userId: number; replaces?: string | null },
): Promise<StartedSession> {
  const now = context.clock();
  if (replaces !== null) await deleteSessionOfToken(handle, hashToken(replaces));
  await noteInstallationDeed(context, handle, { actor: { kind: 'user', id: userId }, action: 'session.started' });
  const token = createToken();
  const expiresAt = new Date(now.getTime() + SESSION_DAYS * DAY_MS);
  const row = { token_hash: hashToken(token), user_id: userId, created_at: now, last_seen_at: now };
  const { id } = await insertSession(handle, { ...row, expires_at: expiresAt });
  return { token, sessionId: id, userId, expiresAt };
}

/** Who holds this token; null when it is none of ours, has expired, or was ended. Asked anew for every request. */
export async function findSignedIn(context: ServiceContext, token: string): Promise<SignedIn | null> {
  if (!isToken(token)) return null;
  const now = context.clock();
  const handle = context.database.global;
  const row = await findSession(handle, { tokenHash: hashToken(token), now, idleSince: idleSince(now) });
  if (!row) return null;
  if (now.getTime() - row.last_seen_at.getTime() >= TOUCH_MS) await touchSession(handle, { id: row.id, now });
  const { email, name, operator } = row;
  return { token, sessionId: row.id, userId: row.user_id, email, name, operator, expiresAt: row.expires_at };
}

/** Ends this session. */
export async function signOut(context: ServiceContext, { sessionId, userId }: SignedIn): Promise<void> {
  await context.database.inTransaction(async (handle) => {
    await deleteSession(handle, sessionId);
    await noteInstallationDeed(context, handle, { actor: { kind: 'user', id: userId }, action: 'session.ended' });
  });
}

/** Ends every session of the person, on whatever device. */
export async function signOutEverywhere(context: ServiceContext, { userId }: SignedIn): Promise<number> {
  return context.database.inTransaction(async (handle) => {
    const sessions = await deleteSessionsOf(handle, userId);
    const deed = { action: 'session.all-ended', details: { sessions } };
    await noteInstallationDeed(context, handle, { actor: { kind: 'user', id: userId }, ...deed });
    return sessions;
  });
}

/** Where the person is signed in. */
export async function listSessions(context: ServiceContext, { userId, sessionId }: SignedIn): Promise<Session[]> {
  const now = context.clock();
  const rows = await listSessionRows(context.database.global, userId);
  const working = rows.filter((row) => row.expires_at > now && row.last_seen_at > idleSince(now));
  return working.map((row) => ({
    id: row.id,
    created_at: row.created_at.toISOString(),
    last_seen_at: row.last_seen_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    current: row.id === sessionId,
  }));
}

/** Who is signed in, with the stores that this person may open; an operator may open all. */
export async function describeSignedIn(context: ServiceContext, signedIn: SignedIn): Promise<SignedInAnswer> {
  const { userId, name, email, operator } = signedIn;
  const roles = operator
    ? null
    : new Map(
        (await context.database.forUser(userId, listMemberships)).map(({ storeId, role }) => [storeId, role] as const),
      );
  const stores = (await listAllStores(context)).flatMap(({ id, slug, name: storeName }) => {
    const role: Role | undefined = roles === null ? 'operator' : roles.get(id);
    return role === undefined ? [] : [{ id, slug, name: storeName, role }];
  });
  return {
    user: { id: userId, name, email, operator },
    stores,
    csrf: csrfTokenOf(signedIn.token),
    expires_at: signedIn.expiresAt.toISOString(),
  };
}

/** What a page of ours sends with every change: only who may read the answers of this session knows it. */
export function csrfTokenOf(token: string): string {
  return createHmac('sha256', token).update('cross-site request forgery').digest('base64url');
}

/** True when the text is the session's {@link csrfTokenOf}; the time it takes tells nothing. */
export function isCsrfTokenOf(token: string, text: string): boolean {
  const [expected, given] = [Buffer.from(csrfTokenOf(token)), Buffer.from(text)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Forgets sessions that can no longer be used. */
export async function forgetStaleSessions(context: ServiceContext): Promise<void> {
  const now = context.clock();
  await deleteStaleSessions(context.database.global, { now, idleSince: idleSince(now) });
}

function idleSince(now: Date): Date {
  return new Date(now.getTime() - SESSION_IDLE_DAYS * DAY_MS);
}
