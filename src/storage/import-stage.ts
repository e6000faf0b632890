import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type ConnectionOptions, connectClient } from './database.ts';

/** A line on its way in: texts as the file has them, times and money already exact. */
export interface StagedLine {
  readonly rowNo: number;
  readonly orderId: string;
  readonly orderedAtMs: number | null;
  readonly customer: string | null;
  readonly status: string | null;
  readonly channel: string | null;
  readonly location: string | null;
  readonly table: string | null;
  readonly itemId: string;
  readonly quantityMilli: number;
  readonly unitPriceMinor: number | null;
  readonly discountMinor: number;
}

const CREATE = `CREATE TEMPORARY TABLE import_line (
  row_no integer NOT NULL, order_id text COLLATE "C" NOT NULL, ordered_at_ms bigint, customer text, status text,
  channel text, location text, dining_table text, item_id text NOT NULL, quantity_milli bigint NOT NULL,
  unit_price_minor bigint, discount_minor bigint NOT NULL)`;

const BUFFER_CHARS = 1 << 16;
const FETCH_ROWS = 20_000;

/**
 * A temporary table in a session of its own that collects the lines of a file, in any order, and gives them back
 * grouped by order. It is gone with the session: an import that is cut off leaves nothing behind here.
 */
export class ImportStage {
  readonly #client: pg.Client;
  #copy: ReturnType<pg.Client['query']> & NodeJS.WritableStream;
  #buffer = '';
  #fault: Error | null = null;

  private constructor(client: pg.Client) {
    this.#client = client;
    this.#copy = client.query(copyFrom('COPY import_line FROM STDIN')) as never;
    // A COPY that is broken off, by us or by the database, says so as an event; unheard it would end the process.
    this.#copy.on('error', (error: Error) => {
      this.#fault ??= error;
    });
  }

  static async open(connection: ConnectionOptions): Promise<ImportStage> {
    const client = await connectClient(connection, 'pairwell import');
    await client.query("SET work_mem = '128MB'");
    await client.query(CREATE);
    return new ImportStage(client);
  }

  /** Adds a line. Gives a promise to wait for when the database is behind, else null. */
  add(line: StagedLine): Promise<unknown> | null {
    this.#buffer += toCopyRow(line);
    return this.#buffer.length < BUFFER_CHARS ? null : this.#flush();
  }

  /** Ends the collecting. @throws what the database said, if it refused a line. */
  async finish(): Promise<void> {
    this.#flush();
    if (this.#fault !== null) throw this.#fault;
    const done = once(this.#copy, 'finish');
    this.#copy.end();
    await done;
    await this.#client.query('ANALYZE import_line');
  }

  /** The lines, order by order: orders by their first row in the file, lines in the order of the file. */
  async *orders(): AsyncGenerator<StagedLine[]> {
    await this.#client.query('BEGIN');
    await this.#client.query(`DECLARE lines NO SCROLL CURSOR FOR
      SELECT l.* FROM import_line l
      JOIN (SELECT order_id, min(row_no) AS first_row FROM import_line GROUP BY order_id) o USING (order_id)
      ORDER BY o.first_row, l.row_no`);
    let order: StagedLine[] = [];
    for (;;) {
      const { rows } = await this.#client.query<StagedRow>({
        text: `FETCH ${FETCH_ROWS} FROM lines`,
        rowMode: 'array',
      });
      for (const row of rows) {
        const line = toLine(row);
        if (order.length > 0 && order[0]?.orderId !== line.orderId) {
          yield order;
          order = [];
        }
        order.push(line);
      }
      if (rows.length < FETCH_ROWS) break;
    }
    if (order.length > 0) yield order;
    await this.#client.query('COMMIT');
  }

  async close(): Promise<void> {
    await this.#client.end();
  }

  #flush(): Promise<unknown> | null {
    const accepted = this.#copy.write(this.#buffer);
    this.#buffer = '';
    return accepted ? null : once(this.#copy, 'drain');
  }
}

function toCopyRow(line: StagedLine): string {
  const head = `${line.rowNo}\t${escapeCopy(line.orderId)}\t${line.orderedAtMs ?? '\\N'}\t${escapeCopy(line.customer)}`;
  const where = `${escapeCopy(line.channel)}\t${escapeCopy(line.location)}\t${escapeCopy(line.table)}`;
  const item = `${escapeCopy(line.itemId)}\t${line.quantityMilli}\t${line.unitPriceMinor ?? '\\N'}\t${line.discountMinor}`;
  return `${head}\t${line.status ?? '\\N'}\t${where}\t${item}\n`;
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Text in COPY's own notation; null is \N. */
function escapeCopy(text: string | null): string {
  if (text === null) return '\\N';
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character) : text;
}

function toLine(row: StagedRow): StagedLine {
  const [rowNo, orderId, orderedAtMs, customer, status, channel, location, table, itemId, quantity, price, discount] =
    row;
  return {
    rowNo,
    orderId,
    orderedAtMs,
    customer,
    status,
    channel,
    location,
    table,
    itemId,
    quantityMilli: quantity,
    unitPriceMinor: price,
    discountMinor: discount,
  };
}

/** The columns of import_line, in their order. */
type StagedRow = [
  number,
  string,
  number | null,
  string | null,
  string | null,
  string | null,
  string | null,
  string | null,
  string,
  number,
  number | null,
  number,
];
