import { basename } from 'node:path';
import Papa from 'papaparse';
import { AppError } from '../../contract/error-registry.ts';
import { withFileProblems } from '../imports/file-problem.ts';
import { openCsvSource, readText } from '../imports/reading/csv-source.ts';

const NEEDED = ['item_id', 'category'] as const;

/**
 * Reads a list of categories: columns item_id and category, and dataset when the list is of several stores; others are
 * passed over. CSV or CSV.gz with a header.
 *
 * @returns category by item id, of this data set only where the list has a column for it.
 * @throws AppError `invalid_file`
 */
export async function readCategoriesFile(path: string, dataset: string): Promise<Map<string, string>> {
  const { rows, columns } = await readRows(path);
  for (const name of NEEDED) if (!columns.includes(name)) throw missingColumn(path, { name, columns });
  const ofDataset = rows.filter((row) => row.dataset === undefined || row.dataset.trim() === dataset);
  return new Map(
    ofDataset.flatMap(({ item_id: id = '', category = '' }) =>
      id.trim() === '' || category.trim() === '' ? [] : [[id.trim(), category.trim()] as const],
    ),
  );
}

type Row = Readonly<Record<string, string | undefined>>;

async function readRows(path: string): Promise<{ rows: Row[]; columns: readonly string[] }> {
  const text = await withFileProblems(path, async () => {
    let read = '';
    for await (const piece of readText(await openCsvSource(path))) read += piece.text;
    return read;
  });
  const transformHeader = (name: string) => name.trim().toLowerCase();
  const { data, meta } = Papa.parse<Row>(text, { header: true, skipEmptyLines: 'greedy', transformHeader });
  return { rows: data, columns: meta.fields ?? [] };
}

function missingColumn(
  path: string,
  { name, columns }: { readonly name: string; readonly columns: readonly string[] },
): AppError {
  return new AppError('invalid_file', {
    detail: `${basename(path)} has no column "${name}": its header is "${columns.join(',').slice(0, 200)}", expected item_id and category.`,
    hint: 'A list of categories has the columns item_id,category, and dataset when it is of several stores.',
  });
}
