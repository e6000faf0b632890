import type { ImportRejection } from '../../contract/import.ts';
import { tellCount } from './tell-count.ts';

/** Rows of a file that a history had to do without. */
export interface LeftOutRows {
  /** How many, and the first reasons: column, value, what was expected and what to do. */
  readonly notes: readonly string[];
  /** What to do about them. */
  readonly hint: string;
}

const MOST_REASONS = 3;

/**
 * The reasons why rows were left out, those of the most rows first, each with the first row that it was met in.
 *
 * @example
 * tellReasons([{ code: 'x', column: 'day', expected: 'expected a date', hint: 'Mend it.', rows: 1, first_row: 2, first_value: 'May' }])[0] // => "1 row: expected a date (first: row 2, day \"May\"). Mend it."
 */
export function tellReasons(rejections: readonly ImportRejection[]): string[] {
  const told = rejections.slice(0, MOST_REASONS).map(tellReason);
  const others = rejections.slice(MOST_REASONS).reduce((sum, { rows }) => sum + rows, 0);
  return others === 0 ? told : [...told, `${tellCount(others, 'row')} for other reasons.`];
}

function tellReason({ column, expected, hint, rows, first_row: row, first_value: value }: ImportRejection): string {
  const place = column === '' ? '' : `, ${column}`;
  const seen = value === '' ? '' : ` "${value}"`;
  return `${tellCount(rows, 'row')}: ${expected} (first: row ${row}${place}${seen}). ${hint}`;
}

/**
 * What to do about the rows of a file that were left out: the column of the most of them is named first.
 *
 * @example
 * hintForRows('a.csv', []) // => "Mend the rows, or see all reasons: pairwell import a.csv --dry-run"
 */
export function hintForRows(file: string, [most]: readonly ImportRejection[]): string {
  const what = most === undefined || most.column === '' ? 'the rows' : `the column "${most.column}"`;
  return `Mend ${what}, or see all reasons: pairwell import ${file} --dry-run`;
}
