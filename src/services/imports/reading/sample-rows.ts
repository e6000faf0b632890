import type { CsvDialect } from './csv-dialect.ts';
import { CsvRecords } from './csv-records.ts';
import { type CsvSource, readText } from './csv-source.ts';

/** The first rows below the header, as they stand in the file; blank ones are left out. */
export async function sampleRows(
  source: CsvSource,
  { dialect, count }: { dialect: CsvDialect; count: number },
): Promise<{ dialect: CsvDialect; rows: readonly (readonly string[])[] }> {
  const { delimiter, newline, header, headerRow } = dialect;
  const rows: string[][] = [];
  const records = new CsvRecords({ delimiter, newline, columns: header.length }, (cells, rowNumber) => {
    if (rowNumber <= headerRow || rows.length >= count) return;
    if (cells.some((cell) => cell.trim() !== '')) rows.push(cells.map((cell) => cell.trim()));
  });
  let isWhole = true;
  for await (const piece of readText(source)) {
    records.push(piece.text);
    isWhole = rows.length < count;
    if (!isWhole) break;
  }
  if (isWhole) records.end();
  return { dialect, rows };
}
