import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './process-identity.ts';
import type { RunningServer } from './running-server.ts';

/** What happened to the server while it was in use. */
export type EmbeddedEvent =
  | { readonly type: 'died'; readonly pid: number }
  | { readonly type: 'restarted'; readonly pid: number | null; readonly downMs: number }
  | { readonly type: 'restart_failed'; readonly error: unknown; readonly retryInMs: number };

/** Ends the watch; waits for a restart that is under way. */
export interface Supervisor {
  stop(): Promise<void>;
}

/** A look is two small reads on Linux, a run of ps elsewhere. */
const POLL_MS = process.platform === 'linux' ? 250 : 1_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;
/** A server that lived this long did not die of its start: the next restart is immediate again. */
const STABLE_MS = 60_000;

/**
 * Watches a server's process and brings it back: at once the first time, then after 0.5, 1, 2 ... 30 s.
 *
 * The process is polled, whoever its parent is; a server in another process namespace (`identity` null) is not watched.
 */
export function supervise(
  server: RunningServer,
  { restart, onEvent }: { restart: () => Promise<RunningServer>; onEvent: (event: EmbeddedEvent) => void },
): Supervisor {
  const watch = { over: new AbortController(), onEvent: quietly(onEvent), restart };
  const loop = watchOver(server, watch);
  return {
    stop: async () => {
      watch.over.abort();
      await loop;
    },
  };
}

interface Watch {
  readonly over: AbortController;
  readonly onEvent: (event: EmbeddedEvent) => void;
  readonly restart: () => Promise<RunningServer>;
}

async function watchOver(first: RunningServer, watch: Watch): Promise<void> {
  let server: RunningServer | null = first;
  let delayMs = 0;
  while (server?.identity) {
    const since = performance.now();
    if (!(await waitForDeath(server.identity, watch.over.signal))) return;
    watch.onEvent({ type: 'died', pid: server.identity.pid });
    if (performance.now() - since > STABLE_MS) delayMs = 0;
    server = await bringBack(watch, delayMs);
    delayMs = nextDelay(delayMs);
  }
}

/** True when the process died, false when the watch is over first. */
async function waitForDeath(identity: NonNullable<RunningServer['identity']>, over: AbortSignal): Promise<boolean> {
  while (!over.aborted) {
    if (!(await isAlive(identity))) return true;
    await pause(POLL_MS, over);
  }
  return false;
}

async function bringBack(watch: Watch, firstDelayMs: number): Promise<RunningServer | null> {
  const died = performance.now();
  let delayMs = firstDelayMs;
  for (;;) {
    await pause(delayMs, watch.over.signal);
    if (watch.over.signal.aborted) return null;
    try {
      const server = await watch.restart();
      watch.onEvent({ type: 'restarted', pid: server.identity?.pid ?? null, downMs: performance.now() - died });
      return server;
    } catch (error) {
      delayMs = nextDelay(delayMs);
      watch.onEvent({ type: 'restart_failed', error, retryInMs: delayMs });
    }
  }
}

function nextDelay(delayMs: number): number {
  return Math.min(LONGEST_RETRY_MS, Math.max(FIRST_RETRY_MS, delayMs * 2));
}

/** Does not keep the process alive; ends early when the watch is over. */
async function pause(delayMs: number, over: AbortSignal): Promise<void> {
  await sleep(delayMs, undefined, { ref: false, signal: over }).catch(() => undefined);
}

/** A listener's fault must not end the supervision. */
function quietly(onEvent: (event: EmbeddedEvent) => void): (event: EmbeddedEvent) => void {
  return (event) => {
    try {
      onEvent(event);
    } catch {
      // The supervision has nobody to tell.
    }
  };
}
