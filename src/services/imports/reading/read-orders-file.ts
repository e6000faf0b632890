import { basename } from 'node:path';
import { cellFault } from './cell-fault.ts';
import {
  type ChosenColumns,
  type ColumnMapping,
  chooseColumns,
  type IgnoredColumn,
  mapColumns,
  type OrdersForm,
} from './column-mapping.ts';
import { type CsvDialect, type Delimiter, detectDialect } from './csv-dialect.ts';
import { CsvRecords } from './csv-records.ts';
import { type CsvSource, openCsvSource, readText } from './csv-source.ts';
import type { DecimalSign } from './decimal-text.ts';
import { ConventionSurvey, type FileConventions } from './file-conventions.ts';
import { FileTally } from './file-tally.ts';
import { ImportFileError } from './import-file-error.ts';
import { importWarnings } from './import-warnings.ts';
import { OrderLineParser, rejectRow } from './order-line.ts';
import type { ImportedLine, RejectedRow } from './order-row.ts';
import type { DateOrder, OrderTime } from './order-time.ts';
import type { TextEncoding } from './text-decoding.ts';

/** How far the reading has come. */
export interface ReadProgress {
  readonly bytesRead: number;
  readonly sizeBytes: number;
  readonly rows: number;
}

/** What is known about the store whose orders these are. */
export interface ReadOrdersOptions {
  /** Decimals of the store's currency by ISO 4217: JPY 0, USD 2, KWD 3. */
  readonly currencyExponent: number;
  /** The store's currency: a row in another one is rejected. Undefined: any is taken. */
  readonly currency?: string;
  /** BCP 47; decides 03/04/2024 when the file does not. `en-GB` (day first) unless told. */
  readonly locale?: string;
  /** Whether an order cannot have been made yet at such a time: its rows are rejected. Undefined: any time is taken. */
  readonly isTooLate?: (time: OrderTime) => boolean;
  /** What the columns mean; guessed from their names unless told. */
  readonly columns?: ChosenColumns | undefined;
  /** How ambiguous dates and numbers are meant; found out unless told. */
  readonly dateOrder?: DateOrder | undefined;
  readonly decimalSign?: DecimalSign | undefined;
  /** Longest text, unpacked, in bytes; any length unless told. */
  readonly mostBytes?: number | undefined;
  /** Stop after about so many rows; all of them unless told. */
  readonly mostRows?: number | undefined;
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Stops the reading between two pieces of the file. */
  readonly signal?: AbortSignal;
}

/** Takes what is read. `drain` is asked now and then: reading waits until its promise resolves. */
export interface OrdersSink {
  /** Told once, before the first row. */
  readonly start?: (mapping: ColumnMapping) => void;
  readonly line: (line: ImportedLine) => void;
  readonly rejected: (row: RejectedRow) => void;
  readonly drain?: () => Promise<void> | null;
}

/** What was found in a file. `kept + rejected = rows`; blank rows are no rows. */
export interface OrdersFileSummary {
  readonly rows: number;
  readonly kept: number;
  readonly rejected: number;
  readonly lines: number;
  readonly orders: number;
  readonly items: number;
  readonly form: OrdersForm;
  readonly delimiter: Delimiter;
  readonly encoding: TextEncoding;
  readonly compressed: boolean;
  /** Column of the file for each meaning that was found. */
  readonly columns: Readonly<Record<string, string>>;
  readonly unrecognised: readonly string[];
  readonly ignored: readonly IgnoredColumn[];
  readonly firstOrderedAt: OrderTime | null;
  readonly lastOrderedAt: OrderTime | null;
  readonly warnings: readonly string[];
  readonly conventions: FileConventions;
  /** False when the reading stopped at `mostRows`. */
  readonly complete: boolean;
}

interface Layout {
  readonly dialect: CsvDialect;
  readonly mapping: ColumnMapping;
  readonly conventions: FileConventions;
}

const SAMPLE_LENGTH = 64 * 1024;
const UNTERMINATED = cellFault('unterminated_quote', 'a quote opens in this row and never closes');

/**
 * Reads a file of orders from end to end without touching the database: finds out its layout, checks every row, hands the
 * lines of good rows and the bad rows to the sink, and sums up. Memory does not grow with the file, except for the ids.
 *
 * @throws ImportFileError when the file as a whole cannot be used; rows handed out before that must not be kept.
 */
export async function readOrdersFile(
  path: string,
  options: ReadOrdersOptions,
  sink: OrdersSink,
): Promise<OrdersFileSummary> {
  const source = await openCsvSource(path, options);
  const layout = await surveyFile(source, options);
  sink.start?.(layout.mapping);
  const parser = new OrderLineParser({
    ...layout,
    currencyExponent: options.currencyExponent,
    currency: options.currency,
    isTooLate: options.isTooLate,
  });
  const tally = new FileTally();
  const records = newRecords(layout.dialect, (cells, rowNumber, unterminated) => {
    if (isBlank(cells)) return;
    const result = unterminated
      ? rejectRow(UNTERMINATED, { rowNumber, column: '', value: '', cells })
      : parser.parse(cells, rowNumber);
    if (!('code' in result)) {
      tally.keep(result);
      for (const line of result) sink.line(line);
    } else {
      tally.rejected++;
      sink.rejected(result);
    }
  });
  let encoding: TextEncoding = 'utf-8';
  let complete = true;
  for await (const piece of readText(source)) {
    options.signal?.throwIfAborted();
    records.push(piece.text);
    encoding = piece.encoding;
    options.onProgress?.({ bytesRead: piece.bytesRead, sizeBytes: source.sizeBytes, rows: tally.rows });
    await sink.drain?.();
    if (tally.rows < (options.mostRows ?? Number.POSITIVE_INFINITY)) continue;
    complete = false;
    break;
  }
  if (complete) records.end();
  await sink.drain?.();
  return { ...summarize({ layout, source, encoding, parser, tally }), complete };
}

/** Finds the layout of a file: reads as much of it as is needed to be sure. */
async function surveyFile(source: CsvSource, options: ReadOrdersOptions): Promise<Layout> {
  const { currencyExponent, locale = 'en-GB' } = options;
  const dialect = await readDialect(source);
  const mapping = options.columns ? chooseColumns(dialect.header, options.columns) : mapColumns(dialect.header);
  const survey = new ConventionSurvey(mapping, { currencyExponent, locale, delimiter: dialect.delimiter });
  const records = newRecords(dialect, (cells) => survey.add(cells));
  for await (const piece of readText(source)) {
    options.signal?.throwIfAborted();
    records.push(piece.text);
    if (survey.isSettled) break;
  }
  if (!survey.isSettled) records.end();
  return { dialect, mapping, conventions: decide(survey.conclude(), options) };
}

/** What was found out, unless somebody said how it is meant. */
function decide(found: FileConventions, { dateOrder, decimalSign }: ReadOrdersOptions): FileConventions {
  return {
    dateOrder: dateOrder ?? found.dateOrder,
    dateOrderIsProven: dateOrder !== undefined || found.dateOrderIsProven,
    decimalSign: decimalSign ?? found.decimalSign,
    decimalSignIsProven: decimalSign !== undefined || found.decimalSignIsProven,
  };
}

/** The layout of a file from its first 64 kB. @throws ImportFileError when it is no text, or empty. */
export async function readDialect(source: CsvSource): Promise<CsvDialect> {
  let sample = '';
  for await (const piece of readText(source)) {
    sample += piece.text;
    if (sample.length >= SAMPLE_LENGTH) break;
  }
  if (sample.trim() === '') {
    throw new ImportFileError('empty_file', `${basename(source.path)} is empty`, { hint: 'Export it again.' });
  }
  return detectDialect(sample.slice(0, SAMPLE_LENGTH));
}

/** Records below the header, without the CR of a CR LF. */
function newRecords(
  dialect: CsvDialect,
  consume: (cells: string[], rowNumber: number, unterminated: boolean) => void,
): CsvRecords {
  const { delimiter, newline, header, headerRow } = dialect;
  return new CsvRecords({ delimiter, newline, columns: header.length }, (cells, rowNumber, unterminated) => {
    if (rowNumber <= headerRow) return;
    const last = cells[cells.length - 1];
    if (last.charCodeAt(last.length - 1) === 13) cells[cells.length - 1] = last.slice(0, -1);
    consume(cells, rowNumber, unterminated);
  });
}

function isBlank(cells: readonly string[]): boolean {
  return cells[0] === '' && cells.every((cell) => cell.trim() === '');
}

function summarize(read: {
  layout: Layout;
  source: CsvSource;
  encoding: TextEncoding;
  parser: OrderLineParser;
  tally: FileTally;
}): Omit<OrdersFileSummary, 'complete'> {
  const { layout, tally } = read;
  const { header, positions, form, unrecognised, ignored } = layout.mapping;
  return {
    ...tally.summary(),
    form,
    delimiter: layout.dialect.delimiter,
    encoding: read.encoding,
    compressed: read.source.compressed,
    columns: Object.fromEntries([...positions].map(([role, position]) => [role, header[position]])),
    unrecognised,
    ignored,
    conventions: layout.conventions,
    warnings: importWarnings({ ...layout, encoding: read.encoding, oddities: read.parser.oddities, rows: tally.rows }),
  };
}
