import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identifyProcess, isAlive, parseIdentity } from './process-identity.ts';

/** Writes this process down as a user of the data folder (one file per opening); gives the file's path. */
export async function enterUsers(folder: string): Promise<string> {
  const me = (await identifyProcess(process.pid)) ?? { pid: process.pid, startedAt: '' };
  const path = join(folder, `${process.pid}-${randomUUID()}`);
  await writeFile(path, JSON.stringify(me), { flag: 'wx', mode: 0o644 });
  return path;
}

/** Strikes one opening off. */
export async function leaveUsers(path: string): Promise<void> {
  await rm(path, { force: true });
}

/**
 * Counts the openings whose process lives, and removes the files of dead ones.
 *
 * To be called under the folder's lock: a file is written under it too, so a half-written one is never met.
 */
export async function countUsers(folder: string): Promise<number> {
  let living = 0;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const user = parseIdentity(await readFile(path, 'utf8'));
    if (user !== null && (await isAlive(user))) living += 1;
    else await rm(path, { force: true });
  }
  return living;
}
