import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BasketArrays } from '../src/engine/basket/basket-arrays.ts';

const SCRIPT = fileURLToPath(new URL('counting-scipy.py', import.meta.url));
const ONE_THREAD = { OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
const DTYPES = ['float32', 'int32'];
const HINT = 'python3 with scipy is not here, so ours alone: apt-get install python3-scipy, or pip install scipy';

interface Answer {
  readonly version?: string;
  readonly ms?: number;
  readonly pairs?: number;
}

/** Starts `python3 counting-scipy.py`, which finds the arrays in the folder. */
export async function startScipy(folder: string): Promise<ScipyCounter> {
  const child = spawn('python3', [SCRIPT, folder], { env: { ...process.env, ...ONE_THREAD } });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const counter = new ScipyCounter(folder, child, answers);
  await counter.greet();
  return counter;
}

/** scipy in a process of its own; does nothing when it is not installed. */
export class ScipyCounter {
  readonly hint = HINT;
  version: string | null = null;
  dtype = '';
  readonly #folder: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;
  #name = '';
  #lastMs = 1;

  constructor(folder: string, child: ChildProcessWithoutNullStreams, answers: AsyncIterator<string>) {
    this.#folder = folder;
    this.#child = child;
    this.#answers = answers;
  }

  async greet(): Promise<void> {
    this.version = (await this.#read()).version ?? null;
  }

  /** Hands the baskets over, checks that the counts agree, and settles on the faster kind of number. */
  async take(baskets: BasketArrays, { name, pairs }: { name: string; pairs: number }): Promise<void> {
    if (this.version === null) return;
    writeFileSync(path.join(this.#folder, `${name}.indptr`), baskets.indptr);
    writeFileSync(path.join(this.#folder, `${name}.indices`), baskets.indices);
    this.#name = name;
    const times: number[] = [];
    for (const dtype of DTYPES) {
      await this.#count(dtype, 1);
      const { ms = 0, pairs: theirs } = await this.#count(dtype, 5);
      if (theirs !== pairs) throw new RangeError(`scipy counts ${theirs} pairs, not ${pairs}.`);
      times.push(ms);
    }
    this.#lastMs = Math.min(...times);
    this.dtype = DTYPES[times.indexOf(this.#lastMs)] ?? '';
  }

  /** Mean time of one count, over as many as fill a round. */
  async timeRound(roundMs: number): Promise<number> {
    if (this.version === null) return Number.NaN;
    const { ms = Number.NaN } = await this.#count(this.dtype, Math.max(1, Math.round(roundMs / this.#lastMs)));
    return ms;
  }

  async close(): Promise<void> {
    this.#child.stdin.end();
  }

  async #count(dtype: string, repeats: number): Promise<Answer> {
    this.#child.stdin.write(`${this.#name} ${dtype} ${repeats}\n`);
    return this.#read();
  }

  async #read(): Promise<Answer> {
    const { value, done } = await this.#answers.next();
    return done ? {} : JSON.parse(value);
  }
}
