import type { TableValue } from './csv.ts';

/** What a table is asked to show. */
export interface TableState {
  /** Id of the column; a leading - descends. '' = the order of the data. */
  readonly sort: string;
  /** What every row that is shown contains, in any case. */
  readonly search: string;
}

/** What the arrangement knows of a column. */
export interface ValueColumn<Row> {
  readonly id: string;
  value(row: Row): TableValue;
}

/** The rows that fit the search, in the order that was chosen. Rows without a value come last, either way. */
export function arrangeRows<Row>(
  rows: readonly Row[],
  columns: readonly ValueColumn<Row>[],
  { sort, search, locale }: TableState & { locale: string },
): readonly Row[] {
  const wanted = search.trim().toLocaleLowerCase(locale);
  const found = wanted === '' ? rows : rows.filter((row) => contains(row, columns, wanted));
  const column = columns.find(({ id }) => id === sort.replace(/^-/, ''));
  if (column === undefined) return found;
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  const turn = sort.startsWith('-') ? -1 : 1;
  return [...found].sort((a, b) => compare(column.value(a), column.value(b), { collator, turn }));
}

function contains<Row>(row: Row, columns: readonly ValueColumn<Row>[], wanted: string): boolean {
  return columns.some((column) => {
    const value = column.value(row);
    return typeof value === 'string' && value.toLocaleLowerCase().includes(wanted);
  });
}

function compare(a: TableValue, b: TableValue, { collator, turn }: { collator: Intl.Collator; turn: number }): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'string' && typeof b === 'string') return turn * collator.compare(a, b);
  return turn * (Number(a) - Number(b));
}
