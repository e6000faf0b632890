import { insertRecommendations, type MadeRecommendation } from '../../storage/queries/customer-recommendations.ts';
import type { ServiceContext } from '../service-context.ts';

const FLUSH_MS = 200;
const MOST_WAITING = 50_000;
/** Who asks twice on a day is told the same: so many rows are known to be on disk, and are not sent again. */
const MOST_KNOWN = 100_000;

/**
 * Remembers what was recommended to whom, in batches behind the answers, so that it can be held against what was bought. Rows
 * that cannot be written are lost: they are judged by nobody, and no answer suffers.
 */
export class RecommendationLog {
  readonly #context: ServiceContext;
  #waiting = new Map<number, MadeRecommendation[]>();
  #waitingRows = 0;
  readonly #known = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** Notes recommendations; they are on disk within about 200 ms. Those that this process noted on the same day are left out. */
  add(storeId: number, made: readonly MadeRecommendation[]): void {
    if (this.#waitingRows >= MOST_WAITING) return;
    const rows = made.filter((row) => !this.#known.has(nameOf(storeId, row)));
    if (rows.length === 0) return;
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    for (const row of rows) this.#known.add(nameOf(storeId, row));
    const waiting = this.#waiting.get(storeId);
    if (waiting) waiting.push(...rows);
    else this.#waiting.set(storeId, [...rows]);
    this.#waitingRows += rows.length;
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  /** Writes everything that waits. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#waiting;
    this.#waiting = new Map();
    this.#waitingRows = 0;
    this.#writing = this.#writing.then(() => this.#write(batch));
    return this.#writing;
  }

  async #write(batch: ReadonlyMap<number, MadeRecommendation[]>): Promise<void> {
    for (const [storeId, rows] of batch) {
      try {
        await this.#context.database.forStore(storeId, (scope) => insertRecommendations(scope, rows));
      } catch (error) {
        for (const row of rows) this.#known.delete(nameOf(storeId, row));
        const details = { rows: rows.length, error: String(error) };
        this.#context.log('warn', 'Recommendations to customers could not be remembered', details);
      }
    }
  }
}

/** What no two rows have in common. */
function nameOf(storeId: number, row: MadeRecommendation): string {
  return `${storeId} ${row.customer_id} ${row.item_id} ${row.made_on}`;
}
