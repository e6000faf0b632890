import { connectClient, type SessionClient } from '../../storage/database.ts';
import { CHANGE_CHANNEL } from '../../storage/queries/changes.ts';
import type { ServiceContext } from '../service-context.ts';
import type { ModelStore } from './model-store.ts';

const POLL_MS = 5_000;
const RECONNECT_MS = 1_000;

/**
 * Keeps the models of this process up with every process's changes: told by LISTEN, and by polling where a notice
 * was lost or the connection was down.
 */
export class ChangeFollower {
  readonly #context: ServiceContext;
  readonly #models: ModelStore;
  #client: SessionClient | null = null;
  #poll: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(context: ServiceContext, models: ModelStore) {
    this.#context = context;
    this.#models = models;
  }

  async start(): Promise<void> {
    this.#poll = setInterval(() => this.#refreshAll(), POLL_MS);
    this.#poll.unref();
    await this.#listen();
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#poll) clearInterval(this.#poll);
    await this.#client?.end().catch(() => undefined);
  }

  async #listen(): Promise<void> {
    try {
      const client = await connectClient(this.#context.connection, 'pairwell changes');
      this.#client = client;
      client.on('notification', (notice) => this.#refresh(Number(notice.payload?.split(' ')[0])));
      client.on('end', () => this.#listenLater());
      await client.query(`LISTEN ${CHANGE_CHANNEL}`);
      this.#refreshAll();
    } catch (error) {
      this.#context.log('warn', 'Changes are followed by polling: LISTEN failed', { error: String(error) });
      this.#listenLater();
    }
  }

  #listenLater(): void {
    this.#client = null;
    if (!this.#closed) setTimeout(() => this.#closed || this.#listen(), RECONNECT_MS).unref();
  }

  #refreshAll(): void {
    for (const storeId of this.#models.loadedStores) this.#refresh(storeId);
  }

  #refresh(storeId: number): void {
    this.#models.refresh(storeId).catch((error: unknown) => {
      this.#context.log('warn', 'A model could not follow its store', { storeId, error: String(error) });
    });
  }
}
