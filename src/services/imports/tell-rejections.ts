import type { ImportRejection } from '../../contract/import.ts';
import { tellCount } from '../tell-count.ts';

const MOST_REASONS = 3;

/**
 * The reasons why rows were left out, those of the most rows first, each with the first row that it was met in.
 *
 * @example
 * tellRejections([{ code: 'x', column: 'day', expected: 'expected a date', hint: 'Mend it.', rows: 1, first_row: 2, first_value: 'May' }])[0] // => "1 row: expected a date (first: row 2, day \"May\"). Mend it."
 */
export function tellRejections(rejections: readonly ImportRejection[]): string[] {
  const told = rejections.slice(0, MOST_REASONS).map(tellRejection);
  const others = rejections.slice(MOST_REASONS).reduce((sum, { rows }) => sum + rows, 0);
  return others === 0 ? told : [...told, `${tellCount(others, 'row')} for other reasons.`];
}

/**
 * One reason why rows were left out, with the first row that it was met in.
 *
 * @example
 * tellRejection({ code: 'x', column: '', expected: 'expected 3 fields', hint: 'Mend it.', rows: 2, first_row: 4, first_value: '' }) // => "2 rows: expected 3 fields (first: row 4). Mend it."
 */
export function tellRejection({
  column,
  expected,
  hint,
  rows,
  first_row: row,
  first_value: value,
}: ImportRejection): string {
  const place = column === '' ? '' : `, ${column}`;
  const seen = value === '' ? '' : ` "${value}"`;
  return `${tellCount(rows, 'row')}: ${expected} (first: row ${row}${place}${seen}). ${hint}`;
}

/** How many rows of a file could not be read, and why; nothing where all could. */
export function tellLeftOut(
  { rejected, rows }: { readonly rejected: number; readonly rows: number },
  rejections: readonly ImportRejection[],
): string[] {
  if (rejected === 0) return [];
  return [`${rejected} of ${rows} rows could not be read and are left out.`, ...tellRejections(rejections)];
}
