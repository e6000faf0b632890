import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { type ConnectionOptions, connectClient, Database } from '../../src/storage/database.ts';

/** A database of one test file's own. */
export interface TestDatabase {
  /** The application's connection: row-level security binds it. */
  readonly connection: ConnectionOptions;
  /** The administrator's connection, to look behind the application's back. */
  readonly admin: ConnectionOptions;
  open(maxConnections?: number): Database;
  drop(): Promise<void>;
}

/** Copies the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = { host: inject('clusterSocket'), port: inject('clusterPort') };
  const name = `test_${randomBytes(6).toString('hex')}`;
  const opened: Database[] = [];
  const runAsAdmin = async (text: string) => {
    const client = await connectClient({ ...server, user: 'pairwell', database: 'postgres' }, 'pairwell test');
    await client.query(text).finally(() => client.end());
  };
  await runAsAdmin(`CREATE DATABASE ${name} TEMPLATE pairwell OWNER pairwell_owner`);
  const connection = { ...server, user: 'pairwell_app', database: name };
  return {
    connection,
    admin: { ...server, user: 'pairwell', database: name },
    open: (maxConnections = 3) => {
      const database = new Database(connection, {
        maxConnections,
        applicationName: 'pairwell test',
        // Tests say what is answered, not how fast: on a busy machine three connections are waited for.
        connectTimeoutMs: 60_000,
      });
      opened.push(database);
      return database;
    },
    drop: async () => {
      for (const database of opened) await database.close();
      await runAsAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
