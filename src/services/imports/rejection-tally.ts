import type { ImportRejection } from '../../contract/import.ts';
import { faultHint } from './fault-hint.ts';
import type { RejectedRow } from './reading/order-row.ts';

/** Counts the rows that were left out, by column and reason: there are few of these, however long the file is. */
export class RejectionTally {
  readonly #kinds = new Map<string, ImportRejection>();

  add({ rowNumber, column, value, reason, code }: RejectedRow): void {
    const key = JSON.stringify([column, code]);
    const known = this.#kinds.get(key);
    const hint = faultHint(code);
    const first = { code, column, expected: reason, hint, rows: 0, first_row: rowNumber, first_value: value };
    const before = known ?? first;
    this.#kinds.set(key, { ...before, rows: before.rows + 1 });
  }

  /** The most rows first; of equally many, what came first. */
  list(): ImportRejection[] {
    return [...this.#kinds.values()].sort((a, b) => b.rows - a.rows || a.first_row - b.first_row);
  }
}
