import { execFile } from 'node:child_process';
import { chmod, chown, lchown, lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account, DataFolder } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-error.ts';
import { mayEnter } from './traversal.ts';

const run = promisify(execFile);

/**
 * Decides as whom PostgreSQL runs: as ourselves, but never as root.
 *
 * Root runs it as the owner of the database files, else of the data folder, else as the system's `postgres`, else `nobody`.
 *
 * @throws EmbeddedPostgresError `folder_not_writable` when the database files belong to somebody else.
 */
export async function chooseAccount(folder: DataFolder): Promise<Account> {
  const [uid = 0, gid = 0] = [process.getuid?.(), process.getgid?.()];
  const cluster = await lstat(folder.cluster).catch(() => null);
  if (uid !== 0) {
    if (cluster !== null && cluster.uid !== uid) throw foreignFiles(folder, { owner: cluster.uid, uid });
    return { uid, gid };
  }
  if (cluster !== null && cluster.uid !== 0) return { uid: cluster.uid, gid: cluster.gid };
  if (folder.owner.uid !== 0) return folder.owner;
  return process.platform === 'darwin' ? await nobodyOfMac() : await findSystemAccount();
}

/** As root: lets the account through the data folder's door, and gives it database files that root owns. */
export async function openDoorFor(account: Account, folder: DataFolder): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const door = await lstat(folder.path);
  if (!mayEnter(door, account)) {
    await chown(folder.path, door.uid, account.gid);
    await chmod(folder.path, (door.mode & 0o7777) | 0o010);
  }
  const cluster = await lstat(folder.cluster).catch(() => null);
  if (cluster !== null && cluster.uid === 0) await giveTree(folder.cluster, account);
}

/** Gives a folder and all below it to the account; does nothing unless we are root. */
export async function giveTree(path: string, account: Account): Promise<void> {
  if (process.getuid?.() !== 0) return;
  await lchown(path, account.uid, account.gid);
  if (!(await lstat(path)).isDirectory()) return;
  for (const name of await readdir(path)) await giveTree(join(path, name), account);
}

async function findSystemAccount(): Promise<Account> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find(([login]) => login === name) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new EmbeddedPostgresError('start_failed', 'PostgreSQL does not run as root, and there is no other user.', {
    hint: 'Run Pairwell as a normal user, or add the user "nobody" to /etc/passwd.',
  });
}

async function nobodyOfMac(): Promise<Account> {
  // -2 is printed unsigned; the system call wants it signed.
  const ask = async (flag: string) => Number((await run('id', [flag, 'nobody'])).stdout) | 0;
  return { uid: await ask('-u'), gid: await ask('-g') };
}

function foreignFiles(folder: DataFolder, { owner, uid }: { owner: number; uid: number }): EmbeddedPostgresError {
  const message = `The database in ${folder.path} belongs to the user with number ${owner}, not to you (${uid}).`;
  return new EmbeddedPostgresError('folder_not_writable', message, {
    hint: 'Start Pairwell as that user or as root, or choose another folder with PAIRWELL_DATA.',
  });
}
