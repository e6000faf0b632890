import { AppError } from '../../contract/error-registry.ts';
import type { ServiceContext } from '../service-context.ts';
import { WorkerPool } from '../workers/worker-pool.ts';
import { type ChooseStoreOptions, chooseStoreRanking } from './choose-store-ranking.ts';
import type { ModelStore } from './model-store.ts';

interface Waiting {
  readonly done: Promise<number>;
  share: number;
}

/** After a choice failed, nothing but the owner's word tries it again for so long. */
const PAUSE_MS = 3_600_000;

/** The choices that this process makes: one at a time, and each store waits once. */
export class RankingQueue {
  readonly #context: ServiceContext;
  readonly #models: ModelStore;
  readonly #threads = new WorkerPool();
  readonly #waiting = new Map<number, Waiting>();
  readonly #failedAtMs = new Map<number, number>();
  #tail: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(context: ServiceContext, models: ModelStore) {
    this.#context = context;
    this.#models = models;
  }

  /**
   * Chooses behind what is under way; a store that already waits is not queued again. Gives the number of the version.
   *
   * @throws whatever `chooseStoreRanking` throws
   */
  choose(storeId: number, options: ChooseStoreOptions): Promise<number> {
    const known = this.#waiting.get(storeId);
    if (known) return known.done;
    const waiting: Waiting = { share: 0, done: this.#tail.then(() => this.#run(storeId, { ...options, onProgress })) };
    const onProgress = (share: number) => {
      waiting.share = share;
      options.onProgress?.(share);
    };
    this.#waiting.set(storeId, waiting);
    this.#tail = waiting.done.catch(() => undefined);
    return waiting.done;
  }

  /** The same behind the back of whoever asks: never fails, and what came of it is logged. */
  async tryToChoose(storeId: number, { chosenBy }: Pick<ChooseStoreOptions, 'chosenBy'>): Promise<void> {
    try {
      const version = await this.choose(storeId, { chosenBy });
      const message = 'The ranking of a store was chosen anew: its answers may change';
      this.#context.log('info', message, { storeId, version, chosenBy });
    } catch (error) {
      if (this.#isClosed) return;
      this.#context.log('warn', 'The ranking of a store could not be chosen', { storeId, error: String(error) });
    }
  }

  /** How far the store's choice is, 0 to 1; 0 while it waits, null when there is none. */
  progressOf(storeId: number): number | null {
    const share = this.#waiting.get(storeId)?.share;
    return share === undefined ? null : Math.round(share * 100) / 100;
  }

  /** Whether a choice of the store failed in the last hour. */
  hasFailed(storeId: number): boolean {
    const failedAtMs = this.#failedAtMs.get(storeId);
    return failedAtMs !== undefined && this.#context.clock().getTime() < failedAtMs + PAUSE_MS;
  }

  /** Whether the process is stopping. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Gives up what is under way: it can be chosen again. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#threads.close();
    await this.#tail;
  }

  async #run(storeId: number, options: ChooseStoreOptions): Promise<number> {
    const parts = { context: this.#context, models: this.#models, threads: this.#threads };
    try {
      if (this.#isClosed) throw new AppError('internal', { detail: 'The process is stopping.' });
      const version = await chooseStoreRanking(parts, storeId, options);
      this.#failedAtMs.delete(storeId);
      return version;
    } catch (error) {
      this.#failedAtMs.set(storeId, this.#context.clock().getTime());
      throw error;
    } finally {
      this.#waiting.delete(storeId);
    }
  }
}
