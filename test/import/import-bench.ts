import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Store } from '../../src/contract/catalog.ts';
import type { ImportReport } from '../../src/contract/import.ts';
import { addStore } from '../../src/services/catalog/stores.ts';
import { importOrders } from '../../src/services/imports/import-orders.ts';
import type { ServiceContext } from '../../src/services/service-context.ts';
import { connectClient } from '../../src/storage/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/** An order as the database has it, by the names that files use. */
export interface StoredOrder {
  readonly id: string;
  readonly status: string;
  /** ISO 8601 in UTC, or null. */
  readonly orderedAt: string | null;
  readonly customer: string | null;
  /** Item, thousandths, unit price and discount in minor units. */
  readonly lines: readonly (readonly [item: string, milli: number, priceMinor: number | null, discountMinor: number])[];
}

/** A database, a folder for files, and imports into stores of it. */
export class ImportBench {
  readonly context: ServiceContext;
  readonly #database: TestDatabase;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'pairwell-import-'));
  #stores = 0;

  constructor(database: TestDatabase) {
    this.#database = database;
    const now = new Date('2026-06-01T12:00:00Z');
    this.context = {
      database: database.open(),
      connection: database.connection,
      clock: () => now,
      log: () => undefined,
      secret: () => Buffer.alloc(32),
      eventRetentionMonths: 13,
    };
  }

  static async open(): Promise<ImportBench> {
    return new ImportBench(await createTestDatabase());
  }

  async close(): Promise<void> {
    await this.#database.drop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A new, empty store. */
  addStore(options: { currency?: string; zone?: string; locale?: string } = {}): Promise<Store> {
    this.#stores++;
    return addStore(this.context, {
      slug: `store-${this.#stores}`,
      name: `Store ${this.#stores}`,
      currency: options.currency ?? 'EUR',
      time_zone: options.zone ?? 'UTC',
      business_day_cutoff_minutes: 240,
      locale: options.locale ?? 'en-GB',
    });
  }

  /** Path of the list of bad rows of a file. */
  rejectedPath(file: string): string {
    return path.join(this.#folder, `rejected-${path.basename(file)}`);
  }

  /** Writes a file and gives its path. */
  write(name: string, content: string | Buffer): string {
    const file = path.join(this.#folder, name);
    writeFileSync(file, content);
    return file;
  }

  /** Imports a file; bad rows go to {@link rejectedPath}. */
  import(store: Store, file: string): Promise<ImportReport> {
    const rejectedPath = this.rejectedPath(file);
    return importOrders(this.context, store, { file, dryRun: false, rejectedPath, onProgress: () => undefined });
  }

  /** Runs SQL as the administrator, behind the application's back. */
  // biome-ignore lint/suspicious/noExplicitAny: the test says what the rows are
  async query(text: string, values: unknown[] = []): Promise<any[]> {
    const client = await connectClient(this.#database.admin, 'pairwell test');
    // Of a store that was just imported the planner believes that it has one row: without this it may take minutes.
    await client.query('SET enable_nestloop = off');
    return (await client.query(text, values).finally(() => client.end())).rows;
  }

  /** Number of the store's last change. */
  async lastChange(store: Store): Promise<number> {
    const [row] = await this.query('SELECT last_change_no AS n FROM change_head WHERE store_id = $1', [store.id]);
    return row.n;
  }

  /** Every order of the store that is not deleted, by its id. */
  async orders(store: Store): Promise<ReadonlyMap<string, StoredOrder>> {
    const rows = await this.query(
      `SELECT o.external_id AS id, v.status, v.ordered_at, c.external_id AS customer, json_agg(json_build_array(
         i.external_id, (l.quantity * 1000)::bigint, l.unit_price_minor, l.discount_minor) ORDER BY l.line_no) AS lines
       FROM orders o
       JOIN order_version v ON v.store_id = o.store_id AND v.order_id = o.id AND v.version = o.version
       JOIN order_line l ON l.store_id = v.store_id AND l.order_id = v.order_id AND l.version = v.version
       JOIN item i ON i.store_id = l.store_id AND i.id = l.item_id
       LEFT JOIN customer c ON c.store_id = v.store_id AND c.id = v.customer_id
       WHERE o.store_id = $1 AND NOT o.deleted GROUP BY 1, 2, 3, 4`,
      [store.id],
    );
    return new Map(
      rows.map(({ ordered_at: at, ...row }) => [row.id, { ...row, orderedAt: at?.toISOString() ?? null }]),
    );
  }
}
