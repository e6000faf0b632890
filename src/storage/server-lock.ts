import type pg from 'pg';
import { type ConnectionOptions, connectClient } from './database.ts';

const SERVER_LOCK = 7_246_952;
const RETAKE_MS = 500;

/** Held by the one server process of a data folder; the database gives it up when the process ends, however it ends. */
export interface ServerLock {
  release(): Promise<void>;
}

/**
 * Takes the server's place in this database, or gives null when another server has it. When the database is restarted
 * under a running server the lock is taken again.
 */
export async function takeServerLock(connection: ConnectionOptions): Promise<ServerLock | null> {
  const client = await tryLock(connection);
  if (client === null) return null;
  const held: { client: pg.Client | null; released: boolean } = { client, released: false };
  const keep = (current: pg.Client) => {
    held.client = current;
    current.on('end', () => {
      held.client = null;
      retakeLater();
    });
  };
  const retakeLater = () => {
    if (held.released) return;
    setTimeout(async () => {
      const again = held.released ? null : await tryLock(connection).catch(() => null);
      if (again === null) retakeLater();
      else if (held.released) await again.end();
      else keep(again);
    }, RETAKE_MS).unref();
  };
  keep(client);
  return {
    release: async () => {
      held.released = true;
      await held.client?.end();
    },
  };
}

async function tryLock(connection: ConnectionOptions): Promise<pg.Client | null> {
  const client = await connectClient(connection, 'pairwell server');
  const result = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [SERVER_LOCK]);
  if (result.rows[0]?.taken) return client;
  await client.end();
  return null;
}
