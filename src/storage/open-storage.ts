import pg from 'pg';
import { type ConnectionOptions, connectClient, Database } from './database.ts';
import { type EmbeddedEvent, type EmbeddedPostgres, openEmbeddedPostgres } from './embedded/embedded-postgres.ts';
import { type Migration, migrate, pendingMigrations, readApplied, readMigrations } from './migrations.ts';
import { ensureRoles, grantTables, type Roles, rolesOf } from './roles.ts';
import { StorageError } from './storage-error.ts';

/** Where the database is and how this process uses it. */
export interface StorageOptions {
  readonly dataDir: string;
  /** Any PostgreSQL 15 or newer; null = the embedded server in the data folder. */
  readonly databaseUrl: string | null;
  /** Password of the application's login on a database of your own; not used by the embedded server. */
  readonly appPassword: string;
  readonly applicationName: string;
  readonly maxConnections: number;
  /** True in the server process: restart the embedded server when it dies. */
  readonly supervise: boolean;
  readonly onEvent?: (event: EmbeddedEvent) => void;
}

/** The opened, migrated database of this process. */
export interface Storage {
  readonly database: Database;
  /** The application's connection, for sessions of its own (LISTEN, COPY, jobs). */
  readonly connection: ConnectionOptions;
  readonly embedded: boolean;
  close(): Promise<void>;
}

const OLDEST_SERVER = 150_000;
const BOOTSTRAP_LOCK = 7_246_950;
const EMBEDDED_DATABASE = 'pairwell';
const SETUP_NAME = 'pairwell setup';
/** PostgreSQL's words for: no such database, no such role, no such table, wrong password, not granted. */
const NOT_SET_UP = new Set(['3D000', '28000', '42P01', '28P01', '42501']);

/**
 * Opens the database, creating and migrating it where needed.
 *
 * @throws StorageError with a code and a way out: see docs/errors.md.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const migrations = await readMigrations();
  if (options.databaseUrl !== null) return openExternal(options, migrations, options.databaseUrl);
  const server = await openEmbeddedPostgres({
    dataDir: options.dataDir,
    supervise: options.supervise,
    ...(options.onEvent ? { onEvent: options.onEvent } : {}),
  });
  try {
    const storage = await openEmbedded(options, migrations, server);
    return { ...storage, close: () => storage.close().finally(() => server.close()) };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function openEmbedded(
  options: StorageOptions,
  migrations: readonly Migration[],
  server: EmbeddedPostgres,
): Promise<Storage> {
  const roles = rolesOf(EMBEDDED_DATABASE);
  const connection = { ...server.connection, user: roles.app, database: EMBEDDED_DATABASE };
  if (!(await isUpToDate(connection, migrations))) {
    await bootstrapEmbedded(server.connection, { roles, migrations });
  }
  return openPool(options, connection, true);
}

/** A data folder of our own: we are the administrator, so database, owner and logins are made here. */
async function bootstrapEmbedded(
  server: ConnectionOptions,
  { roles, migrations }: { roles: Roles; migrations: readonly Migration[] },
): Promise<void> {
  const ownerName = `${EMBEDDED_DATABASE}_owner`;
  await withClient({ ...server, database: 'postgres' }, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [BOOTSTRAP_LOCK]);
    const found = await admin.query(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
              EXISTS (SELECT FROM pg_database WHERE datname = $2) AS database`,
      [ownerName, EMBEDDED_DATABASE],
    );
    if (!found.rows[0].role) await admin.query(`CREATE ROLE ${ownerName} LOGIN NOSUPERUSER NOBYPASSRLS`);
    if (!found.rows[0].database) await admin.query(`CREATE DATABASE ${EMBEDDED_DATABASE} OWNER ${ownerName}`);
    await ensureRoles(admin, roles, { password: null });
    await withClient({ ...server, user: ownerName, database: EMBEDDED_DATABASE }, async (owner) => {
      await migrate(owner, migrations);
      await grantTables(owner, roles);
    });
  });
}

async function openExternal(
  options: StorageOptions,
  migrations: readonly Migration[],
  databaseUrl: string,
): Promise<Storage> {
  const owner = readUrl(databaseUrl);
  const roles = rolesOf(String(owner.database));
  const connection = { ...owner, user: roles.app, password: options.appPassword };
  if (!(await isUpToDate(connection, migrations))) {
    await withOwner(owner, async (client) => {
      await requireVersion(client);
      // Ends with the session; roles belong to the cluster, so two first starts would make them at the same time.
      await client.query('SELECT pg_advisory_lock($1)', [BOOTSTRAP_LOCK]);
      await ensureRoles(client, roles, { password: options.appPassword });
      await migrate(client, migrations);
      await grantTables(client, roles);
    });
  }
  return openPool(options, connection, false);
}

function readUrl(databaseUrl: string): ConnectionOptions {
  try {
    if (!/^postgres(ql)?:\/\//.test(databaseUrl)) throw new TypeError('The address does not begin with postgresql://.');
    const parsed = new pg.Client({ connectionString: databaseUrl });
    return {
      host: parsed.host,
      port: parsed.port,
      user: String(parsed.user),
      database: String(parsed.database),
      ssl: parsed.ssl,
      ...(typeof parsed.password === 'string' ? { password: parsed.password } : {}),
    };
  } catch (cause) {
    throw new StorageError('invalid_database_url', 'DATABASE_URL is not the address of a PostgreSQL database.', {
      hint: 'Expected postgresql://user:password@host:5432/database',
      cause,
    });
  }
}

async function requireVersion(client: pg.Client): Promise<void> {
  const result = await client.query<{ number: string; text: string }>(
    "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS text",
  );
  const found = result.rows[0];
  if (found && Number(found.number) >= OLDEST_SERVER) return;
  throw new StorageError('old_server', `The database is PostgreSQL ${found?.text}; Pairwell needs 15 or newer.`, {
    hint: 'Upgrade it, or leave DATABASE_URL unset to use the embedded server.',
  });
}

/** One look with the application's login: the usual start needs no other. */
async function isUpToDate(connection: ConnectionOptions, migrations: readonly Migration[]): Promise<boolean> {
  try {
    return await withClient(connection, async (client) => {
      // A login that may read every store is no login of the application's: setting up again refuses it by name.
      const { rows } = await client.query<{ unsafe: boolean }>(
        'SELECT rolsuper OR rolbypassrls AS unsafe FROM pg_roles WHERE rolname = current_user',
      );
      if (rows[0]?.unsafe) return false;
      return pendingMigrations(migrations, await readApplied(client)).length === 0;
    });
  } catch (error) {
    if (NOT_SET_UP.has(codeOf(error))) return false;
    throw error instanceof StorageError ? error : unreachable(error);
  }
}

/** The same for the owner's login, which must be there. */
async function withOwner<T>(connection: ConnectionOptions, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const probe = await connectClient(connection, SETUP_NAME).catch((error: unknown) => {
    throw unreachable(error);
  });
  await probe.end();
  return withClient(connection, work);
}

async function withClient<T>(connection: ConnectionOptions, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connectClient(connection, SETUP_NAME);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function openPool(options: StorageOptions, connection: ConnectionOptions, embedded: boolean): Storage {
  const { maxConnections, applicationName } = options;
  const database = new Database(connection, { maxConnections, applicationName });
  return { database, connection, embedded, close: () => database.close() };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function unreachable(cause: unknown): StorageError {
  return new StorageError('database_unavailable', `The database does not answer: ${cause}`, {
    hint: 'Check DATABASE_URL, and that the server runs and lets this machine in.',
    cause,
  });
}
