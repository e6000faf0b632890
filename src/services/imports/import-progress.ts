import { updateProgress } from '../../storage/queries/imports.ts';
import type { ServiceContext } from '../service-context.ts';

/** A page that looks on sees a step each second; more would only be writing. */
const EVERY_MS = 700;

/** Writes how far an import is, now and then, and hears whether somebody wants it to stop, from whatever process. */
export class ImportProgress {
  readonly #context: ServiceContext;
  readonly #target: { readonly storeId: number; readonly id: number; readonly controller: AbortController };
  #told = 0;
  #writing: Promise<void> | null = null;

  constructor(
    context: ServiceContext,
    target: { readonly storeId: number; readonly id: number; readonly controller: AbortController },
  ) {
    this.#context = context;
    this.#target = target;
  }

  /** Notes how far it is; most calls do nothing. */
  tell(phase: string, share: number): void {
    const now = performance.now();
    if (this.#writing !== null || now - this.#told < EVERY_MS) return;
    this.#told = now;
    this.#writing = this.#write(phase, share).finally(() => {
      this.#writing = null;
    });
  }

  /** Waits for the last note: nothing is written behind the end. */
  async close(): Promise<void> {
    await this.#writing;
  }

  async #write(phase: string, share: number): Promise<void> {
    const { storeId, id, controller } = this.#target;
    const wanted = await this.#context.database
      .forStore(storeId, (scope) => updateProgress(scope, { id, phase, share }))
      .catch(() => false);
    if (wanted) controller.abort('cancelled');
  }
}
