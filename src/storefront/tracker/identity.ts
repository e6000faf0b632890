import type { Consent } from '../link.ts';
import { keep, recall } from './kept.ts';
import { randomHex } from './unique-ids.ts';

const IDLE_MS = 30 * 60_000;
const LONGEST_MS = 24 * 3_600_000;
const SESSION = 'session';
const VISITOR = 'visitor';

/** Who the guest is, as far as they agreed to be known again. */
export interface Identity {
  consent(): Consent;
  setConsent(consent: Consent): void;
  /** The running session, renewed by this call. */
  session(): string;
  /** Seconds since it began. */
  sessionSeconds(): number;
  /** Only with consent. */
  visitor(): string | undefined;
}

/** A session: its id, when it began and when it was last used. */
type Session = [id: string, startedMs: number, usedMs: number];

/**
 * Sessions end after 30 minutes without use or after 24 hours. With consent the session and a visitor's id are kept in
 * localStorage; without it the session lives in memory and nothing is stored.
 */
export function createIdentity(first: Consent): Identity {
  const isPrivate = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
  let consent: Consent = 'pending';
  let current: Session | null = null;
  let visitor: string | null = null;

  const running = (): Session => {
    const nowMs = Date.now();
    const known = (consent === 'granted' && readSession(recall(SESSION))) || current;
    const goesOn = known && nowMs - known[1] < LONGEST_MS && nowMs - known[2] < IDLE_MS;
    const session: Session = goesOn ? [known[0], known[1], nowMs] : [`s_${randomHex()}`, nowMs, nowMs];
    if (consent === 'granted') keep(SESSION, JSON.stringify(session));
    current = session;
    return session;
  };

  const setConsent = (wanted: Consent): void => {
    const before = consent;
    consent = isPrivate ? 'denied' : wanted;
    if (consent === 'denied') {
      keep(SESSION, null);
      keep(VISITOR, null);
      // The id that was kept must not go on in memory.
      if (before === 'granted') current = null;
      visitor = null;
    }
  };
  setConsent(first);

  return {
    consent: () => consent,
    setConsent,
    session: () => running()[0],
    sessionSeconds: () => Math.round((Date.now() - running()[1]) / 1000),
    visitor: () => {
      if (consent !== 'granted') return undefined;
      visitor ??= recall(VISITOR) ?? `v_${randomHex()}`;
      keep(VISITOR, visitor);
      return visitor;
    },
  };
}

function readSession(text: string | null): Session | null {
  try {
    const [id, startedMs, usedMs] = JSON.parse(text ?? '');
    return /^s_\w{1,99}$/.test(id) && startedMs <= usedMs ? [id, startedMs, usedMs] : null;
  } catch {
    return null;
  }
}
