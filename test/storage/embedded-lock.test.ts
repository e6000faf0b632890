import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withFolderLock } from '../../src/storage/embedded/folder-lock.ts';
import { countUsers, enterUsers, leaveUsers } from '../../src/storage/embedded/folder-users.ts';
import { commandLineOf, identifyProcess, isAlive, parseIdentity } from '../../src/storage/embedded/process-identity.ts';
import { Workbench } from './embedded-harness.ts';

const WORKER = join(import.meta.dirname, 'embedded-lock-worker.ts');

let bench: Workbench;
let folder: string;
beforeEach(async () => {
  bench = new Workbench();
  folder = await bench.folder();
});
afterEach(() => bench.clean());

/** A process that has ended, so its number names nobody (for the moment). */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version']);
  await new Promise((resolve) => child.once('exit', resolve));
  return child.pid ?? 0;
}

describe('folder lock', () => {
  test('one at a time within a process, also after a failure', async () => {
    let inside = 0;
    let done = 0;
    const rounds = Array.from({ length: 20 }, (_, index) =>
      withFolderLock(folder, async () => {
        inside += 1;
        expect(inside).toBe(1);
        await sleep(1);
        inside -= 1;
        done += 1;
        if (index % 5 === 0) throw new RangeError('on purpose');
      }),
    );
    const results = await Promise.allSettled(rounds);
    expect(done).toBe(20);
    expect(results.filter((result) => result.status === 'rejected').length).toBe(4);
    expect((await readdir(folder)).length).toBe(1);
  });

  test('one at a time among processes that are killed and replaced', async () => {
    const lock = join(folder, 'lock');
    await mkdir(lock);
    const outputs: string[] = [];
    const startWorker = (): ChildProcess => {
      const child = spawn(process.execPath, [WORKER, lock, join(folder, 'inside'), '25']);
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => outputs.push(String(chunk)));
      return child;
    };
    const ended = (child: ChildProcess) => new Promise((resolve) => child.once('close', resolve));
    const victims = [startWorker(), startWorker(), startWorker()];
    const survivors = [startWorker(), startWorker()];
    const all = [...victims, ...survivors].map(ended);
    for (const victim of victims) {
      await sleep(150);
      victim.kill('SIGKILL');
    }
    await Promise.all(all);
    expect(outputs.join('').split('\n').filter(Boolean).sort()).toEqual(expect.arrayContaining(['done', 'done']));
    expect(outputs.join('')).not.toContain('violation');
    expect(outputs.join('')).not.toContain('Error');
  });

  test("a dead holder's lock, and one that a power failure has garbled, are outnumbered", async () => {
    await writeFile(join(folder, '7'), JSON.stringify({ pid: await deadProcess(), startedAt: 'long ago' }));
    expect(await withFolderLock(folder, async () => 'in', { waitMs: 2_000 })).toBe('in');
    expect(await readdir(folder)).toEqual(['8']);
    await writeFile(join(folder, '8'), '\0\0\0\0');
    await writeFile(join(folder, '9.draft-of-a-killed-process'), '');
    expect(await withFolderLock(folder, async () => 'in', { waitMs: 2_000 })).toBe('in');
    expect(await readdir(folder)).toEqual(['9']);
  });

  test('a number that another process got since does not hold it', async () => {
    await writeFile(join(folder, '1'), JSON.stringify({ pid: process.pid, startedAt: 'an earlier boot:1' }));
    expect(await withFolderLock(folder, async () => 'in', { waitMs: 2_000 })).toBe('in');
  });

  test('gives up on a living holder with its number', async () => {
    await writeFile(join(folder, '1'), JSON.stringify(await identifyProcess(process.ppid)));
    const attempt = withFolderLock(folder, async () => 'in', { waitMs: 100 });
    await expect(attempt).rejects.toMatchObject({
      code: 'folder_busy',
      message: expect.stringContaining(String(process.ppid)),
    });
  });
});

describe('users of a folder', () => {
  test('counts openings of living processes and forgets dead ones', async () => {
    const first = await enterUsers(folder);
    const second = await enterUsers(folder);
    await writeFile(join(folder, 'dead'), JSON.stringify({ pid: await deadProcess(), startedAt: 'x' }));
    await writeFile(join(folder, 'reused'), JSON.stringify({ pid: process.pid, startedAt: 'an earlier boot:1' }));
    await writeFile(join(folder, 'garbled'), '\0\0');
    expect(await countUsers(folder)).toBe(2);
    expect((await readdir(folder)).length).toBe(2);
    await leaveUsers(first);
    await leaveUsers(first);
    expect(await countUsers(folder)).toBe(1);
    await leaveUsers(second);
    expect(await countUsers(folder)).toBe(0);
  });
});

describe('process identity', () => {
  test('a process has one identity while it lives, and none after', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)', 'a word']);
    const pid = child.pid ?? 0;
    const identity = await identifyProcess(pid);
    expect(identity).toEqual(await identifyProcess(pid));
    if (identity === null) throw new Error('the child has no identity');
    expect(await isAlive(identity)).toBe(true);
    expect(await isAlive({ pid, startedAt: 'another time' })).toBe(false);
    expect(await commandLineOf(pid)).toContain('60000) a word');
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(await identifyProcess(pid)).toBeNull();
    expect(await isAlive(identity)).toBe(false);
  });

  test('only whole identities are read', () => {
    expect(parseIdentity('{"pid":12,"startedAt":"a:1"}')).toEqual({ pid: 12, startedAt: 'a:1' });
    for (const text of ['', 'null', '{"pid":0,"startedAt":"a"}', '{"pid":"1","startedAt":"a"}', '{"pid":1}', '\0']) {
      expect(parseIdentity(text)).toBeNull();
    }
  });
});
