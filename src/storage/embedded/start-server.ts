import type { ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import type { DataFolder } from './data-folder.ts';
import { explainFailedRun } from './embedded-error.ts';
import { probe, provePostmaster, readPostmasterNote } from './postmaster.ts';
import { identifyProcess, signalReaches } from './process-identity.ts';
import { type Launch, start } from './run-as.ts';
import { READY_TIMEOUT_MS, type RunningServer, stillNotReady } from './running-server.ts';
import { openServerLog } from './server-log.ts';
import { serverArguments } from './settings.ts';
import { PORT } from './socket-folder.ts';

/** What a start needs besides the data folder. */
export interface StartOptions {
  readonly binaries: Binaries;
  readonly launch: Launch;
  readonly socketFolder: string;
}

const POLL_MS = 10;
const RETRY_MS = 100;
/** The children of a killed server let go of its memory within moments. */
const ORPHANS_TIMEOUT_MS = 15_000;
const ORPHANS_TEXT = 'pre-existing shared memory block';

/**
 * Starts the server on complete database files and waits until it accepts connections. It runs detached, in a process
 * group of its own: it outlives this process, and Ctrl-C in the terminal does not reach it.
 *
 * To be called under the folder's lock, when `findRunningServer` found none.
 *
 * @throws EmbeddedPostgresError `disk_full`, `start_failed`.
 */
export async function startServer(folder: DataFolder, options: StartOptions): Promise<RunningServer> {
  const begun = performance.now();
  for (;;) {
    await clearStaleNotes(folder, options.socketFolder);
    const attempt = await startOnce(folder, options);
    if ('identity' in attempt) return attempt;
    const passing = attempt.words.includes(ORPHANS_TEXT) && performance.now() - begun < ORPHANS_TIMEOUT_MS;
    if (!passing) throw explainFailedRun('PostgreSQL did not start', { dataDir: folder.path, words: attempt.words });
    await sleep(RETRY_MS);
  }
}

async function startOnce(
  folder: DataFolder,
  { binaries, launch, socketFolder }: StartOptions,
): Promise<RunningServer | { words: string }> {
  const log = await openServerLog(folder);
  const command = [binaries.postgres, ...serverArguments(folder.cluster, socketFolder)];
  let failure: string | null = null;
  let child: ChildProcess;
  try {
    child = start(launch, command, { detached: true, log: log.fd });
    child.once('error', (error) => (failure = error.message));
    child.once('exit', () => (failure ??= ''));
    child.unref();
  } finally {
    await log.close();
  }
  const ready = await waitUntilReady(folder, { child, socketFolder, failed: () => failure !== null }).catch(
    (error: unknown) => {
      child.kill('SIGQUIT');
      throw error;
    },
  );
  return ready ?? { words: `${await log.tail()}${failure ?? ''}` };
}

/** PostgreSQL writes 'ready' into its note; the connection after it proves that this process can use the socket. */
async function waitUntilReady(
  folder: DataFolder,
  { child, socketFolder, failed }: { child: ChildProcess; socketFolder: string; failed: () => boolean },
): Promise<RunningServer | null> {
  const pid = child.pid;
  const begun = performance.now();
  while (pid !== undefined && !failed()) {
    const note = await readPostmasterNote(folder);
    if (note?.pid === pid && note.status === 'ready' && (await probe(socketFolder)) === 'ready') {
      return { socketFolder, identity: await identifyProcess(pid) };
    }
    if (performance.now() - begun > READY_TIMEOUT_MS) throw stillNotReady(folder, pid);
    await sleep(POLL_MS);
  }
  // Without a pid the 'error' event, which says why, is still to come.
  await sleep(POLL_MS);
  return null;
}

/**
 * Removes the notes of a server that was killed, when their process number is a zombie's or somebody else's by now:
 * PostgreSQL itself would take that process for its former self and refuse to start.
 */
async function clearStaleNotes(folder: DataFolder, socketFolder: string): Promise<void> {
  const note = await readPostmasterNote(folder);
  if (note !== null) {
    const { proof } = await provePostmaster(note.pid, folder);
    if (proof === 'ours' || proof === 'unknown') return;
    // Else PostgreSQL's own check, which also looks for children of the dead server, is left to it.
    if (signalReaches(note.pid)) await rm(join(folder.cluster, 'postmaster.pid'), { force: true });
  }
  if ((await probe(socketFolder)) !== 'absent') return;
  for (const end of ['', '.lock']) await rm(join(socketFolder, `.s.PGSQL.${PORT}${end}`), { force: true });
}
