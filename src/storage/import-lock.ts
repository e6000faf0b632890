import { setTimeout } from 'node:timers/promises';
import { type ConnectionOptions, connectClient } from './database.ts';

/** Our locks of imports among all advisory locks of the database; below 2^53 with any store's number. */
const IMPORT_LOCKS = 7_246_953 * 2 ** 28;
const TRIES = 5;
const WAIT_MS = 60;

/** Held while a store takes an import, or gives one back; the database gives it up when the process ends, however it ends. */
export interface ImportLock {
  release(): Promise<void>;
}

/**
 * The number of the advisory lock of a store's imports.
 *
 * @example
 * importLockKey(2) - importLockKey(1) // => 1
 */
export function importLockKey(storeId: number): number {
  return IMPORT_LOCKS + storeId;
}

/**
 * Takes a store's import lock, or gives null when another import of this store is at work, in whatever process. Whoever
 * looks for dead imports has the lock for a moment: so it is tried a few times.
 */
export async function takeImportLock(connection: ConnectionOptions, storeId: number): Promise<ImportLock | null> {
  const client = await connectClient(connection, 'pairwell import lock');
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await setTimeout(WAIT_MS);
    const result = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      importLockKey(storeId),
    ]);
    if (result.rows[0]?.taken) return { release: () => client.end() };
  }
  await client.end();
  return null;
}
