import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const MAIN = path.join(import.meta.dirname, '../../src/main.ts');
const KEPT_VARIABLES = ['PATH', 'HOME', 'TMPDIR', 'USER', 'LANG', 'NODE_COMPILE_CACHE'] as const;
const READY_TIMEOUT_MS = 500_000;
const END_TIMEOUT_MS = 300_000;
const ANSWER_TIMEOUT_MS = 60_000;

/** How a process of the command line ended. `code` is null when a signal ended it. */
export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  /** Variables beside PATH, HOME and the data folder; the tests' own environment is not handed on. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A process of the command line that runs. */
export interface CliProcess {
  readonly pid: number;
  /** What it has printed so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<CliResult>;
  /** Sends a signal to this process and waits for its end. */
  stop(signal?: NodeJS.Signals): Promise<CliResult>;
}

/** A server that answers. */
export interface ServerProcess extends CliProcess {
  readonly url: string;
  /** Sends a request and gives the status and the JSON of the answer. */
  fetch(route: string, options?: { key?: string; method?: string; body?: unknown }): Promise<HttpAnswer>;
}

export interface HttpAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is whatever JSON it is; the test says what it expects
  readonly body: any;
}

/**
 * A folder below the system's temporary folder, with a data folder in it, and the processes that a test runs on it.
 * `remove` ends, by its process id, whatever still runs.
 */
export class CliFolder {
  readonly path: string;
  readonly dataDir: string;
  readonly #running = new Map<number, ChildProcess>();

  constructor(options: { dataDir?: string } = {}) {
    this.path = mkdtempSync(path.join(tmpdir(), 'pairwell-cli-'));
    this.dataDir = path.join(this.path, options.dataDir ?? 'data');
  }

  /** The path of a file in this folder. */
  file(name: string): string {
    return path.join(this.path, name);
  }

  /** Runs `pairwell ...` to its end. */
  run(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
    return untilEnded(this.spawn(args, options), `pairwell ${args.join(' ')}`);
  }

  /** Runs `pairwell ... --json`, which must succeed, and gives what it printed. */
  // biome-ignore lint/suspicious/noExplicitAny: the test says what it expects of the JSON
  async json(args: readonly string[], options: CliOptions = {}): Promise<any> {
    const result = await this.run([...args, '--json'], options);
    if (result.code !== 0) throw new Error(`pairwell ${args.join(' ')} ended with ${result.code}: ${result.stderr}`);
    return JSON.parse(result.stdout);
  }

  /** Runs `pairwell ...` in a terminal (of script, util-linux), which sees all its output as one stream. */
  inTerminal(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
    const command = [process.execPath, MAIN, ...args].map((part) => `'${part}'`).join(' ');
    return untilEnded(this.#start(['script', '-qec', command, '/dev/null'], options), command);
  }

  /** Starts `pairwell ...` and leaves it running. */
  spawn(args: readonly string[], options: CliOptions = {}): CliProcess {
    return this.#start([process.execPath, MAIN, ...args], options);
  }

  #start([program = '', ...args]: readonly string[], options: CliOptions): CliProcess {
    const kept = KEPT_VARIABLES.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
    const child = spawn(program, args, {
      cwd: this.path,
      env: { ...Object.fromEntries(kept), PAIRWELL_DATA: this.dataDir, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const pid = Number(child.pid);
    this.#running.set(pid, child);
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    }
    const ended = new Promise<CliResult>((resolve) => {
      child.on('close', (code, signal) => {
        this.#running.delete(pid);
        resolve({ code, signal, ...output });
      });
    });
    const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
      child.kill(signal);
      return withTimeout(ended, () => `process ${pid} did not end on ${signal}: ${output.stdout}${output.stderr}`);
    };
    return { pid, ended, stop, stdout: () => output.stdout, stderr: () => output.stderr };
  }

  /** Starts `pairwell serve` on a free port and waits until it answers. */
  async serve(options: CliOptions = {}): Promise<ServerProcess> {
    const started = this.spawn(['serve', '--port', '0', '--json'], {
      env: { LOG_LEVEL: 'warn', RATE_LIMIT_PER_MINUTE: '0', ...options.env },
    });
    const url = await waitForText(started, /"url": "([^"]+)"/);
    return { ...started, url, fetch: (route, request = {}) => callApi(`${url}${route}`, request) };
  }

  /** Process id of the folder's PostgreSQL as its own note has it; null when there is no note. */
  postmasterPid(): number | null {
    const note = path.join(this.dataDir, 'postgres/postmaster.pid');
    return existsSync(note) ? Number.parseInt(readFileSync(note, 'utf8'), 10) || null : null;
  }

  /** Asks the folder's running PostgreSQL as its administrator, behind the application's back. */
  async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const note = readFileSync(path.join(this.dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n');
    const client = new pg.Client({ host: note[4] ?? '', port: 5432, user: 'pairwell', database: 'pairwell' });
    await client.connect();
    try {
      return (await client.query<Row>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** Ends what still runs here and deletes the folder. */
  async remove(): Promise<void> {
    for (const child of this.#running.values()) child.kill('SIGKILL');
    const postmaster = this.postmasterPid();
    if (postmaster !== null && isPostgresOf(postmaster, this.dataDir)) {
      process.kill(postmaster, 'SIGQUIT');
      for (let i = 0; i < 6000 && isAlive(postmaster); i++) await sleep(10);
    }
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** True while a process has this id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until the process has printed what the pattern looks for and gives its first group. */
export async function waitForText(running: CliProcess, pattern: RegExp): Promise<string> {
  const state = { over: false };
  void running.ended.then(() => {
    state.over = true;
  });
  const endsAt = performance.now() + READY_TIMEOUT_MS;
  for (;;) {
    const match = pattern.exec(running.stdout());
    if (match) return String(match[1]);
    if (state.over || performance.now() > endsAt) {
      throw new Error(`No ${pattern} in what was printed: ${running.stdout()}${running.stderr()}`);
    }
    await sleep(10);
  }
}

async function callApi(
  url: string,
  { key, method, body }: { key?: string; method?: string; body?: unknown },
): Promise<HttpAnswer> {
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  });
  return { status: response.status, body: await response.json() };
}

/** Only a process that says it serves this very folder is ours to end. */
function isPostgresOf(pid: number, dataDir: string): boolean {
  try {
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      path.join(dataDir, 'postgres'),
    );
  } catch {
    return false;
  }
}

/** Waits for the end of a command; one that never ends is told with what it has printed, before the test's own limit. */
function untilEnded(running: CliProcess, command: string): Promise<CliResult> {
  return withTimeout(running.ended, () => `${command} did not end: ${running.stdout()}${running.stderr()}`);
}

async function withTimeout<T>(work: Promise<T>, describe: () => string): Promise<T> {
  const timer = new AbortController();
  const late = sleep(END_TIMEOUT_MS, undefined, { signal: timer.signal, ref: false }).then(() => {
    throw new Error(describe());
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}
