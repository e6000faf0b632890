import type { Column } from './column.ts';

/** A column of numbers; where there is none, a dash. */
export function numberColumn<Row>({
  value,
  write,
  ...column
}: {
  readonly id: string;
  readonly header: string;
  value(row: Row): number | null;
  write(value: number): string;
}): Column<Row> {
  return {
    ...column,
    isNumber: true,
    value,
    cell: (row) => {
      const number = value(row);
      return number === null ? '–' : write(number);
    },
  };
}
