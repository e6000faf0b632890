import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import type { Account, DataFolder } from './data-folder.ts';
import { EmbeddedPostgresError, errnoOf, explainFailedRun } from './embedded-error.ts';
import { finish, type Launch, start } from './run-as.ts';
import { giveTree } from './server-account.ts';
import { initdbArguments } from './settings.ts';

const DRAFT = 'postgres.new-';

/** The PostgreSQL major version of the database files; null when there are none yet. */
export async function readClusterMajor(folder: DataFolder): Promise<number | null> {
  const version = await readFile(join(folder.cluster, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  });
  return version === null ? null : Number.parseInt(version, 10);
}

/**
 * Makes the database files: under a draft name, renamed when complete and on disk, so that an initdb that was cut off
 * leaves nothing but a draft, which the next one sweeps away. To be called under the folder's lock.
 *
 * @throws EmbeddedPostgresError `folder_is_not_ours`, `disk_full`, `start_failed`.
 */
export async function initializeCluster(
  folder: DataFolder,
  { binaries, launch, account }: { binaries: Binaries; launch: Launch; account: Account },
): Promise<void> {
  await removeEmptyCluster(folder);
  await sweepDrafts(folder);
  const draft = join(folder.path, `${DRAFT}${randomUUID()}`);
  await mkdir(draft, { mode: 0o700 });
  await giveTree(draft, account);
  const { exitCode, output } = await finish(start(launch, [binaries.initdb, ...initdbArguments(draft)]));
  if (exitCode !== 0) {
    await sweepDrafts(folder);
    throw explainFailedRun('PostgreSQL could not create the database files (initdb)', {
      dataDir: folder.path,
      words: output,
    });
  }
  await rename(draft, folder.cluster);
  await syncFolder(folder.path);
}

async function removeEmptyCluster(folder: DataFolder): Promise<void> {
  try {
    await rmdir(folder.cluster);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return;
    if (errnoOf(error) !== 'ENOTEMPTY' && errnoOf(error) !== 'EEXIST') throw error;
    throw new EmbeddedPostgresError(
      'folder_is_not_ours',
      `${folder.cluster} holds files, but no database (no PG_VERSION).`,
      {
        hint: `Restore the folder from a backup, or move ${folder.cluster} away to begin with an empty database.`,
        cause: error,
      },
    );
  }
}

/** Best effort: an initdb whose parent was killed may still be writing; what it leaves is swept the next time. */
async function sweepDrafts(folder: DataFolder): Promise<void> {
  for (const name of await readdir(folder.path)) {
    if (name.startsWith(DRAFT))
      await rm(join(folder.path, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** A rename survives a power failure once its folder is on disk. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}
