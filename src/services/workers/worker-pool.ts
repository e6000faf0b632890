import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Piscina } from 'piscina';
import { AppError } from '../../contract/error-registry.ts';
import type { TaskInput } from './task-input.ts';
import type * as tasks from './tasks.ts';

type Tasks = typeof tasks;

/** One thread beside the one that serves, two where there are cores for them. */
const MOST_THREADS = Math.max(1, Math.min(2, availableParallelism() - 1));
const IDLE_MS = 30_000;
/** The file beside this one: TypeScript from the source, JavaScript from the built package. */
const TASK_FILE = new URL(`tasks${path.extname(new URL(import.meta.url).pathname)}`, import.meta.url).href;

/**
 * Threads for work that would keep requests waiting. Nothing runs until the first task, and idle threads end. The input
 * of a task is made when its turn comes: many waiting tasks take no memory.
 */
export class WorkerPool {
  #pool: Piscina | null = null;
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  #closed = false;

  /**
   * Runs a function of tasks.ts in a thread.
   *
   * @throws AppError `internal` when the process is stopping, and whatever the function throws
   */
  async run<Name extends keyof Tasks>(
    name: Name,
    prepare: () => TaskInput<Parameters<Tasks[Name]>[0]>,
  ): Promise<ReturnType<Tasks[Name]>> {
    if (this.#running >= MOST_THREADS) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      if (this.#closed) throw new AppError('internal', { detail: 'The process is stopping.' });
      this.#pool ??= new Piscina({
        filename: TASK_FILE,
        minThreads: 0,
        maxThreads: MOST_THREADS,
        idleTimeout: IDLE_MS,
      });
      const { input, transfer } = prepare();
      return await this.#pool.run(input, { name, transferList: [...transfer] });
    } finally {
      this.#passOn();
    }
  }

  /** Ends all threads; what has not finished is given up. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#pool?.destroy();
  }

  /** Hands the place to the next in line, if there is one. */
  #passOn(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }
}
