import { useSearchParams } from 'react-router';
import type { TableState } from './arrange-rows.ts';

/** State of a table, kept in the address: a link to it shows the same rows. */
export interface AddressedTableState extends TableState {
  readonly page: number;
  change(next: Partial<TableState & { page: number }>): void;
}

/** Reads and writes the state of the table with this name; the names of two tables on one page differ. */
export function useTableState(name: string, firstSort: string): AddressedTableState {
  const [parameters, setParameters] = useSearchParams();
  const read = (field: string) => parameters.get(`${name}-${field}`);
  return {
    sort: read('sort') ?? firstSort,
    search: read('search') ?? '',
    page: Math.max(1, Number.parseInt(read('page') ?? '1', 10) || 1),
    change: (next) =>
      setParameters(
        (before) => {
          for (const [field, value] of Object.entries({ page: 1, ...next })) {
            const isPlain = value === '' || (field === 'page' && value === 1);
            if (isPlain) before.delete(`${name}-${field}`);
            else before.set(`${name}-${field}`, String(value));
          }
          return before;
        },
        { replace: true },
      ),
  };
}
