import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readFile, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Account, type DataFolder, writeOwned } from './data-folder.ts';
import { EmbeddedPostgresError, errnoOf } from './embedded-error.ts';
import { findBarrier } from './traversal.ts';

/** PostgreSQL's name for the socket's number; nothing listens on a network port. */
export const PORT = 5432;

/** Longest socket path the system takes, in bytes. */
const PATH_LIMIT = process.platform === 'darwin' ? 103 : 107;

/**
 * Makes the folder of the socket and gives its path: `run` in the data folder, or, where that path would be too long
 * for a socket, a short folder below the system's temporary one, remembered in the data folder.
 *
 * @throws EmbeddedPostgresError `socket_not_reachable` when somebody else has put something in that place.
 */
export async function makeSocketFolder(folder: DataFolder, account: Account): Promise<string> {
  if (fitsSocket(folder.run)) return makePrivate(folder.run, account);
  const noted = await readSocketNote(folder);
  if (noted !== null && fitsSocket(noted) && (await exists(dirname(noted)))) return makePrivate(noted, account);
  const path = join(await shortParent(account), shortName(folder, account));
  await makePrivate(path, account);
  await writeOwned(folder, folder.socketNote, `${path}\n`);
  return path;
}

/** The remembered short folder; null when there is none, or when the note came here in a copy of another data folder. */
export async function readSocketNote(folder: DataFolder): Promise<string | null> {
  const noted = (await readFile(folder.socketNote, 'utf8').catch(() => '')).trim();
  const madeFor = /^pairwell-(\d+)-[0-9a-f]+$/.exec(basename(noted))?.[1];
  const account = { uid: Number(madeFor), gid: 0 };
  return madeFor !== undefined && basename(noted) === shortName(folder, account) ? noted : null;
}

/** Removes a short folder that is no longer used; one inside the data folder stays. */
export async function dropSocketFolder(path: string, folder: DataFolder): Promise<void> {
  if (path !== folder.run) await rmdir(path).catch(() => undefined);
}

/**
 * True when a socket in this folder has a path that the system takes.
 *
 * @example
 * fitsSocket('/var/lib/pairwell/run') // => true
 */
export function fitsSocket(path: string): boolean {
  return Buffer.byteLength(`${path}/.s.PGSQL.${PORT}`) <= PATH_LIMIT;
}

function shortName(folder: DataFolder, { uid }: Account): string {
  const hash = createHash('sha256').update(`${uid}:${folder.path}`).digest('hex');
  return `pairwell-${uid}-${hash.slice(0, 16)}`;
}

async function shortParent(account: Account): Promise<string> {
  for (const parent of [tmpdir(), '/tmp']) {
    const short = fitsSocket(join(parent, 'pairwell-4294967295-0123456789abcdef'));
    if (short && (await findBarrier(parent, account).catch(() => parent)) === null) return parent;
  }
  return '/tmp';
}

async function makePrivate(path: string, account: Account): Promise<string> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
  // lstat, not stat: in /tmp anybody may have put a link here.
  const found = await lstat(path);
  const ours = found.uid === account.uid || found.uid === process.getuid?.();
  if (!found.isDirectory() || !ours) throw occupied(path, account);
  if (found.uid !== account.uid) await chown(path, account.uid, account.gid);
  if ((found.mode & 0o777) !== 0o700) await chmod(path, 0o700);
  return path;
}

function occupied(path: string, account: Account): EmbeddedPostgresError {
  return new EmbeddedPostgresError('socket_not_reachable', `${path} is not a folder of user ${account.uid}.`, {
    hint: `Remove ${path} and start again; Pairwell makes it anew.`,
  });
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
