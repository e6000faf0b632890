import type { Stats } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Account } from './data-folder.ts';

/**
 * True when the mode bits let the account pass through a folder.
 *
 * @example
 * mayEnter({ uid: 0, gid: 0, mode: 0o755 }, { uid: 101, gid: 104 }) // => true
 * mayEnter({ uid: 0, gid: 0, mode: 0o700 }, { uid: 101, gid: 104 }) // => false
 */
export function mayEnter(folder: Pick<Stats, 'uid' | 'gid' | 'mode'>, account: Account): boolean {
  if (folder.uid === account.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === account.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}

/** The topmost folder on the way to `path` (itself included) that the account cannot pass; null when the way is free. */
export async function findBarrier(path: string, account: Account): Promise<string | null> {
  const way: string[] = [];
  for (let step = await realpath(path); ; step = dirname(step)) {
    way.unshift(step);
    if (step === dirname(step)) break;
  }
  for (const step of way) {
    if (!mayEnter(await lstat(step), account)) return step;
  }
  return null;
}
