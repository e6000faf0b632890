import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { prepareDataFolder } from '../../src/storage/embedded/data-folder.ts';
import { type EmbeddedPostgres, openEmbeddedPostgres } from '../../src/storage/embedded/embedded-postgres.ts';
import type { EmbeddedConnection } from '../../src/storage/embedded/postmaster.ts';
import { identifyProcess } from '../../src/storage/embedded/process-identity.ts';
import { stopServer } from '../../src/storage/embedded/stop-server.ts';

export const isRoot = process.getuid?.() === 0;
export const NOBODY = 65534;

const OPENER = join(import.meta.dirname, 'embedded-opener.ts');

const run = promisify(execFile);
let template: Promise<string> | undefined;

async function makeTemplate(): Promise<string> {
  const dataDir = join(await mkdtemp(join(tmpdir(), 'pairwell-test-')), 'template');
  await (await openEmbeddedPostgres({ dataDir })).close();
  return dataDir;
}

/** Removes what `filledDir` copies from; to be called once, after all tests of a file. */
export async function removeTemplate(): Promise<void> {
  if (template) await rm(dirname(await template), { recursive: true, force: true });
  template = undefined;
}

/** Folders, processes and servers of one test; `clean` ends and removes them all. */
export class Workbench {
  readonly #folders: string[] = [];
  readonly #dataDirs = new Set<string>();
  readonly #openers: Opener[] = [];

  /** A new empty folder; removed at the end. */
  async folder(parent = tmpdir()): Promise<string> {
    const path = await mkdtemp(join(parent, 'pairwell-test-'));
    this.#folders.push(path);
    return path;
  }

  /** The path of a data folder that does not exist yet. */
  async dataDir(parent?: string): Promise<string> {
    const path = join(await this.folder(parent), 'data');
    this.#dataDirs.add(path);
    return path;
  }

  /** A data folder with a database, stopped: a copy of one that is made once, which is quicker than making each. */
  async filledDir(): Promise<string> {
    const dataDir = await this.dataDir();
    template ??= makeTemplate();
    await run('cp', ['-a', await template, dataDir]);
    return dataDir;
  }

  /** Opens in this process; a server that a test leaves running is stopped by `clean`. */
  async open(dataDir: string): Promise<EmbeddedPostgres> {
    this.#dataDirs.add(dataDir);
    return openEmbeddedPostgres({ dataDir });
  }

  /** Opens in a process of its own. */
  spawnOpener(dataDir: string, options: OpenerOptions = {}): Opener {
    this.#dataDirs.add(dataDir);
    const opener = new Opener(dataDir, options);
    this.#openers.push(opener);
    return opener;
  }

  async clean(): Promise<void> {
    for (const opener of this.#openers) await opener.kill();
    for (const dataDir of this.#dataDirs) {
      // Looking must not create the folder.
      if ((await serverPid(dataDir)) !== null) await stopServer(await prepareDataFolder(dataDir));
    }
    for (const path of this.#folders) await rm(path, { recursive: true, force: true });
  }
}

/** One line that the opener printed. */
export interface Line {
  readonly opened?: boolean;
  readonly started?: boolean;
  readonly connection?: EmbeddedConnection;
  readonly closed?: boolean;
  readonly code?: string;
  readonly message?: string;
  readonly hint?: string;
  readonly event?: { readonly type: string; readonly downMs?: number };
}

/** As whom the opener runs, whether it supervises, and its temporary folder. */
export interface OpenerOptions {
  readonly uid?: number;
  readonly supervise?: boolean;
  readonly tmp?: string;
}

/** A child process that holds a data folder open. */
export class Opener {
  readonly #child: ChildProcess;
  readonly #lines: Line[] = [];
  #errors = '';
  readonly #exited: Promise<void>;

  constructor(dataDir: string, { uid, supervise = false, tmp }: OpenerOptions) {
    this.#child = spawn(process.execPath, [OPENER, dataDir, ...(supervise ? ['supervise'] : [])], {
      ...(uid === undefined ? {} : { uid, gid: uid }),
      env: {
        PATH: process.env.PATH,
        HOME: '/',
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        ...(tmp === undefined ? {} : { TMPDIR: tmp }),
      },
    });
    this.#exited = new Promise((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.stderr?.on('data', (chunk) => {
      this.#errors += chunk;
    });
    if (this.#child.stdout) {
      createInterface({ input: this.#child.stdout }).on('line', (line) => this.#lines.push(JSON.parse(line)));
    }
  }

  /** The first line that fits, waited for. */
  async line(fits: (line: Line) => boolean = () => true): Promise<Line> {
    return until(`the opener's line; its errors: ${this.#errors}`, async () => this.#lines.find(fits));
  }

  async close(): Promise<void> {
    this.#child.stdin?.write('close\n');
    await this.line((line) => line.closed === true);
    await this.#exited;
  }

  /** kill -9. */
  async kill(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill('SIGKILL');
    await this.#exited;
  }
}

/** Asks again and again, up to two minutes, until there is an answer. */
export async function until<T>(what: string, ask: () => Promise<T | null | undefined | false>): Promise<T> {
  const begun = performance.now();
  while (performance.now() - begun < 120_000) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    await sleep(20);
  }
  throw new Error(`Waited two minutes in vain for ${what}`);
}

/** Runs one statement on a connection of its own; gives the first column of the first row. */
export async function ask(connection: EmbeddedConnection, sql: string): Promise<unknown> {
  const client = new pg.Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** Number of the server's main process, from PostgreSQL's own note; null when it was stopped cleanly. */
export async function serverPid(dataDir: string): Promise<number | null> {
  const note = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => null);
  return note === null ? null : Number.parseInt(note, 10);
}

/** True while the process works; one that ended and waits for its parent to notice does not. */
export async function runs(pid: number): Promise<boolean> {
  return (await identifyProcess(pid)) !== null;
}
