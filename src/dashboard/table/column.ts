import type { ReactNode } from 'react';
import type { ValueColumn } from './arrange-rows.ts';
import type { TableValue } from './csv.ts';

/** One column of a table. */
export interface Column<Row> extends ValueColumn<Row> {
  readonly header: string;
  /** What it is sorted, searched and exported by. */
  value(row: Row): TableValue;
  /** What is shown; the value itself when left out. */
  cell?(row: Row): ReactNode;
  /** Numbers stand at the end of their cell. */
  readonly isNumber?: boolean;
  /** For columns of buttons: they are neither sorted nor exported. */
  readonly isAction?: boolean;
  /** For what the file says and the page has no room for. */
  readonly isExportOnly?: boolean;
}
