import { listStores } from '../../storage/queries/stores.ts';
import type { ServiceContext } from '../service-context.ts';
import { processDueBatch } from './process-due.ts';

/** After a write, so long is waited for more of the same guest. */
const REST_MS = 300;
/** How often every store is looked at: for marks of processes that ended before they could work them off. */
const POLL_MS = 30_000;

/**
 * Keeps the ledgers up with orders and events: woken by the writes of this process, and by looking at every store from
 * time to time. Stores are worked off one after the other; several processes share the work.
 */
export class AttributionRunner {
  readonly #context: ServiceContext;
  readonly #due = new Set<number>();
  #rest: NodeJS.Timeout | null = null;
  #poll: NodeJS.Timeout | null = null;
  #working: Promise<void> = Promise.resolve();
  #isStarted = false;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** Begins to work. Before this, and in commands, `wake` does nothing: marks wait in the database. */
  start(): void {
    this.#isStarted = true;
    this.#poll = setInterval(() => this.#wakeAll(), POLL_MS);
    this.#poll.unref();
    this.#wakeAll();
  }

  /** Tells that something of this store was marked. */
  wake(storeId: number): void {
    if (!this.#isStarted) return;
    this.#due.add(storeId);
    this.#rest ??= setTimeout(() => this.#run(), REST_MS);
  }

  /** Ends after the batch that is under way. */
  async close(): Promise<void> {
    this.#isStarted = false;
    if (this.#poll) clearInterval(this.#poll);
    if (this.#rest) clearTimeout(this.#rest);
    await this.#working;
  }

  #wakeAll(): void {
    listStores(this.#context.database.global).then(
      (stores) => {
        for (const { id } of stores) this.wake(id);
      },
      (error: unknown) => this.#warn(error, {}),
    );
  }

  #run(): void {
    this.#rest = null;
    this.#working = this.#working.then(() => this.#workOff());
  }

  async #workOff(): Promise<void> {
    const stores = [...this.#due];
    this.#due.clear();
    for (const storeId of stores) {
      if (!this.#isStarted) return;
      await this.#settle(storeId).catch((error: unknown) => this.#warn(error, { storeId }));
    }
  }

  async #settle(storeId: number): Promise<void> {
    while (this.#isStarted) {
      const work = await processDueBatch(this.#context, storeId, { wait: false });
      // Whoever is at it may have looked before our mark came: look again later.
      if (work === null) this.wake(storeId);
      if (work === null || work.units === 0) return;
    }
  }

  #warn(error: unknown, details: Record<string, unknown>): void {
    if (!this.#isStarted) return;
    this.#context.log('warn', 'Credit for recommendations could not be worked out', {
      ...details,
      error: String(error),
    });
  }
}
