import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommandLine } from '../../src/cli/program.ts';
import type { Runtime } from '../../src/cli/runtime.ts';
import { connectClient } from '../../src/storage/database.ts';
import { callApp, type Method, openTestApp, type TestApp } from './test-app.ts';

/** How a command ended, and what it printed. */
export interface CommandResult {
  readonly code: 0 | 1 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs command lines in this process, in a folder of its own, on a database of its own in the tests' cluster: everything
 * but the process around the command is the real thing. Processes, signals, terminals and data folders are for
 * `CliFolder`, which takes seconds for each command.
 */
export class CommandRunner {
  readonly path = mkdtempSync(path.join(tmpdir(), 'pairwell-commands-'));
  readonly #leftFolder = process.cwd();
  #app: Promise<TestApp> | null = null;
  #isOpened = false;

  /** Whether a command has asked for the database yet. */
  get hasDatabase(): boolean {
    return this.#isOpened;
  }

  /** The path of a file in this folder. */
  file(name: string): string {
    return path.join(this.path, name);
  }

  /** The HTTP application of another process on the same database. Its clock runs. */
  app(): Promise<TestApp> {
    this.#app ??= openTestApp().then((app) => {
      app.runClock();
      return app;
    });
    return this.#app;
  }

  /** One request to that application. */
  async fetch(route: string, { key, method, body }: { key?: string; method?: Method; body?: unknown } = {}) {
    const { app } = await this.app();
    return callApp(app, {
      url: route,
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      ...(key !== undefined && { key }),
      ...(body !== undefined && { json: body }),
    });
  }

  /** Runs `pairwell ...` with this folder as the current one. */
  async run(args: readonly string[]): Promise<CommandResult> {
    const printed = { stdout: '', stderr: '', failed: false };
    // Answers are written down a moment after they are given: a command looks at a database where they are.
    await (await this.#app)?.served.flush();
    process.chdir(this.path);
    try {
      const code = await runCommandLine(args, this.#runtime(printed));
      return { code: printed.failed ? 1 : code, stdout: printed.stdout, stderr: printed.stderr };
    } finally {
      process.chdir(this.#leftFolder);
    }
  }

  /** Runs `pairwell ... --json`, which must succeed, and gives what it printed. */
  // biome-ignore lint/suspicious/noExplicitAny: the test says what it expects of the JSON
  async json(args: readonly string[]): Promise<any> {
    const result = await this.run([...args, '--json']);
    if (result.code !== 0) throw new Error(`pairwell ${args.join(' ')} ended with ${result.code}: ${result.stderr}`);
    return JSON.parse(result.stdout);
  }

  /** Asks the database as its administrator, behind the application's back. */
  async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { test } = await this.app();
    const client = await connectClient(test.admin, 'pairwell test');
    try {
      return (await client.query<Row>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** Deletes the folder and the database. */
  async remove(): Promise<void> {
    await (await this.#app)?.close();
    rmSync(this.path, { recursive: true, force: true });
  }

  #runtime(printed: { stdout: string; stderr: string; failed: boolean }): Runtime {
    return {
      version: '0.0.0-test',
      clock: () => new Date(),
      io: {
        out: (text) => {
          printed.stdout += text;
        },
        err: (text) => {
          printed.stderr += text;
        },
        fail: () => {
          printed.failed = true;
        },
        isTerminal: false,
        color: false,
        columns: 80,
        untilStopped: async () => undefined,
      },
      open: async () => {
        const app = await this.app();
        this.#isOpened = true;
        // Each command is a process of its own: what it keeps in memory is gone with it.
        const services = app.secondProcess();
        const close = async () => {
          await services.served.flush();
          await services.recommended.flush();
          await services.rankings.close();
          await services.context.database.close();
        };
        return { services, close };
      },
      serve: () => {
        throw new Error('A server is a process: use CliFolder.');
      },
      describeApi: async () => ({}),
    };
  }
}
