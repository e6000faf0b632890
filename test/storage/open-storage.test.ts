import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { connectClient } from '../../src/storage/database.ts';
import { readApplied, readMigrations } from '../../src/storage/migrations.ts';
import { openStorage, type Storage, type StorageOptions } from '../../src/storage/open-storage.ts';

/** A database and a login of each test's own, on the cluster that all test files share. */
let name: string;
const opened: Storage[] = [];

const host = () => inject('clusterSocket');
const urlOf = (user: string, database = name) =>
  `postgresql://${user}@/${database}?host=${encodeURIComponent(host())}&port=${inject('clusterPort')}`;

async function open(databaseUrl: string, options: Partial<StorageOptions> = {}): Promise<Storage> {
  const storage = await openStorage({
    dataDir: '/nowhere',
    databaseUrl,
    appPassword: 'app secret',
    applicationName: 'pairwell test',
    maxConnections: 2,
    supervise: false,
    ...options,
  });
  opened.push(storage);
  return storage;
}

async function admin(text: string, database = 'postgres'): Promise<Record<string, unknown>[]> {
  const server = { host: host(), port: inject('clusterPort'), user: 'pairwell', database };
  const client = await connectClient(server, 'test');
  return client
    .query(text)
    .then((result) => result.rows)
    .finally(() => client.end());
}

beforeEach(async () => {
  name = `own_${randomBytes(6).toString('hex')}`;
  await admin(`CREATE ROLE ${name}_owner LOGIN CREATEROLE`);
  await admin(`CREATE DATABASE ${name} OWNER ${name}_owner TEMPLATE template0`);
});

afterEach(async () => {
  for (const storage of opened.splice(0)) await storage.close();
  await admin(`DROP DATABASE ${name} WITH (FORCE)`);
  for (const role of ['app', 'network', 'owner']) await admin(`DROP ROLE IF EXISTS ${name}_${role}`);
});

describe('a database of one’s own (DATABASE_URL)', () => {
  it('gets its roles, its tables, and a login that row-level security binds', async () => {
    const storage = await open(urlOf(`${name}_owner`));
    expect(storage).toMatchObject({ embedded: false, connection: { user: `${name}_app`, database: name } });
    expect(await storage.database.isReady()).toBe(true);
    const roles = await admin(`SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb
      FROM pg_roles WHERE rolname IN ('${name}_app', '${name}_network') ORDER BY 1`);
    const none = { rolcanlogin: true, rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
    expect(roles).toEqual([
      { rolname: `${name}_app`, ...none },
      { rolname: `${name}_network`, ...none },
    ]);
    await expect(storage.database.global.selectFrom('item').selectAll().execute()).rejects.toThrow();
  });

  it('opens the second time with the application’s login alone', async () => {
    await (await open(urlOf(`${name}_owner`))).database.isReady();
    await admin(`ALTER ROLE ${name}_owner NOLOGIN`);
    const again = await open(urlOf(`${name}_owner`));
    expect(await again.database.isReady()).toBe(true);
  });

  it('is set up once when two processes open it at the same time', async () => {
    const storages = await Promise.all([open(urlOf(`${name}_owner`)), open(urlOf(`${name}_owner`))]);
    for (const { database } of storages) expect(await database.isReady()).toBe(true);
  });

  it('takes logins that an administrator made with the SQL of the message', async () => {
    await admin(`ALTER ROLE ${name}_owner NOCREATEROLE`);
    const error = await open(urlOf(`${name}_owner`)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'StorageError', code: 'missing_roles' });
    const hint = String((error as { hint: string }).hint);
    expect(hint).toContain(`CREATE ROLE "${name}_app" LOGIN PASSWORD 'app secret' NOSUPERUSER NOBYPASSRLS`);
    const statements = hint.split('\n').filter((text) => text.startsWith('CREATE ROLE'));
    expect(statements).toHaveLength(2);
    for (const statement of statements) await admin(statement);
    expect(await (await open(urlOf(`${name}_owner`))).database.isReady()).toBe(true);
  });

  it('says how to make the role that is missing when the other is there', async () => {
    await admin(`CREATE ROLE ${name}_app LOGIN`);
    await admin(`ALTER ROLE ${name}_owner NOCREATEROLE`);
    const error = await open(urlOf(`${name}_owner`)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'missing_roles' });
    const statements = String((error as { hint: string }).hint)
      .split('\n')
      .filter((text) => text.startsWith('CREATE'));
    for (const statement of statements) await admin(statement);
    expect(await (await open(urlOf(`${name}_owner`))).database.isReady()).toBe(true);
  });

  it.each(['SUPERUSER', 'BYPASSRLS'])('is refused when the application’s role is %s', async (power) => {
    await admin(`CREATE ROLE ${name}_app LOGIN ${power}`);
    await admin(`CREATE ROLE ${name}_network LOGIN`);
    await expect(open(urlOf(`${name}_owner`))).rejects.toMatchObject({
      code: 'unsafe_role',
      message: `The role "${name}_app" could read every store.`,
      hint: `Run: ALTER ROLE "${name}_app" NOSUPERUSER NOBYPASSRLS;`,
    });
  });

  it('is refused when the application’s role became a superuser after the set-up', async () => {
    await open(urlOf(`${name}_owner`));
    await admin(`ALTER ROLE ${name}_app SUPERUSER`);
    await expect(open(urlOf(`${name}_owner`))).rejects.toMatchObject({ code: 'unsafe_role' });
  });

  it('is refused when a newer Pairwell wrote it', async () => {
    await open(urlOf(`${name}_owner`));
    await admin("INSERT INTO schema_version VALUES (9999, 'from-the-future', 'x', now())", name);
    await expect(open(urlOf(`${name}_owner`))).rejects.toMatchObject({ code: 'newer_schema' });
  });

  it('has every shipped migration', async () => {
    const { connection } = await open(urlOf(`${name}_owner`));
    const client = await connectClient(connection, 'test');
    const applied = await readApplied(client).finally(() => client.end());
    expect(applied.map((row) => row.version)).toEqual((await readMigrations()).map((migration) => migration.version));
  });

  it('lets the application write nothing to the schema and change nothing that was written once', async () => {
    const { connection } = await open(urlOf(`${name}_owner`));
    const client = await connectClient(connection, 'test');
    // Without a store the policies fail while planning, before the permissions are looked at.
    await client.query("SELECT set_config('pairwell.store_id', '1', false)");
    try {
      for (const text of [
        'CREATE TABLE mine ()',
        'DELETE FROM schema_version',
        'DELETE FROM item',
        'UPDATE change SET kind = $$x$$',
      ]) {
        await expect(client.query(text)).rejects.toThrow(/permission denied/);
      }
    } finally {
      await client.end();
    }
  });
});

describe('addresses that lead nowhere', () => {
  it('a database that does not exist', async () => {
    const answer = open(urlOf(`${name}_owner`, `${name}_none`));
    await expect(answer).rejects.toMatchObject({ name: 'StorageError', code: 'database_unavailable' });
  });

  it('a server that is not there', async () => {
    const answer = open('postgresql://user@127.0.0.1:1/database');
    await expect(answer).rejects.toMatchObject({ name: 'StorageError', code: 'database_unavailable' });
  });

  it('no address at all', async () => {
    for (const url of ['postgresql://user:pass@host:port/x', 'not an address', 'mysql://user@host/x']) {
      const error = await open(url).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: 'StorageError', code: 'invalid_database_url' });
    }
  });

  it('keeps the password out of the message', async () => {
    const error = await open('postgresql://user:hunter2@127.0.0.1:1/database').catch((reason: unknown) => reason);
    expect(String(error) + String((error as { hint: string }).hint)).not.toContain('hunter2');
  });
});
