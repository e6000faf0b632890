import { chown, lstat, mkdir, readdir, realpath, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedPostgresError, errnoOf, explainFolderError } from './embedded-error.ts';

/** A user and group number of the operating system. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The data folder and what lies where in it. */
export interface DataFolder {
  /** The folder itself, absolute and free of symbolic links. */
  readonly path: string;
  readonly owner: Account;
  /** PostgreSQL's own files (PGDATA). */
  readonly cluster: string;
  /** Where the socket is, when the path is short enough for one. */
  readonly run: string;
  readonly log: string;
  readonly users: string;
  readonly lock: string;
  /** Remembers the path of the socket folder when it could not be `run`. */
  readonly socketNote: string;
}

const MARKER = 'pairwell-data.txt';
const MARKER_TEXT = `This folder holds the data of a Pairwell installation: its database and its secrets.
Do not change or copy single files. To back it up, stop Pairwell and copy the whole folder.
`;
/** An empty disk's mount point, a desktop's droppings and a repository's dot files do not make a folder foreign. */
const HARMLESS = /^(?:lost\+found$|\.)/;

/**
 * Creates the data folder (mode 0700), or checks that an existing one is ours or empty, and marks it.
 *
 * Call it before anything else is written into the folder.
 *
 * @throws EmbeddedPostgresError `folder_is_not_ours`, `folder_not_writable`, `disk_full`.
 */
export async function prepareDataFolder(dataDir: string): Promise<DataFolder> {
  try {
    const asked = resolve(dataDir);
    await mkdir(dirname(asked), { recursive: true });
    await mkdirUnlessThere(asked);
    const path = await realpath(asked);
    const folder = layOut(path, await lstat(path));
    await claim(folder);
    return folder;
  } catch (error) {
    throw explainFolderError(error, dataDir);
  }
}

function layOut(path: string, owner: Account): DataFolder {
  return {
    path,
    owner: { uid: owner.uid, gid: owner.gid },
    cluster: join(path, 'postgres'),
    run: join(path, 'run'),
    log: join(path, 'postgres.log'),
    users: join(path, 'users'),
    lock: join(path, 'lock'),
    socketNote: join(path, 'socket-folder'),
  };
}

async function claim(folder: DataFolder): Promise<void> {
  const names = (await readdir(folder.path)).filter((name) => !HARMLESS.test(name));
  if (!names.includes(MARKER)) {
    if (names.length > 0) throw notOurs(folder.path, names);
    await writeOwned(folder, join(folder.path, MARKER), MARKER_TEXT);
  }
  for (const path of [folder.users, folder.lock]) {
    if (await mkdirUnlessThere(path)) await giveToOwner(folder, path);
  }
}

/** Writes a small file that belongs to the folder's owner, also when root writes it. */
export async function writeOwned(folder: DataFolder, path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
  await giveToOwner(folder, path);
}

async function giveToOwner(folder: DataFolder, path: string): Promise<void> {
  if (process.getuid?.() === 0) await chown(path, folder.owner.uid, folder.owner.gid);
}

/** True when the folder was made by this call. */
async function mkdirUnlessThere(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: 0o700 });
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST' && (await lstat(path)).isFile() === false) return false;
    throw error;
  }
}

function notOurs(path: string, names: readonly string[]): EmbeddedPostgresError {
  const foreign = names.includes('PG_VERSION') ? "another PostgreSQL's data" : names.slice(0, 3).join(', ');
  return new EmbeddedPostgresError(
    'folder_is_not_ours',
    `${path} is not empty and not a Pairwell data folder: ${foreign}.`,
    {
      hint: 'Choose an empty or a new folder with PAIRWELL_DATA, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    },
  );
}
