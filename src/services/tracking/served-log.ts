import { insertServed, type ServedRow } from '../../storage/queries/served.ts';
import type { ServiceContext } from '../service-context.ts';

const FLUSH_MS = 200;
const ROWS_PER_WRITE = 500;
const MOST_WAITING = 20_000;

/**
 * Writes what was served, in batches behind the answers: an answer never waits for it. What cannot be written is lost
 * and counted; a lost row only means that nothing will be credited to that answer.
 */
export class ServedLog {
  readonly #context: ServiceContext;
  #waiting = new Map<number, ServedRow[]>();
  #waitingRows = 0;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  #lost = 0;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** Rows that were lost since the process began. */
  get lost(): number {
    return this.#lost;
  }

  /** Notes an answer; it is on disk within about 200 ms. */
  add(storeId: number, row: ServedRow): void {
    if (this.#waitingRows >= MOST_WAITING) {
      this.#lost++;
      return;
    }
    const rows = this.#waiting.get(storeId);
    if (rows) rows.push(row);
    else this.#waiting.set(storeId, [row]);
    this.#waitingRows++;
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  /** Writes everything that waits. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#waiting;
    this.#waiting = new Map();
    this.#writing = this.#writing.then(() => this.#write(batch));
    return this.#writing;
  }

  async #write(batch: ReadonlyMap<number, ServedRow[]>): Promise<void> {
    for (const [storeId, rows] of batch) {
      for (let start = 0; start < rows.length; start += ROWS_PER_WRITE) {
        const part = rows.slice(start, start + ROWS_PER_WRITE);
        await this.#writePart(storeId, part);
        this.#waitingRows -= part.length;
      }
    }
  }

  async #writePart(storeId: number, rows: readonly ServedRow[]): Promise<void> {
    try {
      await this.#context.database.forStoreHot(storeId, (run) => insertServed(run, { storeId, rows }));
    } catch (error) {
      this.#lost += rows.length;
      this.#context.log('warn', 'Served recommendations could not be written', {
        rows: rows.length,
        error: String(error),
      });
    }
  }
}
