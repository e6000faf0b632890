import type pg from 'pg';
import { type ConnectionOptions, connectClient } from './database.ts';

const SERVER_LOCK = 7_246_952;

/** Held by the one server process of a data folder; the database gives it up when the process ends, however it ends. */
export interface ServerLock {
  release(): Promise<void>;
}

/** Takes the server's place in this database, or gives null when another server has it. */
export async function takeServerLock(connection: ConnectionOptions): Promise<ServerLock | null> {
  const client: pg.Client = await connectClient(connection, 'pairwell server');
  const result = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [SERVER_LOCK]);
  if (result.rows[0]?.taken) return { release: () => client.end() };
  await client.end();
  return null;
}
