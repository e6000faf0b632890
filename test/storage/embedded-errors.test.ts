import { execFileSync, spawnSync } from 'node:child_process';
import { cp, lstat, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBinaries, type Host, thisHost } from '../../src/storage/embedded/binaries.ts';
import { prepareDataFolder } from '../../src/storage/embedded/data-folder.ts';
import { EmbeddedPostgresError, explainFailedRun } from '../../src/storage/embedded/embedded-error.ts';
import { findBarrier, mayEnter } from '../../src/storage/embedded/traversal.ts';
import { StorageError } from '../../src/storage/storage-error.ts';
import { ask, isRoot, NOBODY, Workbench } from './embedded-harness.ts';

let bench: Workbench;
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.clean());

async function refusal(work: Promise<unknown>): Promise<EmbeddedPostgresError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof EmbeddedPostgresError)) throw error ?? new Error('was not refused');
  expect(error).toBeInstanceOf(StorageError);
  expect(error.hint.length).toBeGreaterThan(10);
  return error;
}

describe('no binary', () => {
  const host: Host = { ...thisHost(), platform: 'linux', arch: 'x64', musl: false };
  const missing = () => {
    throw new Error('not installed');
  };

  test.each([
    [{ ...host, platform: 'win32' }, 'win32-x64'],
    [{ ...host, arch: 'riscv64' }, 'linux-riscv64'],
    [{ ...host, musl: true }, 'musl'],
    [{ ...host, resolve: missing }, 'linux-x64'],
  ])('%#: says for which machine, and to set DATABASE_URL', async (machine, name) => {
    const error = await refusal(findBinaries(machine));
    expect(error.code).toBe('no_binary');
    expect(error.message).toContain(`There is no PostgreSQL binary for`);
    expect(error.message).toContain(name);
    expect(error.hint).toContain('DATABASE_URL');
  });

  test('an installation without its install scripts gets its symbolic links', async () => {
    const folder = join(await bench.folder(), 'package');
    const installed = (await findBinaries()).root;
    await mkdir(join(folder, 'native', 'lib'), { recursive: true });
    await cp(join(installed, '..', 'package.json'), join(folder, 'package.json'));
    await cp(join(installed, 'pg-symlinks.json'), join(folder, 'native', 'pg-symlinks.json'));
    await symlink(join(installed, 'bin'), join(folder, 'native', 'bin'));
    const whole = (await readdir(join(installed, 'lib'), { withFileTypes: true })).filter((entry) => entry.isFile());
    for (const { name } of whole) await writeFile(join(folder, 'native', 'lib', name), '');
    await findBinaries({ ...thisHost(), resolve: () => join(folder, 'dist', 'index.js') });
    const libpq = (await readdir(join(folder, 'native', 'lib'))).filter((name) => name.startsWith('libpq.so'));
    expect(libpq.length).toBeGreaterThan(1);
    expect((await lstat(join(folder, 'native', 'lib', 'libpq.so'))).isSymbolicLink()).toBe(true);
  });
});

describe('the data folder', () => {
  test.each([['notes.txt'], ['PG_VERSION'], ['postgres']])(
    'with a foreign %s is refused and left alone',
    async (name) => {
      const dataDir = await bench.folder();
      await writeFile(join(dataDir, name), '17\n');
      const error = await refusal(bench.open(dataDir));
      expect(error.code).toBe('folder_is_not_ours');
      expect(error.message).toContain(dataDir);
      expect(await readdir(dataDir)).toEqual([name]);
    },
  );

  test('may be an existing empty folder, also the mount point of a new disk', async () => {
    const dataDir = await bench.folder();
    await mkdir(join(dataDir, 'lost+found'));
    await writeFile(join(dataDir, '.gitignore'), '*\n');
    const folder = await prepareDataFolder(dataDir);
    expect(await readdir(folder.path)).toContain('pairwell-data.txt');
    expect((await prepareDataFolder(dataDir)).path).toBe(folder.path);
  });

  test('below a file is not writable', async () => {
    const file = join(await bench.folder(), 'file');
    await writeFile(file, '');
    const error = await refusal(bench.open(join(file, 'data')));
    expect(error.code).toBe('folder_not_writable');
    expect(error.message).toContain(join(file, 'data'));
  });

  test('of another PostgreSQL major is refused with the ways out', async () => {
    const dataDir = await bench.dataDir();
    const { cluster } = await prepareDataFolder(dataDir);
    await mkdir(cluster, { mode: 0o700 });
    await writeFile(join(cluster, 'PG_VERSION'), '14\n');
    const error = await refusal(bench.open(dataDir));
    expect(error.code).toBe('other_major');
    expect(error.message).toMatch(/PostgreSQL 14; this Pairwell brings PostgreSQL 18/);
    for (const way of ['release that wrote it', 'PAIRWELL_DATA', 'DATABASE_URL']) expect(error.hint).toContain(way);
  });

  test('with files in postgres/ that are no database is refused, an empty postgres/ is used', async () => {
    const dataDir = await bench.dataDir();
    const { cluster } = await prepareDataFolder(dataDir);
    await mkdir(cluster, { mode: 0o700 });
    await writeFile(join(cluster, 'base.tar'), '');
    expect((await refusal(bench.open(dataDir))).code).toBe('folder_is_not_ours');
    expect(await readdir(cluster)).toEqual(['base.tar']);
    await rm(join(cluster, 'base.tar'));
    const server = await bench.open(dataDir);
    expect(server.started).toBe(true);
    await server.close();
  });

  test("with damaged settings fails with PostgreSQL's own words, and leaves nothing behind", async () => {
    const dataDir = await bench.dataDir();
    await (await bench.open(dataDir)).close();
    await writeFile(join(dataDir, 'postgres', 'postgresql.conf'), 'shared_buffers = plenty\n');
    const error = await refusal(bench.open(dataDir));
    expect(error.code).toBe('start_failed');
    expect(error.message).toContain('shared_buffers');
    expect(error.hint).toContain('postgres.log');
    expect(await readdir(join(dataDir, 'users'))).toEqual([]);
  });
});

describe("PostgreSQL's last words", () => {
  const dataDir = '/var/lib/pairwell';
  test.each([
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'disk_full', /Make room/],
    ['PANIC:  could not write to file "pg_wal/xlogtemp.9": Disk quota exceeded', 'disk_full', /Make room/],
    ['FATAL:  could not resize shared memory segment "/PostgreSQL.1": No space left on device', 'start_failed', /shm/],
    ['FATAL:  could not create shared memory', 'start_failed', /postgres\.log/],
  ])('%s', (words, code, hint) => {
    const error = explainFailedRun('PostgreSQL did not start', { dataDir, words });
    expect(error.code).toBe(code);
    expect(error.message).toContain(dataDir);
    expect(error.hint).toMatch(hint);
  });
});

describe('passing folders', () => {
  test.each([
    [{ uid: 5, gid: 5, mode: 0o40700 }, true],
    [{ uid: 5, gid: 6, mode: 0o40070 }, false],
    [{ uid: 4, gid: 5, mode: 0o40710 }, true],
    [{ uid: 4, gid: 5, mode: 0o40701 }, false],
    [{ uid: 4, gid: 4, mode: 0o40755 }, true],
    [{ uid: 4, gid: 4, mode: 0o40744 }, false],
  ])('%o: %s for user 5 of group 5', (folder, free) => {
    expect(mayEnter(folder, { uid: 5, gid: 5 })).toBe(free);
  });

  test('names the topmost closed folder', async () => {
    const closed = join(await bench.folder(), 'closed');
    await mkdir(join(closed, 'inner'), { recursive: true, mode: 0o700 });
    const stranger = { uid: 4_000_000, gid: 4_000_000 };
    // mkdtemp's own folder is private already.
    expect(await findBarrier(join(closed, 'inner'), stranger)).toBe(join(closed, '..'));
    expect(await findBarrier('/', stranger)).toBeNull();
  });
});

describe.skipIf(!isRoot)('as root (skipped for a normal user)', () => {
  test('a folder that a normal user may not write', async () => {
    const dataDir = join('/usr', 'pairwell-test-nobody-may-write');
    const line = await bench.spawnOpener(dataDir, { uid: NOBODY }).line();
    expect(line).toMatchObject({ code: 'folder_not_writable', message: expect.stringContaining(dataDir) });
    expect(line.hint).toContain('DATABASE_URL');
  });

  test("below root's closed folder, without the right to open the way", async () => {
    const dataDir = await bench.dataDir(await bench.folder('/root'));
    const opener = join(import.meta.dirname, 'embedded-opener.ts');
    const powers = '--bounding-set=-dac_override,-dac_read_search';
    const { stdout } = spawnSync('setpriv', [powers, process.execPath, opener, dataDir], { encoding: 'utf8' });
    const line = JSON.parse(stdout);
    expect(line).toMatchObject({ code: 'not_traversable', message: expect.stringContaining('/root') });
    for (const way of ['normal user', '/var/lib/pairwell', 'DATABASE_URL']) expect(line.hint).toContain(way);
  });

  test('a full disk, at the first start and later (a small file system in memory)', async ({ skip }) => {
    const disk = await bench.folder();
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m,mode=755', 'tmpfs', disk]).status !== 0) skip('no mount');
    try {
      const error = await refusal(bench.open(join(disk, 'data')));
      expect(error.code).toBe('disk_full');
      expect(error.message).toContain(join(disk, 'data'));
      expect(await readdir(join(disk, 'data'))).not.toContain('postgres');
      execFileSync('mount', ['-o', 'remount,size=200m', disk]);
      const server = await bench.open(join(disk, 'data'));
      expect(server.started).toBe(true);
      await ask(server.connection, 'CREATE TABLE kept AS SELECT 5 AS n');
      const full = join(disk, 'filler');
      spawnSync('dd', ['if=/dev/zero', `of=${full}`, 'bs=64k']);
      await server.close();
      expect(await readdir(join(disk, 'data', 'users'))).toEqual([]);
      expect((await refusal(bench.open(join(disk, 'data')))).code).toBe('disk_full');
      await rm(full);
      const again = await bench.open(join(disk, 'data'));
      expect(again.started).toBe(true);
      expect(await ask(again.connection, 'SELECT n FROM kept')).toBe(5);
      await again.close();
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  test('a read-only disk', async ({ skip }) => {
    const disk = await bench.folder();
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,ro', 'tmpfs', disk]).status !== 0) skip('no mount');
    try {
      const error = await refusal(bench.open(join(disk, 'data')));
      expect(error.code).toBe('folder_not_writable');
      expect(error.message).toContain('EROFS');
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
