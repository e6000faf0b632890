import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { connectClient } from '../../src/storage/database.ts';
import {
  type Migration,
  migrate,
  pendingMigrations,
  readApplied,
  readMigrations,
} from '../../src/storage/migrations.ts';

/** A cluster administrator's session on one database. */
const connect = (database: string): Promise<pg.Client> =>
  connectClient({ host: inject('clusterSocket'), port: inject('clusterPort'), user: 'pairwell', database }, 'test');

let name: string;
let one: pg.Client;
let two: pg.Client;
let shipped: Migration[];

beforeEach(async () => {
  shipped = await readMigrations();
  name = `test_${randomBytes(6).toString('hex')}`;
  await runOn('postgres', `CREATE DATABASE ${name} TEMPLATE template0`);
  [one, two] = [await connect(name), await connect(name)];
});

afterEach(async () => {
  await one.end();
  await two.end();
  await runOn('postgres', `DROP DATABASE ${name} WITH (FORCE)`);
});

async function runOn(database: string, text: string): Promise<void> {
  const client = await connect(database);
  await client.query(text).finally(() => client.end());
}

const extra = (text: string): Migration => {
  const version = (shipped.at(-1)?.version ?? 0) + 1;
  return { version, name: 'extra', checksum: 'extra', text };
};

describe('readMigrations', () => {
  it('reads the shipped files in their order, numbered without a gap', () => {
    expect(shipped.map((migration) => migration.version)).toEqual(shipped.map((_, index) => index + 1));
    expect(new Set(shipped.map((migration) => migration.checksum)).size).toBe(shipped.length);
  });
});

describe('migrate', () => {
  it('applies everything to an empty database, and nothing the second time', async () => {
    expect(await migrate(one, shipped)).toEqual(shipped);
    expect(await migrate(one, shipped)).toEqual([]);
    expect((await readApplied(one)).map((row) => row.version)).toEqual(shipped.map((migration) => migration.version));
  });

  it('applies only what is pending', async () => {
    const first = shipped.slice(0, -1);
    await migrate(one, first);
    expect((await migrate(one, shipped)).map((migration) => migration.version)).toEqual([shipped.at(-1)?.version]);
  });

  it('applies each file once when two processes begin at the same time', async () => {
    const applied = await Promise.all([migrate(one, shipped), migrate(two, shipped)]);
    expect(applied.map((part) => part.length).sort((a, b) => a - b)).toEqual([0, shipped.length]);
  });

  it('refuses a database that a newer Pairwell wrote, and leaves it alone', async () => {
    await migrate(one, [...shipped, extra('CREATE TABLE from_the_future ()')]);
    const newest = shipped.length;
    await expect(migrate(two, shipped)).rejects.toMatchObject({
      code: 'newer_schema',
      message: `The database has schema version ${newest + 1} ("extra"); this Pairwell knows ${newest}.`,
      hint: expect.stringContaining('Nothing was changed'),
    });
    expect(await readApplied(two)).toHaveLength(newest + 1);
  });

  it('refuses when a file that was applied has changed', async () => {
    await migrate(one, shipped);
    const edited = shipped.map((migration) => (migration.version === 2 ? { ...migration, checksum: 'x' } : migration));
    await expect(migrate(one, edited)).rejects.toMatchObject({
      code: 'changed_migration',
      message: expect.stringContaining('Migration 2 ("catalogue")'),
    });
  });

  it('refuses when a file that was applied is missing', () => {
    const applied = shipped.map(({ version, name: file, checksum }) => ({ version, name: file, checksum }));
    const without = shipped.filter((migration) => migration.version !== 2);
    expect(() => pendingMigrations(without, applied)).toThrow('Migration 2 ("catalogue")');
  });

  it('undoes a file that fails, keeps those before it, and lets the next process in', async () => {
    const broken = extra('CREATE TABLE half_way (); SELECT 1 / 0;');
    await expect(migrate(one, [...shipped, broken])).rejects.toMatchObject({
      code: 'migration_failed',
      message: expect.stringContaining('division by zero'),
    });
    expect(await readApplied(one)).toHaveLength(shipped.length);
    expect((await two.query("SELECT to_regclass('half_way') AS found")).rows).toEqual([{ found: null }]);
    expect(await migrate(two, shipped)).toEqual([]);
  });
});

describe('the Tables interface', () => {
  it('names exactly the columns that the migrations make, with their nullability', async () => {
    await migrate(one, shipped);
    const { rows } = await one.query<{ table: string; column: string; nullable: boolean }>(
      // A column of a view may hold null for all that the catalogue knows.
      `SELECT c.table_name AS table, c.column_name AS column,
         c.is_nullable = 'YES' AND t.table_type <> 'VIEW' AS nullable
       FROM information_schema.columns c
       JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
       WHERE c.table_schema = 'public'`,
    );
    const real = rows.map((row) => `${row.table}.${row.column}${row.nullable ? '?' : ''}`).sort();
    expect(real.length).toBeGreaterThan(100);
    expect(await declaredColumns()).toEqual(real);
  });
});

/** "table.column" of every column that src/storage declares, with "?" where it may be null. */
async function declaredColumns(): Promise<string[]> {
  const names = ['tables.ts', 'digest-tables.ts', 'experiment-tables.ts', 'import-tables.ts', 'rollup-tables.ts'];
  const files = names.map((name) => new URL(`../../src/storage/${name}`, import.meta.url));
  const sources = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const bodies = sources.map(
    (source) => /export interface \w*Tables(?: extends [\w, ]+)? \{\n([\s\S]*?)\n\}/.exec(source)?.[1] ?? '',
  );
  return [...bodies.join('\n').matchAll(/^ {2}(\w+): \{([\s\S]*?)\};$/gm)]
    .flatMap(([, table, columns = '']) =>
      [...columns.matchAll(/(\w+): ([^;]+?)\s*(?:;|$)/g)].map(([, column, type = '']) => {
        return `${table}.${column}${/\bnull\b|Nullable/.test(type) ? '?' : ''}`;
      }),
    )
    .sort();
}
