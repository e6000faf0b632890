import { basename } from 'node:path';
import type { Store } from '../../contract/catalog.ts';
import type { ImportChoices, ImportFault, ImportPreview, ImportRole } from '../../contract/import.ts';
import { zoneNamed } from '../catalog/stores.ts';
import { latestOrderMs } from '../orders/order-time.ts';
import { currencyExponent } from './currency-exponent.ts';
import { faultHint } from './fault-hint.ts';
import { withFileProblems } from './file-problem.ts';
import { instantOfOrderTime } from './order-collector.ts';
import {
  type ColumnMapping,
  guessColumns,
  missingColumns,
  placeColumns,
  recognisedAs,
} from './reading/column-mapping.ts';
import type { CsvDialect } from './reading/csv-dialect.ts';
import { openCsvSource, requireFits } from './reading/csv-source.ts';
import type { ImportedLine, RejectedRow } from './reading/order-row.ts';
import { type OrdersFileSummary, type OrdersSink, readDialect, readOrdersFile } from './reading/read-orders-file.ts';
import { sampleRows } from './reading/sample-rows.ts';

/** So many rows are checked at once while somebody waits; a longer file is checked to its end when it is imported. */
const MOST_ROWS = 50_000;
const SAMPLE_ROWS = 8;
const SAMPLES = 3;
const MOST_FAULTS = 50;
const MOST_CURRENCIES = 5;
const MOST_CELL = 200;

/** What is looked at, and how it is meant. */
export interface InspectOptions {
  readonly choices: ImportChoices;
  readonly mostBytes: number;
  readonly now: Date;
  /** What the file is called where it comes from. */
  readonly name: string;
}

/**
 * A look at a file of orders before anything is written: what its columns seem to mean and why, what is not certain, what
 * its first 50,000 rows would bring, and what is wrong with them. When the columns say too little, that is what it tells.
 *
 * @throws AppError `invalid_file` when the file as a whole cannot be used.
 */
export async function inspectFile(path: string, store: Store, options: InspectOptions): Promise<ImportPreview> {
  return withFileProblems({ path, name: options.name }, async () => {
    const source = await openCsvSource(path, options);
    await requireFits(source);
    const { dialect, rows } = await sampleRows(source, { dialect: await readDialect(source), count: SAMPLE_ROWS });
    const { columns } = options.choices;
    const mapping = columns ? placeColumns(dialect.header, columns) : guessColumns(dialect.header);
    const missing = missingColumns(mapping.positions);
    const layout = { dialect, mapping, rows, missing, compressed: source.compressed };
    const sink = new PreviewSink();
    const summary = missing.length > 0 ? null : await readStart(path, store, { ...options, sink });
    return toPreview(store, { layout, summary, sink, choices: options.choices });
  });
}

/** Keeps what a preview shows of the rows. */
class PreviewSink implements OrdersSink {
  readonly faults: ImportFault[] = [];
  readonly currencies = new Set<string>();
  hasLocalTimes = false;

  line({ currency, orderedAt }: ImportedLine): void {
    if (currency !== null && this.currencies.size < MOST_CURRENCIES) this.currencies.add(currency);
    if (orderedAt !== null && orderedAt.kind !== 'instant') this.hasLocalTimes = true;
  }

  rejected({ rowNumber, column, value, reason, code }: RejectedRow): void {
    if (code === 'other_currency' && this.currencies.size < MOST_CURRENCIES) this.currencies.add(value);
    if (this.faults.length >= MOST_FAULTS) return;
    this.faults.push({ row: rowNumber, column, value, expected: reason, code, hint: faultHint(code) });
  }
}

async function readStart(
  path: string,
  store: Store,
  { choices, mostBytes, now, sink }: InspectOptions & { sink: PreviewSink },
): Promise<OrdersFileSummary> {
  const zone = zoneNamed(choices.time_zone ?? store.time_zone);
  return readOrdersFile(
    path,
    {
      currencyExponent: currencyExponent(store.currency),
      currency: store.currency,
      locale: store.locale,
      columns: choices.columns,
      dateOrder: choices.date_order,
      decimalSign: choices.decimal_sign,
      mostBytes,
      mostRows: MOST_ROWS,
      isTooLate: (time) => (instantOfOrderTime(time, zone) ?? 0) > latestOrderMs(now),
    },
    sink,
  );
}

interface SeenFile {
  readonly layout: {
    readonly dialect: CsvDialect;
    readonly mapping: ColumnMapping;
    readonly rows: readonly (readonly string[])[];
    readonly missing: readonly string[];
    readonly compressed: boolean;
  };
  readonly summary: OrdersFileSummary | null;
  readonly sink: PreviewSink;
  readonly choices: ImportChoices;
}

function toPreview(store: Store, { layout, summary, sink, choices }: SeenFile): ImportPreview {
  const { dialect, mapping, rows, missing, compressed } = layout;
  const zoneName = choices.time_zone ?? store.time_zone;
  const toIso = (time: OrdersFileSummary['firstOrderedAt'] | undefined) => {
    const ms = instantOfOrderTime(time ?? null, zoneNamed(zoneName));
    return ms === null ? null : new Date(ms).toISOString();
  };
  const currencyAt = mapping.positions.get('currency');
  const { conventions } = summary ?? {};
  return {
    delimiter: dialect.delimiter,
    encoding: summary?.encoding ?? 'utf-8',
    compressed,
    form: mapping.form,
    columns: describeColumns(mapping, { rows, isChosen: choices.columns !== undefined }),
    missing: [...missing],
    sample_rows: rows.map((row) => row.map(cutCell)),
    dates: { order: conventions?.dateOrder ?? 'day-first', proven: conventions?.dateOrderIsProven ?? true },
    decimals: { sign: conventions?.decimalSign ?? '.', proven: conventions?.decimalSignIsProven ?? true },
    currency: {
      store: store.currency,
      column: currencyAt === undefined ? null : (mapping.header[currencyAt] ?? null),
      seen: [...sink.currencies],
    },
    time_zone: { used: zoneName, is_asked: sink.hasLocalTimes },
    rows_checked: summary?.rows ?? 0,
    checked_all: summary?.complete ?? false,
    rows_kept: summary?.kept ?? 0,
    rows_rejected: summary?.rejected ?? 0,
    orders: summary?.orders ?? 0,
    items: summary?.items ?? 0,
    first_ordered_at: toIso(summary?.firstOrderedAt),
    last_ordered_at: toIso(summary?.lastOrderedAt),
    faults: sink.faults,
    warnings: [...(summary?.warnings ?? [])],
  };
}

/** Each column with its meaning, and the reason for it in words. */
function describeColumns(
  mapping: ColumnMapping,
  { rows, isChosen }: { rows: readonly (readonly string[])[]; isChosen: boolean },
): ImportPreview['columns'] {
  const roleAt = new Map([...mapping.positions].map(([role, position]) => [position, role as ImportRole]));
  return mapping.header.map((name, position) => {
    const role = roleAt.get(position) ?? null;
    const like = recognisedAs(name);
    const cells = rows.map((row) => cutCell(row[position] ?? '')).filter((cell) => cell !== '');
    const reason = mapping.ignored.find(({ column }) => column === name)?.reason;
    const unused = reason === undefined ? 'No meaning was found by its name.' : `Not used: ${reason}.`;
    const named = isChosen ? 'Chosen.' : `Named like "${like}".`;
    const samples = [...new Set(cells)].slice(0, SAMPLES);
    return { name, role, like, why: role === null ? unused : named, samples };
  });
}

function cutCell(cell: string): string {
  return cell.length > MOST_CELL ? `${cell.slice(0, MOST_CELL)}…` : cell;
}

/** A name for people: the last part of whatever path a browser sent, without what steers a terminal. */
export function plainFileName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is taken out here
  const plain = basename(name.replaceAll('\\', '/')).replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/g, '');
  return plain.trim().slice(0, MOST_CELL) || 'orders.csv';
}
