import { CompiledQuery, Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { StorageError } from './storage-error.ts';
import type { Tables } from './tables.ts';

/** A transaction that sees one store and nothing else. Queries take this, never the outer handle. */
export interface StoreScope {
  readonly tx: Transaction<Tables>;
  readonly storeId: number;
}

/** A handle on the global tables (`store`, `user_account`, ...), outside every store. */
export type GlobalHandle = Kysely<Tables>;

/** Runs one statement of a hot path: prepared under its name once for each connection. */
export type RunStatement = <Row>(statement: HotStatement, values: readonly unknown[]) => Promise<Row[]>;

/** A statement of a hot path; the name belongs to the text. */
export interface HotStatement {
  readonly name: string;
  readonly text: string;
}

/** A transaction that sees one person's memberships in all stores, and no other row of any store. */
export interface UserScope {
  readonly tx: Transaction<Tables>;
  readonly userId: number;
}

/** No store has this number: a transaction that names it sees no store. */
const NO_STORE = '0';

/** How to reach a PostgreSQL database, in the words of node-postgres. */
export interface ConnectionOptions {
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  readonly ssl?: pg.ClientConfig['ssl'];
}

/** How many connections the pool has, and how it behaves when all of them are taken. */
export interface DatabaseOptions {
  readonly maxConnections: number;
  /** What the database shows of the connections. */
  readonly applicationName: string;
  /** How long work waits for a connection before it fails; 3 s where nothing is said. */
  readonly connectTimeoutMs?: number;
}

/** A guest waits for an answer: what cannot begin by then is left out. */
const CONNECT_TIMEOUT_MS = 3_000;
const INT8_OID = 20;
const DATE_OID = 1082;

/** bigint arrives as number (ids and money stay below 2^53), date as the text 'YYYY-MM-DD'. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8_OID) return Number;
    if (oid === DATE_OID) return (text: string) => text;
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
} as pg.CustomTypesConfig;

/**
 * The application's pool, logged in as the role that row-level security binds.
 *
 * `forStore` is the only way to a store's rows: it opens a transaction and names the store in it, so the setting
 * ends with the transaction, also after an error, and a connection never carries one store's name to the next.
 */
export class Database {
  readonly pool: pg.Pool;
  readonly #kysely: Kysely<Tables>;

  constructor(connection: ConnectionOptions, options: DatabaseOptions) {
    this.pool = new pg.Pool({
      ...connection,
      types,
      max: options.maxConnections,
      application_name: options.applicationName,
      connectionTimeoutMillis: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    this.pool.on('error', () => undefined);
    // The same for one that breaks between two queries of a transaction: the next query tells whoever uses it.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
    this.#kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: this.pool }) });
  }

  /**
   * Runs `work` in one transaction that sees the rows of this store only; an error rolls everything back.
   * With `frozen` the whole transaction sees the store as it was at its first query.
   */
  async forStore<T>(
    storeId: number,
    work: (scope: StoreScope) => Promise<T>,
    { frozen = false }: { frozen?: boolean } = {},
  ): Promise<T> {
    requireStoreId(storeId);
    const transaction = this.#kysely.transaction();
    const isolated = frozen ? transaction.setIsolationLevel('repeatable read') : transaction;
    return isolated.execute(async (tx) => {
      await tx.executeQuery(CompiledQuery.raw("SELECT set_config('pairwell.store_id', $1, true)", [String(storeId)]));
      return work({ tx, storeId });
    });
  }

  /**
   * The same as {@link forStore} for hot paths: it begins in one round trip instead of two, and its statements are parsed
   * and planned once for each connection.
   */
  async forStoreHot<T>(storeId: number, work: (run: RunStatement) => Promise<T>): Promise<T> {
    requireStoreId(storeId);
    const client = await this.pool.connect();
    let fault: Error | undefined;
    try {
      await client.query(`BEGIN; SELECT set_config('pairwell.store_id', '${storeId}', true)`);
      const answer = await work(async (statement, values) => {
        const { rows } = await client.query({ ...statement, values: [...values] });
        return rows;
      });
      await client.query('COMMIT');
      return answer;
    } catch (error) {
      // A connection that cannot even roll back is not given to the next.
      await client.query('ROLLBACK').catch((broken: Error) => {
        fault = broken;
      });
      throw error;
    } finally {
      client.release(fault);
    }
  }

  /** Runs `work` in one transaction that sees the memberships of this person, in whatever store, and nothing else. */
  async forUser<T>(userId: number, work: (scope: UserScope) => Promise<T>): Promise<T> {
    return this.#kysely.transaction().execute(async (tx) => {
      const text = "SELECT set_config('pairwell.store_id', $1, true), set_config('pairwell.user_id', $2, true)";
      await tx.executeQuery(CompiledQuery.raw(text, [NO_STORE, String(userId)]));
      return work({ tx, userId });
    });
  }

  /** Runs `work` on the global tables in one transaction; an error rolls everything back. */
  async inTransaction<T>(work: (handle: GlobalHandle) => Promise<T>): Promise<T> {
    return this.#kysely.transaction().execute(work);
  }

  /**
   * One read of a store in a single round trip, for looks that every request takes. PostgreSQL runs both statements in one
   * transaction, so the store's name ends with it here too.
   *
   * @param text one SELECT without parameters; the store is `current_setting('pairwell.store_id')::bigint`
   */
  async readStore<T>(storeId: number, text: string): Promise<T[]> {
    requireStoreId(storeId);
    const results: unknown = await this.pool.query(
      `SELECT set_config('pairwell.store_id', '${storeId}', true); ${text}`,
    );
    return (results as pg.QueryResult[]).at(-1)?.rows as T[];
  }

  /** The handle for the global tables. Tables of stores refuse it: no store is named. */
  get global(): GlobalHandle {
    return this.#kysely;
  }

  /** True when the database answers. */
  async isReady(): Promise<boolean> {
    try {
      await sql`SELECT 1`.execute(this.#kysely);
      return true;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    await this.#kysely.destroy();
  }
}

function requireStoreId(storeId: number): void {
  if (Number.isSafeInteger(storeId) && storeId >= 1) return;
  throw new StorageError('invalid_store_id', `A store id must be a positive integer, not ${String(storeId)}.`, {
    hint: 'Look the store up by its slug first.',
  });
}

/** A session of its own. */
export type SessionClient = pg.Client;

/** A single connection outside the pool, for LISTEN, COPY and locks that live as long as a session. */
export async function connectClient(connection: ConnectionOptions, applicationName: string): Promise<SessionClient> {
  const client = new pg.Client({ ...connection, types, application_name: applicationName });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
