import { chown, open, rename, stat } from 'node:fs/promises';
import type { DataFolder } from './data-folder.ts';

const ROTATE_AT_BYTES = 10 * 1024 * 1024;
const TAIL_BYTES = 8 * 1024;

/** PostgreSQL's log, open for one start of the server. */
export interface ServerLog {
  /** File descriptor for the server; it may be closed here as soon as the server has it. */
  readonly fd: number;
  close(): Promise<void>;
  /** What was written since this opening, its last 8 kB. */
  tail(): Promise<string>;
}

/** Opens postgres.log for appending; a log over 10 MB becomes postgres.log.1 first, replacing the one before. */
export async function openServerLog(folder: DataFolder): Promise<ServerLog> {
  const before = await stat(folder.log).catch(() => null);
  if (before !== null && before.size > ROTATE_AT_BYTES) await rename(folder.log, `${folder.log}.1`);
  const handle = await open(folder.log, 'a', 0o600);
  if (process.getuid?.() === 0) await chown(folder.log, folder.owner.uid, folder.owner.gid);
  const from = (await handle.stat()).size;
  return { fd: handle.fd, close: () => handle.close(), tail: () => readTail(folder.log, from) };
}

async function readTail(path: string, from: number): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const start = Math.max(from, size - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(TAIL_BYTES), 0, TAIL_BYTES, start);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
