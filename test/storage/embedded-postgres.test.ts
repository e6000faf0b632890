import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBinaries } from '../../src/storage/embedded/binaries.ts';
import { ask, isRoot, NOBODY, removeTemplate, runs, serverPid, until, Workbench } from './embedded-harness.ts';

let bench: Workbench;
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.clean());
afterAll(removeTemplate);

/** The server's number, of a server that must be running. */
async function pidOf(dataDir: string): Promise<number> {
  return until('postmaster.pid', () => serverPid(dataDir));
}

describe('opening a data folder', () => {
  test('creates it at first use, keeps the data, and stops the server at the last close', async () => {
    const dataDir = await bench.dataDir();
    const first = await bench.open(dataDir);
    expect(first.started).toBe(true);
    await ask(first.connection, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = await pidOf(dataDir);
    await first.close();
    await first.close();
    expect(await runs(pid)).toBe(false);
    expect(await serverPid(dataDir)).toBeNull();

    const warm = await bench.open(dataDir);
    expect(await ask(warm.connection, 'SELECT answer FROM kept')).toBe(42);
    expect(await ask(warm.connection, 'SELECT pg_current_wal_insert_lsn() IS NOT NULL')).toBe(true);
    await warm.close();
  });

  test('is durable, private and only on a socket', async () => {
    const dataDir = await bench.dataDir();
    const server = await bench.open(dataDir);
    const setting = (name: string) => ask(server.connection, `SELECT current_setting('${name}')`);
    expect(await setting('fsync')).toBe('on');
    expect(await setting('listen_addresses')).toBe('');
    expect(await setting('TimeZone')).toBe('UTC');
    expect(await setting('server_encoding')).toBe('UTF8');
    expect(await setting('data_checksums')).toBe('on');
    expect(await setting('max_connections')).toBe('100');
    expect(await ask(server.connection, "SELECT datlocale FROM pg_database WHERE datname = 'postgres'")).toBe(
      'C.UTF-8',
    );
    expect((await stat(join(dataDir, 'run'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o077).toBe(0);
    // Root's folder lets the database's group through the door, and nobody else.
    expect((await stat(dataDir)).mode & 0o777).toBe(isRoot ? 0o710 : 0o700);
    await server.close();
  });

  test('ALTER SYSTEM cannot switch fsync off', async () => {
    const dataDir = await bench.filledDir();
    const first = await bench.open(dataDir);
    await ask(first.connection, 'ALTER SYSTEM SET fsync = off');
    await ask(first.connection, "ALTER SYSTEM SET listen_addresses = '127.0.0.1'");
    await first.close();
    const second = await bench.open(dataDir);
    expect(await ask(second.connection, "SELECT current_setting('fsync')")).toBe('on');
    expect(await ask(second.connection, "SELECT current_setting('listen_addresses')")).toBe('');
    await second.close();
  });

  test('ten processes and openings at once share one server', async () => {
    const dataDir = await bench.dataDir();
    const here = Array.from({ length: 5 }, () => bench.open(dataDir));
    const openers = Array.from({ length: 5 }, () => bench.spawnOpener(dataDir));
    const lines = await Promise.all(openers.map((opener) => opener.line()));
    const opened = await Promise.all(here);
    const started = [...lines, ...opened].filter((one) => one.started === true);
    expect(started.length).toBe(1);
    expect(lines.every((line) => line.opened === true)).toBe(true);
    const pid = await pidOf(dataDir);
    await Promise.all([...openers.map((opener) => opener.close()), ...opened.slice(1).map((one) => one.close())]);
    expect(await runs(pid)).toBe(true);
    await opened[0]?.close();
    expect(await runs(pid)).toBe(false);
  });
});

describe('sharing the server', () => {
  test('the starter may close first: the last one stops it', async () => {
    const dataDir = await bench.filledDir();
    const starter = await bench.open(dataDir);
    const second = bench.spawnOpener(dataDir);
    expect(await second.line()).toMatchObject({ opened: true, started: false });
    const pid = await pidOf(dataDir);
    await starter.close();
    expect(await runs(pid)).toBe(true);
    await second.close();
    expect(await runs(pid)).toBe(false);
  });

  test('a killed starter leaves a server that the next one adopts and stops', async () => {
    const dataDir = await bench.filledDir();
    const killed = bench.spawnOpener(dataDir);
    expect(await killed.line()).toMatchObject({ started: true });
    const pid = await pidOf(dataDir);
    await killed.kill();
    expect(await runs(pid)).toBe(true);
    const next = await bench.open(dataDir);
    expect(next.started).toBe(false);
    expect(await pidOf(dataDir)).toBe(pid);
    await next.close();
    expect(await runs(pid)).toBe(false);
  });

  test('a killed user does not keep the server up', async () => {
    const dataDir = await bench.filledDir();
    const server = await bench.open(dataDir);
    const killed = bench.spawnOpener(dataDir);
    await killed.line();
    const pid = await pidOf(dataDir);
    await killed.kill();
    await server.close();
    expect(await runs(pid)).toBe(false);
  });

  test('the server is in a session of its own, so Ctrl-C does not reach it', async () => {
    const dataDir = await bench.filledDir();
    const server = await bench.open(dataDir);
    const pid = await pidOf(dataDir);
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    // After the name: state, parent, process group, session.
    if (stat !== null) expect(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]).toBe(String(pid));
    await server.close();
  });
});

describe('a server that dies', () => {
  test('is restarted under supervision, with all committed data', async () => {
    const dataDir = await bench.filledDir();
    const opener = bench.spawnOpener(dataDir, { supervise: true });
    const { connection } = await opener.line();
    if (!connection) throw new Error('not opened');
    await ask(connection, 'CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n');
    process.kill(await pidOf(dataDir), 'SIGKILL');
    const restarted = await opener.line((line) => line.event?.type === 'restarted');
    expect(restarted.event?.downMs).toBeGreaterThan(0);
    expect(await ask(connection, 'SELECT count(*)::int FROM kept')).toBe(1000);
    await opener.close();
    expect(await serverPid(dataDir)).toBeNull();
  });

  test('is restarted by a process that had adopted it', async () => {
    const dataDir = await bench.filledDir();
    const starter = bench.spawnOpener(dataDir);
    await starter.line();
    await starter.kill();
    const adopter = bench.spawnOpener(dataDir, { supervise: true });
    const { connection, started } = await adopter.line();
    expect(started).toBe(false);
    if (!connection) throw new Error('not opened');
    process.kill(await pidOf(dataDir), 'SIGKILL');
    await adopter.line((line) => line.event?.type === 'restarted');
    expect(await ask(connection, 'SELECT 1')).toBe(1);
    await adopter.close();
  });

  test('is started by the next opening without supervision', async () => {
    const dataDir = await bench.filledDir();
    const first = await bench.open(dataDir);
    await ask(first.connection, 'CREATE TABLE kept AS SELECT 7 AS n');
    process.kill(await pidOf(dataDir), 'SIGKILL');
    const second = await bench.open(dataDir);
    expect(second.started).toBe(true);
    expect(await ask(second.connection, 'SELECT n FROM kept')).toBe(7);
    await first.close();
    await second.close();
    expect(await serverPid(dataDir)).toBeNull();
  });

  test('a restart never makes an empty database where the files have vanished', async () => {
    const dataDir = await bench.filledDir();
    const opener = bench.spawnOpener(dataDir, { supervise: true });
    await opener.line();
    const pid = await pidOf(dataDir);
    await rename(join(dataDir, 'postgres'), join(dataDir, 'elsewhere'));
    process.kill(pid, 'SIGKILL');
    const { event } = await opener.line((line) => line.event?.type === 'restart_failed');
    expect(event).toMatchObject({ error: { code: 'start_failed' } });
    expect(await readdir(dataDir)).not.toContain('postgres');
  });
});

describe('leftovers of a violent end', () => {
  test('an initdb that was killed leaves a folder that opens', async () => {
    const dataDir = await bench.dataDir();
    const killed = bench.spawnOpener(dataDir);
    const draft = await until('a half-made database', async () => {
      const names = await readdir(dataDir).catch(() => []);
      const name = names.find((one) => one.startsWith('postgres.new-'));
      return name && (await readdir(join(dataDir, name))).includes('base') && name;
    });
    await killed.kill();
    expect(await readdir(dataDir)).toContain(draft);
    expect(await readdir(dataDir)).not.toContain('postgres');
    const server = await bench.open(dataDir);
    expect(server.started).toBe(true);
    expect(await ask(server.connection, 'SELECT 1')).toBe(1);
    await server.close();
    // The orphaned initdb may outlive the first sweep; its draft never becomes the database.
    expect(await readdir(dataDir)).toContain('postgres');
  });

  test('a note whose number belongs to another process by now does not block, and that process lives on', async () => {
    const dataDir = await bench.filledDir();
    const first = await bench.open(dataDir);
    const note = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
    const socketNote = await readFile(join(dataDir, 'run', '.s.PGSQL.5432.lock'), 'utf8');
    await first.close();
    const bystander = spawn('sleep', ['60']);
    try {
      const forged = (text: string) => text.replace(/^\d+/, String(bystander.pid));
      await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), forged(note));
      await writeFile(join(dataDir, 'run', '.s.PGSQL.5432.lock'), forged(socketNote));
      const second = await bench.open(dataDir);
      expect(second.started).toBe(true);
      await second.close();
      expect(bystander.exitCode).toBeNull();
      expect(bystander.signalCode).toBeNull();
    } finally {
      bystander.kill('SIGKILL');
    }
  });

  test('a copy of the folder of a running server starts a server of its own', async () => {
    const dataDir = await bench.filledDir();
    const original = await bench.open(dataDir);
    const pid = await pidOf(dataDir);
    const copyDir = join(dirname(dataDir), 'copy');
    const copied = spawn('cp', ['-a', dataDir, copyDir]);
    await new Promise((resolve) => copied.once('exit', resolve));
    const copy = await bench.open(copyDir);
    expect(copy.started).toBe(true);
    expect(copy.connection.host).not.toBe(original.connection.host);
    await copy.close();
    expect(await runs(pid)).toBe(true);
    await original.close();
  });
});

describe('a folder that moves', () => {
  test('renamed while its server runs: the next opening finds the server, the last close stops it', async () => {
    const dataDir = await bench.filledDir();
    const first = await bench.open(dataDir);
    const pid = await pidOf(dataDir);
    const moved = join(dirname(dataDir), 'moved');
    await rename(dataDir, moved);
    const second = await bench.open(moved);
    expect(second.started).toBe(false);
    expect(await ask(second.connection, 'SELECT 1')).toBe(1);
    await second.close();
    expect(await runs(pid)).toBe(true);
    await first.close();
    expect(await runs(pid)).toBe(false);
  });

  test('deleted while its server runs: close stops the server', async () => {
    const dataDir = await bench.filledDir();
    const server = await bench.open(dataDir);
    const pid = await pidOf(dataDir);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    await server.close();
    expect(await runs(pid)).toBe(false);
  });
});

describe('where the folder lies', () => {
  test('a path too long for a socket: a short folder, which everybody finds, also with another TMPDIR', async () => {
    const parent = join(await bench.folder(), 'a-very-long-name-'.repeat(8));
    await mkdir(parent);
    const dataDir = await bench.dataDir(parent);
    const server = await bench.open(dataDir);
    expect(Buffer.byteLength(join(dataDir, 'run', '.s.PGSQL.5432'))).toBeGreaterThan(107);
    expect(Buffer.byteLength(join(server.connection.host, '.s.PGSQL.5432'))).toBeLessThanOrEqual(103);
    expect((await stat(server.connection.host)).mode & 0o777).toBe(0o700);
    expect(await ask(server.connection, 'SELECT 1')).toBe(1);
    const tmp = await bench.folder();
    const second = bench.spawnOpener(dataDir, { tmp });
    expect((await second.line()).connection?.host).toBe(server.connection.host);
    await second.close();
    await server.close();
    const again = bench.spawnOpener(dataDir, { tmp });
    expect(await again.line()).toMatchObject({ started: true, connection: { host: server.connection.host } });
    await again.close();
  });

  test('blanks, quotes, commas and letters of any script in the path', async () => {
    const dataDir = join(await bench.folder(), `Café, "Zürich" it's 寿司`);
    const server = await bench.open(dataDir);
    expect(await ask(server.connection, 'SELECT 1')).toBe(1);
    const second = await bench.open(dataDir);
    expect(second.started).toBe(false);
    await second.close();
    await server.close();
    expect(await serverPid(dataDir)).toBeNull();
  });
});

describe.skipIf(!isRoot)('as root (skipped for a normal user)', () => {
  test('PostgreSQL runs as another user', async () => {
    const dataDir = await bench.dataDir();
    const server = await bench.open(dataDir);
    const { uid } = await stat(`/proc/${await pidOf(dataDir)}`);
    expect(uid).not.toBe(0);
    expect(uid).toBe((await stat(join(dataDir, 'postgres'))).uid);
    await server.close();
  });

  test('below a folder that only root may enter', async () => {
    const closed = await bench.folder('/root');
    const dataDir = await bench.dataDir(closed);
    const server = await bench.open(dataDir);
    expect(await ask(server.connection, 'SELECT 1')).toBe(1);
    const pid = await pidOf(dataDir);
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    expect(status).not.toMatch(/^Uid:\s+0/m);
    // Exactly one right: to read and search (bit 2), or where root lacks it, to override (bit 1).
    expect(status).toMatch(/^CapEff:\s+000000000000000[24]$/m);
    await server.close();
    expect(await runs(pid)).toBe(false);
  });

  test('a normal user opens a folder of its own, and root joins, restarts and stops it there', async () => {
    const dataDir = await bench.dataDir();
    await chown(dirname(dataDir), NOBODY, NOBODY);
    const user = bench.spawnOpener(dataDir, { uid: NOBODY });
    expect(await user.line()).toMatchObject({ opened: true, started: true });
    const root = await bench.open(dataDir);
    expect(root.started).toBe(false);
    await user.close();
    await root.close();
    const again = await bench.open(dataDir);
    expect((await stat(`/proc/${await pidOf(dataDir)}`)).uid).toBe(NOBODY);
    await again.close();
    const userAgain = bench.spawnOpener(dataDir, { uid: NOBODY });
    expect(await userAgain.line()).toMatchObject({ opened: true, started: true });
    await userAgain.close();
    expect(await serverPid(dataDir)).toBeNull();
  });

  test("root's folder is refused to a normal user, with the way out", async () => {
    const dataDir = await bench.filledDir();
    await (await bench.open(dataDir)).close();
    await chmod(dirname(dataDir), 0o755);
    const user = bench.spawnOpener(dataDir, { uid: NOBODY });
    const refusal = await user.line();
    expect(refusal).toMatchObject({ code: 'folder_not_writable' });
    expect(refusal.hint).toContain('PAIRWELL_DATA');
  });

  test('database files that a restore gave to root are given back', async () => {
    const dataDir = await bench.filledDir();
    await (await bench.open(dataDir)).close();
    const given = spawn('chown', ['-R', '0:0', dataDir]);
    await new Promise((resolve) => given.once('exit', resolve));
    const server = await bench.open(dataDir);
    expect(await ask(server.connection, 'SELECT 1')).toBe(1);
    await server.close();
  });
});

test('the programs are of the major version that their package says', async () => {
  const dataDir = await bench.filledDir();
  const server = await bench.open(dataDir);
  const number = Number(await ask(server.connection, "SELECT current_setting('server_version_num')"));
  expect(Math.floor(number / 10_000)).toBe((await findBinaries()).major);
  await server.close();
});
