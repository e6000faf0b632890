import { packOrders, SNAPSHOT_FORMAT } from '../../engine/model/snapshot.ts';
import { deleteSnapshots, replaceSnapshot } from '../../storage/queries/snapshots.ts';
import type { ServiceContext } from '../service-context.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import { EaseKeeper } from './ease-keeper.ts';
import { followChanges, type LoadedStore, loadStore, rebuildStore } from './load-model.ts';

interface Entry {
  /** Work on one store's model is done one after another. */
  tail: Promise<LoadedStore>;
  usedAtMs: number;
  snapshotChangeNo: number;
}

/** After this many changes since the last snapshot a new one is worth writing. */
const CHANGES_PER_SNAPSHOT = 500;

/**
 * The models of the stores that this process serves: loaded when first asked for, kept up with the change log,
 * unloaded when idle. A model is never shared between stores and never written by anything but the change log.
 */
export class ModelStore {
  readonly #context: ServiceContext;
  readonly #entries = new Map<number, Entry>();
  readonly #ease: EaseKeeper | null;

  /** @param options - `workers` make the EASE inverses of large menus; without them those menus are served without EASE. */
  constructor(context: ServiceContext, { workers = null }: { readonly workers?: WorkerPool | null } = {}) {
    this.#context = context;
    this.#ease = workers === null ? null : new EaseKeeper(context, workers);
  }

  /** Stores that are in memory now. */
  get loadedStores(): number[] {
    return [...this.#entries.keys()];
  }

  /** The store's model, loaded if need be. It is at most as old as the last notice of a change. */
  async get(storeId: number): Promise<LoadedStore> {
    const known = this.#entries.get(storeId);
    if (known) {
      known.usedAtMs = this.#context.clock().getTime();
      return known.tail;
    }
    return this.#start(storeId, (now) =>
      this.#context.database.forStore(storeId, (scope) => loadStore(scope, now), { frozen: true }),
    );
  }

  /** The store's model if it is in memory; looking does not count as use. */
  peek(storeId: number): Promise<LoadedStore> | null {
    return this.#entries.get(storeId)?.tail ?? null;
  }

  /** The store up to its last committed change. A store that is not in memory is read, and not kept. */
  async read(storeId: number): Promise<LoadedStore> {
    if (this.#entries.has(storeId)) return this.getFresh(storeId);
    return this.#context.database.forStore(storeId, (scope) => loadStore(scope, this.#context.clock()), {
      frozen: true,
    });
  }

  /** Resolves when a large menu's EASE inverse is there; answers never wait for it, a single command may. */
  async settle(storeId: number): Promise<void> {
    const { model } = await this.get(storeId);
    await this.#ease?.keep(model);
  }

  /** Applies what has been committed since; does nothing for a store that is not in memory. */
  async refresh(storeId: number): Promise<void> {
    const entry = this.#entries.get(storeId);
    if (!entry) return;
    await this.#enqueue(storeId, entry, async (loaded) => {
      await this.#context.database.forStore(storeId, (scope) => followChanges(scope, loaded));
      void this.#ease?.keep(loaded.model);
      return loaded;
    });
  }

  /** Loads the store and brings it up to the last committed change. */
  async getFresh(storeId: number): Promise<LoadedStore> {
    await this.get(storeId);
    await this.refresh(storeId);
    return this.get(storeId);
  }

  /** Drops model and snapshots and counts again from the orders. */
  async rebuild(storeId: number): Promise<LoadedStore> {
    this.#entries.delete(storeId);
    return this.#start(storeId, (now) =>
      this.#context.database.forStore(
        storeId,
        async (scope) => {
          await deleteSnapshots(scope);
          return rebuildStore(scope, now);
        },
        { frozen: true },
      ),
    );
  }

  /** Writes a snapshot when enough has changed since the last one, or always with `force`. */
  async snapshot(storeId: number, { force = false }: { force?: boolean } = {}): Promise<boolean> {
    const entry = this.#entries.get(storeId);
    if (!entry) return false;
    const { model, changeNo } = await entry.tail;
    const changes = changeNo - entry.snapshotChangeNo;
    if (changes === 0 || (!force && changes < CHANGES_PER_SNAPSHOT)) return false;
    const payload = Buffer.from(packOrders([...model.orders()]));
    const row = { changeNo, format: SNAPSHOT_FORMAT, payload, createdAt: this.#context.clock() };
    await this.#context.database.forStore(storeId, (scope) => replaceSnapshot(scope, row));
    entry.snapshotChangeNo = changeNo;
    return true;
  }

  /** Unloads what has not been asked for in `idleMs`, after a snapshot. Gives the stores that were unloaded. */
  async unloadIdle(idleMs: number): Promise<number[]> {
    const before = this.#context.clock().getTime() - idleMs;
    const idle = [...this.#entries].filter(([, entry]) => entry.usedAtMs < before).map(([storeId]) => storeId);
    for (const storeId of idle) {
      await this.snapshot(storeId, { force: true });
      this.#entries.delete(storeId);
    }
    return idle;
  }

  #start(storeId: number, load: (now: Date) => Promise<LoadedStore>): Promise<LoadedStore> {
    const now = this.#context.clock();
    const entry: Entry = { tail: load(now), usedAtMs: now.getTime(), snapshotChangeNo: 0 };
    this.#entries.set(storeId, entry);
    entry.tail.then(
      ({ model }) => this.#ease?.keep(model),
      () => {
        if (this.#entries.get(storeId) === entry) this.#entries.delete(storeId);
      },
    );
    return entry.tail;
  }

  /**
   * Queues work behind what is under way. When the database does not answer, the model stays where it was and goes on
   * serving; when a change does not fit the model (RangeError), the model is dropped and loaded anew.
   */
  #enqueue(storeId: number, entry: Entry, work: (loaded: LoadedStore) => Promise<LoadedStore>): Promise<LoadedStore> {
    const before = entry.tail;
    const next = before.then(work);
    entry.tail = next.catch((error: unknown) => {
      if (!(error instanceof RangeError)) return before;
      if (this.#entries.get(storeId) === entry) this.#entries.delete(storeId);
      throw error;
    });
    entry.tail.catch(() => undefined);
    return next;
  }
}
