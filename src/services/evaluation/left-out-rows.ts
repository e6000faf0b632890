import type { ImportRejection } from '../../contract/import.ts';

/** Rows of a file that a history had to do without. */
export interface LeftOutRows {
  /** How many, and the first reasons: column, value, what was expected and what to do. */
  readonly notes: readonly string[];
  /** What to do about them. */
  readonly hint: string;
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
