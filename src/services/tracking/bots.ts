import { isbot } from 'isbot';

/** What the headers of a request say about who sends it. They are looked at and never kept. */
export interface RequestSignals {
  readonly userAgent: string;
  /** Sec-Fetch-Mode; null when the header is missing. */
  readonly fetchMode: string | null;
  /** Sec-Purpose, Purpose and X-Moz, together. */
  readonly purpose: string;
  /** True over https and on this machine: elsewhere browsers leave the Sec-Fetch headers out. */
  readonly trustworthy: boolean;
  /** Sec-GPC: 1. */
  readonly privacyControl: boolean;
  /** True when a shop's server speaks for its guest: its own user agent says nothing about them. */
  readonly server: boolean;
}

/** Since this version Chromium sends Sec-Fetch-Mode with every request. */
const FETCH_METADATA_SINCE = 80;

/**
 * Why a request is taken for a machine's: `automated`, `prefetch`, `headless`, `user-agent` or `no-fetch-metadata`; null
 * when it looks like a person's. It knows nothing of what was shown, so no arm of a test loses more events than another.
 *
 * @example
 * findBot({ userAgent: 'curl/8.1', fetchMode: null, purpose: '', trustworthy: true, privacyControl: false, server: false }) // => 'user-agent'
 */
export function findBot(signals: RequestSignals, { automated = false }: { automated?: boolean } = {}): string | null {
  const { userAgent, fetchMode, purpose, trustworthy, server } = signals;
  if (automated) return 'automated';
  if (/prefetch|prerender|preview/i.test(purpose)) return 'prefetch';
  // A library's name is the shop's server; a browser's or a crawler's was handed on from the guest.
  if (server && !userAgent.startsWith('Mozilla/')) return null;
  if (/headless|phantomjs/i.test(userAgent)) return 'headless';
  if (isbot(userAgent)) return 'user-agent';
  const chromium = Number(/\bChrom(?:e|ium)\/(\d+)/.exec(userAgent)?.[1] ?? 0);
  return !server && trustworthy && fetchMode === null && chromium >= FETCH_METADATA_SINCE ? 'no-fetch-metadata' : null;
}
