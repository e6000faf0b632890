/** A value as it stands in a table: what it is sorted and exported by. */
export type TableValue = string | number | boolean | null;

/** Spreadsheets take a text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A table as CSV (RFC 4180). Texts that a spreadsheet would run as a formula get an apostrophe in front.
 *
 * @example
 * toCsv([['name', 'n'], ['=1+1', -2], ['a "b"', null]]) // => 'name,n\r\n\'=1+1,-2\r\n"a ""b""",\r\n'
 */
export function toCsv(rows: readonly (readonly TableValue[])[]): string {
  return rows.map((row) => `${row.map(toField).join(',')}\r\n`).join('');
}

function toField(value: TableValue): string {
  if (value === null) return '';
  // What holds a sign to its amount on a page has no use in a file.
  const plain = typeof value === 'string' ? value.replaceAll('\u2060', '') : value;
  const text = typeof plain === 'string' && FORMULA.test(plain) ? `'${plain}` : String(plain);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a text to the browser as a file to keep; the mark at its beginning tells spreadsheets that it is UTF-8. */
export function saveCsv(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}
