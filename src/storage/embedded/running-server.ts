import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-error.ts';
import { type PostmasterNote, probe, provePostmaster, readPostmasterNote } from './postmaster.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { readSocketNote } from './socket-folder.ts';

/** A server that accepts connections; `identity` is null when its process cannot be seen from here. */
export interface RunningServer {
  readonly socketFolder: string;
  readonly identity: ProcessIdentity | null;
}

const POLL_MS = 10;
const UNREACHABLE_AFTER_MS = 5_000;
/** Crash recovery replays at most about 1 GB of log; five minutes are plenty even on a slow disk. */
export const READY_TIMEOUT_MS = 300_000;

/**
 * Finds the folder's server when one runs, waiting out one that is starting or stopping; null when none runs.
 *
 * @throws EmbeddedPostgresError `socket_not_reachable`, `start_failed`.
 */
export async function findRunningServer(folder: DataFolder): Promise<RunningServer | null> {
  const begun = performance.now();
  for (;;) {
    const note = await readPostmasterNote(folder);
    if (note === null) return null;
    const { proof, identity } = await provePostmaster(note.pid, folder);
    const { state, socketFolder } = await findSocket(folder, proof === 'ours' ? note.socketFolder : null);
    if (state === 'ready') return { socketFolder, identity: proof === 'ours' ? identity : null };
    if (state === 'absent' && proof !== 'ours') return null;
    refuseEndlessWait(note, { folder, waitedMs: performance.now() - begun, state });
    await sleep(POLL_MS);
  }
}

/**
 * Asks at every place where the folder's socket can be. The note's word counts only when its server is proven ours:
 * a copied folder carries the note of the original, whose server must not be taken for the copy's.
 */
async function findSocket(
  folder: DataFolder,
  noted: string | null,
): Promise<{ state: 'ready' | 'busy' | 'absent'; socketFolder: string }> {
  const places = [noted, folder.run, await readSocketNote(folder)].filter((place) => place !== null);
  for (const socketFolder of new Set(places)) {
    const state = await probe(socketFolder);
    if (state !== 'absent') return { state, socketFolder };
  }
  return { state: 'absent', socketFolder: folder.run };
}

function refuseEndlessWait(
  note: PostmasterNote,
  { folder, waitedMs, state }: { folder: DataFolder; waitedMs: number; state: string },
): void {
  if (note.status === 'ready' && state === 'absent' && waitedMs > UNREACHABLE_AFTER_MS) {
    const message = `PostgreSQL runs for ${folder.path} as process ${note.pid}, but its socket in ${note.socketFolder} cannot be reached from here.`;
    throw new EmbeddedPostgresError('socket_not_reachable', message, {
      hint: 'Does it run with a private temporary folder (systemd PrivateTmp) or in a container? Then stop it there first.',
    });
  }
  if (waitedMs > READY_TIMEOUT_MS) throw stillNotReady(folder, note.pid);
}

/** What is said when a server took too long, its own start or the one that was found. */
export function stillNotReady(folder: DataFolder, pid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError('start_failed', `PostgreSQL (process ${pid}) was not ready after 5 minutes.`, {
    hint: `See the end of ${folder.log}; it may still be recovering: wait, then start again.`,
  });
}
