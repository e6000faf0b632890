import Papa from 'papaparse';
import { countKnownHeaders } from './column-mapping.ts';

/** Signs that separate columns. */
export type Delimiter = ',' | ';' | '\t' | '|';

/** How a file is laid out. */
export interface CsvDialect {
  readonly delimiter: Delimiter;
  /** '\n' also stands for CR LF: the CR is taken off the last cell. */
  readonly newline: '\n' | '\r';
  readonly header: readonly string[];
  /** Rows up to and including the header. */
  readonly headerRow: number;
}

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];
const SAMPLE_ROWS = 100;
const HEADER_ROWS = 20;

/**
 * Finds the delimiter, the line end and the header of a file from its first 64 kB.
 *
 * The delimiter is the one under which a row has the most known column names; then the one that cuts most rows into the
 * same number of columns. The header is looked for in the first 20 rows, since reports start with a title.
 *
 * @example
 * detectDialect('order_id;item;price\n1;Tea;2,50\n').delimiter // => ";"
 */
export function detectDialect(sample: string): CsvDialect {
  const newline = sample.includes('\r') && !sample.includes('\n') ? '\r' : '\n';
  const hinted = /^sep=([,;\t|])\r?\n/i.exec(sample);
  const candidates = hinted === null ? DELIMITERS : [hinted[1] as Delimiter];
  const tried = candidates.map((delimiter) => tryDelimiter(sample, { delimiter, newline }));
  tried.sort((a, b) => b.known - a.known || b.evenness - a.evenness);
  return tried[0].dialect;
}

function tryDelimiter(
  sample: string,
  layout: { delimiter: Delimiter; newline: '\n' | '\r' },
): { dialect: CsvDialect; known: number; evenness: number } {
  const { data } = Papa.parse<string[]>(sample, { ...layout, preview: SAMPLE_ROWS, skipEmptyLines: false });
  const rows = data.map((cells) => cells.map((cell) => cell.trim()));
  let [best, known] = [rows.findIndex((cells) => cells.some((cell) => cell !== '')), -1];
  rows.slice(0, HEADER_ROWS).forEach((cells, index) => {
    const count = countKnownHeaders(cells);
    if (count > Math.max(known, 1)) [best, known] = [index, count];
  });
  const header = rows[best] ?? [];
  const even = rows.filter((cells) => cells.length === header.length).length;
  const evenness = header.length < 2 ? 0 : (even / rows.length) * header.length;
  return { dialect: { ...layout, header, headerRow: best + 1 }, known: countKnownHeaders(header), evenness };
}
