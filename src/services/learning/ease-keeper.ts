import type { StoreModel } from '../../engine/model/store-model.ts';
import type { ServiceContext } from '../service-context.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import { settleEase } from './settle-ease.ts';

const DAY_MS = 24 * 3_600_000;
/** After orders came in during every attempt, or a failure: this long the model goes on with what it has. */
const PAUSE_MS = 60_000;

interface Care {
  readonly work: Promise<void> | null;
  /** The next attempt, whether or not one is needed by then. */
  readonly dueMs: number;
  readonly notBeforeMs: number;
}

/**
 * Keeps the EASE inverses of large menus up: made in a thread after a menu was loaded, when more orders wait than can be
 * followed one by one, and once a day, because the items that take part are the most ordered ones.
 */
export class EaseKeeper {
  readonly #context: ServiceContext;
  readonly #workers: WorkerPool;
  readonly #cares = new WeakMap<StoreModel, Care>();

  constructor(context: ServiceContext, workers: WorkerPool) {
    this.#context = context;
    this.#workers = workers;
  }

  /** Makes the inverse if one is wanted; resolves when that is done, and never fails. */
  keep(model: StoreModel): Promise<void> {
    const nowMs = this.#context.clock().getTime();
    const care = this.#cares.get(model);
    if (care?.work) return care.work;
    const isNeeded = model.easeState.needsWork(model.itemCount);
    const isDue = care !== undefined && nowMs >= care.dueMs;
    if ((!isNeeded && !isDue) || nowMs < (care?.notBeforeMs ?? 0)) return Promise.resolve();
    const work = this.#make(model, nowMs);
    this.#cares.set(model, { work, dueMs: nowMs + DAY_MS, notBeforeMs: 0 });
    return work;
  }

  async #make(model: StoreModel, nowMs: number): Promise<void> {
    const isMade = await settleEase(model, this.#workers).catch((error: unknown) => {
      this.#context.log('warn', 'The EASE model of a large menu could not be made', { error: String(error) });
      return false;
    });
    this.#cares.set(model, { work: null, dueMs: nowMs + DAY_MS, notBeforeMs: isMade ? 0 : nowMs + PAUSE_MS });
  }
}
