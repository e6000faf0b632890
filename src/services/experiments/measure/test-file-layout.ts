import Papa from 'papaparse';
import type { Delimiter } from '../../imports/reading/csv-dialect.ts';
import { ImportFileError } from '../../imports/reading/import-file-error.ts';
import type { MeasureRequest } from './measure-request.ts';

/** How a file of units is laid out, and where what is asked for stands in it. */
export interface TestFileLayout {
  readonly delimiter: Delimiter;
  readonly newline: '\n' | '\r';
  /** Number of columns. */
  readonly columns: number;
  /** Row of the header, counted from 1, blank ones included. */
  readonly headerRow: number;
  readonly armIndex: number;
  /** Column of each metric, in the order asked for. */
  readonly metricIndexes: readonly number[];
}

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];

/**
 * Finds delimiter, header and the wanted columns from the beginning of a file: the delimiter under which the first row holds most
 * of the wanted columns. Columns are found by name; where none is spelled so, by name without regard to case.
 *
 * @throws ImportFileError `missing_columns` when a wanted column is not there, or is there twice.
 */
export function findLayout(sample: string, request: MeasureRequest): TestFileLayout {
  const wanted = [request.armColumn, ...request.metrics.map((metric) => metric.column)];
  const newline = sample.includes('\r') && !sample.includes('\n') ? '\r' : '\n';
  const tried = DELIMITERS.map((delimiter) => ({ delimiter, ...readHeader(sample, { delimiter, newline }) }));
  const found = ({ header }: { header: readonly string[] }) =>
    wanted.filter((name) => placesOf(name, header).length > 0);
  tried.sort((a, b) => found(b).length - found(a).length || b.header.length - a.header.length);
  const [best] = tried;
  const [armIndex, ...metricIndexes] = wanted.map((name) => requirePlace(name, best.header));
  const { delimiter, header, headerRow } = best;
  return { delimiter, newline, columns: header.length, headerRow, armIndex, metricIndexes };
}

function readHeader(
  sample: string,
  layout: { delimiter: Delimiter; newline: '\n' | '\r' },
): { header: string[]; headerRow: number } {
  const { data } = Papa.parse<string[]>(sample, { ...layout, preview: 20, skipEmptyLines: false });
  const rows = data.map((cells) => cells.map((cell) => cell.trim()));
  const index = rows.findIndex((cells) => cells.some((cell) => cell !== ''));
  return { header: rows[index] ?? [], headerRow: index + 1 };
}

function placesOf(name: string, header: readonly string[]): number[] {
  const exact = header.flatMap((cell, index) => (cell === name ? [index] : []));
  if (exact.length > 0) return exact;
  return header.flatMap((cell, index) => (cell.toLowerCase() === name.toLowerCase() ? [index] : []));
}

function requirePlace(name: string, header: readonly string[]): number {
  const places = placesOf(name, header);
  if (places.length === 1) return places[0];
  const what = places.length === 0 ? `is no column "${name}"` : `are ${places.length} columns "${name}"`;
  throw new ImportFileError('missing_columns', `there ${what} in the header "${header.join(', ').slice(0, 200)}"`, {
    hint: 'Name columns as the first row of the file spells them, each of them once there.',
  });
}
