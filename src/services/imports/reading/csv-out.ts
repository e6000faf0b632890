/** What a spreadsheet program needs in front of a CSV file to read it as UTF-8. */
export const CSV_BOM = '\ufeff';

/** What one cell can hold. */
export type CsvValue = string | number | boolean | null;

const ACTIVE = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/**
 * Disarms a cell that a spreadsheet would run as a formula: a leading `'` in front of `= + - @`, tab and return. Plain
 * numbers are left alone. Text that already starts with `'` before such a sign gets one more, so that nothing is lost.
 *
 * @example
 * guardCell('=1+1') // => "'=1+1"
 */
export function guardCell(text: string): string {
  return ACTIVE.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/**
 * Takes the guard off again: the inverse of `guardCell`.
 *
 * @example
 * unguardCell("'=1+1") // => "=1+1"
 */
export function unguardCell(text: string): string {
  return text.charCodeAt(0) === 39 && GUARDED.test(text) ? text.slice(1) : text;
}

/**
 * One cell by RFC 4180, guarded against formulas; null is empty.
 *
 * @example
 * csvCell('Fish, "fresh"') // => "\"Fish, \"\"fresh\"\"\""
 */
export function csvCell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = guardCell(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * One line of a CSV file with its line end (CR LF). A line of one empty cell is `""`, so that it is not a blank line.
 *
 * @example
 * csvLine(['Tea', 2, null]) // => "Tea,2,\r\n"
 */
export function csvLine(values: readonly CsvValue[]): string {
  const line = values.map(csvCell).join(',');
  return `${line === '' && values.length === 1 ? '""' : line}\r\n`;
}
