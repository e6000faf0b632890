import { Table, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { Icon } from '../frame/icon.tsx';
import { useMessages } from '../messages/language.ts';
import type { Column } from './column.ts';
import type { AddressedTableState } from './table-state.ts';

/** The heads of the columns: a tap sorts, a second one turns the order round. */
export function TableHead<Row>({
  columns,
  state,
}: {
  readonly columns: readonly Column<Row>[];
  readonly state: AddressedTableState;
}) {
  return (
    <Table.Thead role="rowgroup">
      <Table.Tr role="row">
        {columns.map((column) => (
          <Table.Th
            key={column.id}
            role="columnheader"
            scope="col"
            className={column.isNumber ? 'number' : ''}
            aria-sort={sortWord(state.sort, column.id)}
          >
            {column.isAction ? <ActionName header={column.header} /> : <SortButton column={column} state={state} />}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
  );
}

/** A column of buttons needs no name for those who see them. */
function ActionName({ header }: { readonly header: string }) {
  const { table } = useMessages();
  return header === '' ? <VisuallyHidden>{table.actions}</VisuallyHidden> : header;
}

function SortButton<Row>({ column, state }: { readonly column: Column<Row>; readonly state: AddressedTableState }) {
  const { id, header, isNumber = false } = column;
  const isSorted = state.sort.replace(/^-/, '') === id;
  // Of numbers the greatest are looked for first, of words the beginning of the alphabet.
  const first = isNumber ? `-${id}` : id;
  const other = isNumber ? id : `-${id}`;
  return (
    <UnstyledButton
      className="sort-button"
      onClick={() => state.change({ sort: state.sort === first ? other : first })}
    >
      {header}
      {isSorted && <Icon name={state.sort.startsWith('-') ? 'down' : 'up'} size={14} />}
    </UnstyledButton>
  );
}

function sortWord(sort: string, id: string): 'ascending' | 'descending' | 'none' {
  if (sort === id) return 'ascending';
  return sort === `-${id}` ? 'descending' : 'none';
}
