import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError, errnoOf } from './embedded-error.ts';
import { identifyProcess, isAlive, type ProcessIdentity, parseIdentity } from './process-identity.ts';

const POLL_MS = 20;
const DEFAULT_WAIT_MS = 360_000;

/**
 * Runs `work` while no other process on this machine runs its own under the same folder.
 *
 * The folder holds numbered files; the highest number is the lock, its content names the holder, and an emptied file is
 * a released lock. A new holder creates the next number exclusively, so the lock of a dead process is never deleted
 * but outnumbered, and two processes that find it stale at the same time cannot both win.
 *
 * @throws EmbeddedPostgresError `folder_busy` when a living process keeps the lock longer than `waitMs`.
 */
export async function withFolderLock<T>(
  folder: string,
  work: () => Promise<T>,
  { waitMs = DEFAULT_WAIT_MS }: { waitMs?: number } = {},
): Promise<T> {
  const held = await acquire(folder, waitMs);
  try {
    return await work();
  } finally {
    await truncate(held).catch(() => undefined);
  }
}

async function acquire(folder: string, waitMs: number): Promise<string> {
  const me = (await identifyProcess(process.pid)) ?? { pid: process.pid, startedAt: '' };
  const deadline = performance.now() + waitMs;
  for (;;) {
    const held = await tryAcquire(folder, me);
    if (held !== null) return held;
    if (performance.now() > deadline) throw await busy(folder);
    await sleep(POLL_MS);
  }
}

async function tryAcquire(folder: string, me: ProcessIdentity): Promise<string | null> {
  const latest = (await generations(folder)).at(-1) ?? 0;
  if (latest > 0 && (await holderOf(join(folder, String(latest)))) !== null) return null;
  const mine = join(folder, String(latest + 1));
  if (!(await createWhole(mine, JSON.stringify(me)))) return null;
  // A listing made while others came and went may have missed the highest number: look again, now that ours stands.
  const numbers = await generations(folder);
  const stillThere = (await readFile(mine, 'utf8').catch(() => '')) !== '';
  if (numbers.at(-1) !== latest + 1 || !stillThere) {
    await rm(mine, { force: true });
    return null;
  }
  // Lowest first: whoever still finds its own number can trust that no higher one was hidden from its listing.
  for (const number of numbers.slice(0, -1)) await rm(join(folder, String(number)), { force: true });
  await sweepDrafts(folder);
  return mine;
}

/** Drafts outlive only a process that was killed while it made one; a living one just tries again. */
async function sweepDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^\d+$/.test(name)) await rm(join(folder, name), { force: true });
  }
}

/** Creates a file that appears with all its content or not at all; false when the name is taken. */
async function createWhole(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, content, { flag: 'wx', mode: 0o644 });
    await link(draft, path);
    return true;
  } catch (error) {
    // ENOENT: a new holder has swept the draft away.
    if (errnoOf(error) === 'EEXIST' || errnoOf(error) === 'ENOENT') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function generations(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  const numbers = names.filter((name) => /^\d+$/.test(name)).map(Number);
  return numbers.sort((a, b) => a - b);
}

/** The living holder of one lock file; null when it was released or its process is gone. */
async function holderOf(path: string): Promise<ProcessIdentity | null> {
  try {
    const holder = parseIdentity(await readFile(path, 'utf8'));
    return holder !== null && (await isAlive(holder)) ? holder : null;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function busy(folder: string): Promise<EmbeddedPostgresError> {
  const latest = (await generations(folder)).at(-1) ?? 0;
  const holder = await holderOf(join(folder, String(latest)));
  return new EmbeddedPostgresError('folder_busy', `Process ${holder?.pid} has kept ${folder} locked for too long.`, {
    hint: `See what process ${holder?.pid} does; when it hangs, end it and start again.`,
  });
}
