import { lstat } from 'node:fs/promises';
import { type Binaries, findBinaries, requireSupported } from './binaries.ts';
import { type DataFolder, prepareDataFolder } from './data-folder.ts';
import { EmbeddedPostgresError, explainFolderError, isDiskFull } from './embedded-error.ts';
import { withFolderLock } from './folder-lock.ts';
import { countUsers, enterUsers, leaveUsers } from './folder-users.ts';
import { initializeCluster, readClusterMajor } from './initialize-cluster.ts';
import { connectionThrough, type EmbeddedConnection } from './postmaster.ts';
import { chooseLaunch } from './run-as.ts';
import { findRunningServer, type RunningServer } from './running-server.ts';
import { chooseAccount, openDoorFor } from './server-account.ts';
import { makeSocketFolder } from './socket-folder.ts';
import { startServer } from './start-server.ts';
import { stopProcess, stopServer } from './stop-server.ts';
import { type EmbeddedEvent, type Supervisor, supervise } from './supervise.ts';

export { EmbeddedPostgresError } from './embedded-error.ts';
export type { EmbeddedConnection } from './postmaster.ts';
export type { EmbeddedEvent } from './supervise.ts';

/** The PostgreSQL server of a data folder, in use by this process. */
export interface EmbeddedPostgres {
  /** How to reach it as its administrator. */
  readonly connection: EmbeddedConnection;
  /** True when this call started the server, false when it joined one that was running. */
  readonly started: boolean;
  /** Gives the server up: it is stopped and waited for when nobody else uses it, else left running. */
  close(): Promise<void>;
}

/** Where the data is, and whether to look after the server. */
export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Restart the server when its process dies; for the process that serves. */
  readonly supervise?: boolean;
  /** Told about deaths and restarts when supervising. */
  readonly onEvent?: (event: EmbeddedEvent) => void;
}

/**
 * Opens the PostgreSQL server of a data folder: creates the folder and the database files at first use, starts the
 * server or joins the running one, also one whose starter was killed. Many processes of one machine may open the same
 * folder; the last to close stops the server.
 *
 * @throws EmbeddedPostgresError with a code and a way out.
 */
export async function openEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  requireSupported();
  const folder = await prepareDataFolder(options.dataDir);
  try {
    const opened = await withFolderLock(folder.lock, () => enter(folder));
    const supervisor = options.supervise ? watch(folder, { first: opened.server, onEvent: options.onEvent }) : null;
    let closing: Promise<void> | undefined;
    return {
      connection: connectionThrough(opened.server.socketFolder),
      started: opened.started,
      close: () => {
        closing ??= leave(folder, { ...opened, supervisor });
        return closing;
      },
    };
  } catch (error) {
    throw explainFolderError(error, options.dataDir);
  }
}

interface Opened {
  readonly presence: string;
  readonly server: RunningServer;
  readonly started: boolean;
}

async function enter(folder: DataFolder): Promise<Opened> {
  const presence = await enterUsers(folder.users);
  try {
    return { presence, ...(await findOrStart(folder, { create: true })) };
  } catch (error) {
    await leaveUsers(presence);
    throw error;
  }
}

async function leave(folder: DataFolder, opened: Opened & { supervisor: Supervisor | null }): Promise<void> {
  await opened.supervisor?.stop();
  const giveUp = async () => {
    await leaveUsers(opened.presence);
    if ((await countUsers(folder.users)) === 0) await stopServer(folder);
  };
  try {
    await withFolderLock(folder.lock, giveUp);
  } catch (error) {
    // A full disk refuses the lock to newcomers just as well, so nobody can come between.
    if (isDiskFull(error)) return giveUp();
    if (await exists(folder.lock)) throw error;
    // Somebody deleted or moved the folder under the server: nobody else can find it through this path either.
    if (opened.server.identity) await stopProcess(opened.server.identity);
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function watch(
  folder: DataFolder,
  { first, onEvent }: { first: RunningServer; onEvent: EmbeddedOptions['onEvent'] },
): Supervisor {
  const restart = async () => {
    try {
      return (await withFolderLock(folder.lock, () => findOrStart(folder, { create: false }))).server;
    } catch (error) {
      throw explainFolderError(error, folder.path);
    }
  };
  return supervise(first, { restart, onEvent: onEvent ?? (() => undefined) });
}

async function findOrStart(
  folder: DataFolder,
  { create }: { create: boolean },
): Promise<{ server: RunningServer; started: boolean }> {
  const account = await chooseAccount(folder);
  const running = await findRunningServer(folder);
  if (running !== null) return { server: running, started: false };
  const binaries = await findBinaries();
  await openDoorFor(account, folder);
  const launch = await chooseLaunch(account, { binaries, folder });
  const major = await readClusterMajor(folder);
  if (major !== null) requireMajor(folder, { major, binaries });
  else if (create) await initializeCluster(folder, { binaries, launch, account });
  else throw filesVanished(folder);
  const socketFolder = await makeSocketFolder(folder, account);
  return { server: await startServer(folder, { binaries, launch, socketFolder }), started: true };
}

function requireMajor(folder: DataFolder, { major, binaries }: { major: number; binaries: Binaries }): void {
  if (major === binaries.major) return;
  const message = `The database in ${folder.path} was written by PostgreSQL ${major}; this Pairwell brings PostgreSQL ${binaries.major}.`;
  throw new EmbeddedPostgresError('other_major', message, {
    hint: `Use the Pairwell release that wrote it; or choose another folder with PAIRWELL_DATA; or set DATABASE_URL to a PostgreSQL ${major} that serves these files.`,
  });
}

/** A restart never makes a new, empty database in the place of one that was there a moment ago. */
function filesVanished(folder: DataFolder): EmbeddedPostgresError {
  return new EmbeddedPostgresError('start_failed', `The database files in ${folder.cluster} have vanished.`, {
    hint: 'Put them back, or restore a backup into a new folder.',
  });
}
