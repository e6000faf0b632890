import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from './data-folder.ts';
import { errnoOf } from './embedded-error.ts';
import { provePostmaster, readPostmasterNote } from './postmaster.ts';
import { isAlive, type ProcessIdentity } from './process-identity.ts';
import { dropSocketFolder } from './socket-folder.ts';

const POLL_MS = 10;
const FAST_STOP_TIMEOUT_MS = 60_000;
const IMMEDIATE_STOP_TIMEOUT_MS = 10_000;

/**
 * Stops the folder's server cleanly (fast shutdown) and waits for its end. A process that is not proven to be this
 * folder's server gets no signal.
 */
export async function stopServer(folder: DataFolder): Promise<void> {
  const note = await readPostmasterNote(folder);
  if (note === null) return;
  const { proof, identity } = await provePostmaster(note.pid, folder);
  if (proof !== 'ours' || identity === null) return;
  await stopProcess(identity);
  await dropSocketFolder(note.socketFolder, folder);
}

/** Asks a proven server to stop; one that hangs is stopped at once, which loses nothing but the next start's haste. */
export async function stopProcess(server: ProcessIdentity): Promise<void> {
  if (!(await isAlive(server))) return;
  send(server, 'SIGINT');
  if (await endsWithin(server, FAST_STOP_TIMEOUT_MS)) return;
  send(server, 'SIGQUIT');
  await endsWithin(server, IMMEDIATE_STOP_TIMEOUT_MS);
}

/** A server that ends by itself in this very moment is as good as stopped. */
function send(server: ProcessIdentity, signal: NodeJS.Signals): void {
  try {
    process.kill(server.pid, signal);
  } catch (error) {
    if (errnoOf(error) !== 'ESRCH') throw error;
  }
}

async function endsWithin(server: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const begun = performance.now();
  while (performance.now() - begun < timeoutMs) {
    if (!(await isAlive(server))) return true;
    await sleep(POLL_MS);
  }
  return false;
}
