import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { StorageError } from './storage-error.ts';

/** One numbered SQL file: `0003-orders.sql` has version 3 and name `orders`. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
  readonly text: string;
}

const FILE_NAME = /^(\d{4})-([a-z0-9-]+)\.sql$/;
/** Any constant will do, as long as every Pairwell process takes the same one. */
const MIGRATION_LOCK = 7_246_951;

/** Reads the migrations that this release ships, in order. */
export async function readMigrations(folder = new URL('./migrations/', import.meta.url)): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => FILE_NAME.test(name)).sort();
  return Promise.all(
    names.map(async (fileName) => {
      const text = await readFile(new URL(fileName, folder), 'utf8');
      const [, version, name] = FILE_NAME.exec(fileName) ?? [];
      const checksum = createHash('sha256').update(text).digest('hex');
      return { version: Number(version), name: String(name), checksum, text };
    }),
  );
}

/** A row of schema_version, as far as it matters here. */
export interface AppliedMigration {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
}

/**
 * Compares what the database has with what this release ships and gives the migrations that are still to apply.
 *
 * @throws StorageError `newer_schema` when the database is ahead, `changed_migration` when an applied file differs.
 */
export function pendingMigrations(shipped: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  const newest = shipped.at(-1)?.version ?? 0;
  for (const row of applied) {
    if (row.version > newest) {
      throw new StorageError(
        'newer_schema',
        `The database has schema version ${row.version} ("${row.name}"); this Pairwell knows ${newest}.`,
        { hint: 'Install the Pairwell release that wrote it, or a later one. Nothing was changed.' },
      );
    }
    const file = shipped.find((migration) => migration.version === row.version);
    if (file?.checksum !== row.checksum) {
      throw new StorageError(
        'changed_migration',
        `Migration ${row.version} ("${row.name}") was applied with other content than this release ships.`,
        { hint: 'Migrations are never edited: restore the file, or install the release that fits the database.' },
      );
    }
  }
  const known = new Set(applied.map((row) => row.version));
  return shipped.filter((migration) => !known.has(migration.version));
}

/** Applies what is missing, each file in its own transaction, one process at a time. Gives what it applied. */
export async function migrate(owner: pg.Client, shipped: readonly Migration[]): Promise<Migration[]> {
  await owner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    await owner.query(`CREATE TABLE IF NOT EXISTS schema_version (
      version integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL)`);
    const pending = pendingMigrations(shipped, await readApplied(owner));
    for (const migration of pending) await applyMigration(owner, migration);
    return pending;
  } finally {
    await owner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}

/** What schema_version holds, oldest first. */
export async function readApplied(client: pg.Client): Promise<AppliedMigration[]> {
  const result = await client.query<AppliedMigration>(
    'SELECT version, name, checksum FROM schema_version ORDER BY version',
  );
  return result.rows;
}

async function applyMigration(owner: pg.Client, migration: Migration): Promise<void> {
  await owner.query('BEGIN');
  try {
    await owner.query(migration.text);
    await owner.query('INSERT INTO schema_version VALUES ($1, $2, $3, now())', [
      migration.version,
      migration.name,
      migration.checksum,
    ]);
    await owner.query('COMMIT');
  } catch (cause) {
    await owner.query('ROLLBACK');
    throw new StorageError(
      'migration_failed',
      `Migration ${migration.version} ("${migration.name}") failed: ${cause}`,
      {
        hint: 'The database is as it was before this migration. Report the message together with your version.',
        cause,
      },
    );
  }
}
