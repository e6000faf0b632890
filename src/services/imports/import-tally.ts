import type { OrderResult } from '../../contract/order.ts';

/** What an import did, counted over its orders. */
export class ImportTally {
  itemsCreated = 0;
  created = 0;
  updated = 0;
  unchanged = 0;
  deleted = 0;

  /** Orders so far. */
  get orders(): number {
    return this.created + this.updated + this.unchanged + this.deleted;
  }

  add(results: readonly OrderResult[]): void {
    for (const { result } of results) {
      if (result === 'created') this.created++;
      else if (result === 'updated') this.updated++;
      else if (result === 'deleted') this.deleted++;
      else this.unchanged++;
    }
  }
}
