import type { Store } from '../../contract/catalog.ts';
import type { CsvValue } from '../imports/reading/csv-out.ts';
import type { Services } from '../services.ts';

/** Rows of a file with its header. */
export interface ExportTable {
  readonly about: string;
  readonly columns: readonly string[];
  /** The rows, some hundreds at a time, each read in a transaction of its own: a slow reader holds nothing up. */
  readonly rows: (services: Services, store: Store) => AsyncGenerator<readonly (readonly CsvValue[])[]>;
}

/** How each column of a list is written. */
export type ColumnWriters<Row> = Readonly<Record<string, (row: Row) => CsvValue>>;

/** One page of a list. */
interface ListPage<Row> {
  readonly data: readonly Row[];
  readonly next_cursor: string | null;
}

/** A table of a list that is read page by page. */
export function tableOfList<Row>(
  about: string,
  {
    columns,
    read,
  }: {
    readonly columns: ColumnWriters<Row>;
    readonly read: (services: Services, store: Store, cursor: string | undefined) => Promise<ListPage<Row>>;
  },
): ExportTable {
  const writers = Object.values(columns);
  return {
    about,
    columns: Object.keys(columns),
    async *rows(services, store) {
      let cursor: string | undefined;
      do {
        const page: ListPage<Row> = await read(services, store, cursor);
        yield page.data.map((row) => writers.map((write) => write(row)));
        cursor = page.next_cursor ?? undefined;
      } while (cursor !== undefined);
    },
  };
}
