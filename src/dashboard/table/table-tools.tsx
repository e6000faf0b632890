import { Group, NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '../frame/icon.tsx';
import { useMessages } from '../messages/language.ts';
import type { Column } from './column.ts';
import type { AddressedTableState } from './table-state.ts';

/** What stands above a table: search, choices, the order (on a phone, where there are no heads), and the export. */
export function TableTools<Row>({
  columns,
  state,
  more,
  children,
}: {
  readonly columns: readonly Column<Row>[];
  readonly state: AddressedTableState;
  readonly more: ReactNode;
  readonly children: ReactNode;
}) {
  const { table } = useMessages();
  return (
    <Group align="end" gap="sm" className="table-tools">
      <TextInput
        type="search"
        label={table.search}
        leftSection={<Icon name="search" />}
        value={state.search}
        onChange={(event) => state.change({ search: event.currentTarget.value })}
      />
      {more}
      <NativeSelect
        className="only-on-phones"
        label={table.sortBy}
        value={state.sort}
        onChange={(event) => state.change({ sort: event.currentTarget.value })}
        data={['', ...columns.filter(({ isAction }) => !isAction).flatMap(({ id }) => [id, `-${id}`])].map((sort) => ({
          value: sort,
          label: sortLabel(sort, columns, table),
        }))}
      />
      <div className="push-to-end">{children}</div>
    </Group>
  );
}

function sortLabel<Row>(
  sort: string,
  columns: readonly Column<Row>[],
  words: { readonly ascending: string; readonly descending: string },
): string {
  const column = columns.find(({ id }) => id === sort.replace(/^-/, ''));
  if (column === undefined) return '–';
  return `${column.header}, ${sort.startsWith('-') ? words.descending : words.ascending}`;
}
