import { Badge, Button } from '@mantine/core';
import type { Import } from '../../contract/import.ts';
import type { ListPage } from '../api/store-queries.ts';
import { useStoreData } from '../api/store-queries.ts';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { IMPORTS_WORDS } from './words.ts';

/** The imports so far, each to be opened again. */
export function ImportHistory({ onOpen }: { onOpen(id: number): void }) {
  const { history: words, states } = usePageWords(IMPORTS_WORDS);
  const formats = useFormats();
  const { data } = useStoreData<ListPage<Import>>('/api/imports?limit=50');
  if (data === undefined || data.data.length === 0) return null;
  // Of what was not started there is nothing to count.
  const number = (id: string, header: string, of: (row: Import) => number): Column<Import> => ({
    id,
    header,
    isNumber: true,
    value: of,
    cell: (row) => (row.state === 'uploaded' ? '–' : formats.number(of(row))),
  });
  const columns: readonly Column<Import>[] = [
    { id: 'file', header: words.file, value: ({ file }) => file },
    { id: 'when', header: words.when, value: (one) => one.started_at, cell: (one) => formats.dateTime(one.started_at) },
    {
      id: 'state',
      header: words.state,
      value: ({ state }) => states[state],
      cell: ({ state }) => (
        <Badge variant={state === 'done' ? 'light' : 'default'} tt="none">
          {states[state]}
        </Badge>
      ),
    },
    number('rows', words.rows, (one) => one.rows),
    number('rejected', words.rejected, (one) => one.rows_rejected),
    number('created', words.created, (one) => one.orders_created),
    number('updated', words.updated, (one) => one.orders_updated),
    {
      id: 'open',
      header: '',
      isAction: true,
      value: () => null,
      cell: ({ id, file }) => (
        <Button variant="default" size="xs" aria-label={words.open(file)} onClick={() => onOpen(id)}>
          {words.openShort}
        </Button>
      ),
    },
  ];
  return (
    <Section title={words.title} name="history">
      <DataTable
        name="imports"
        caption={words.title}
        rows={data.data}
        columns={columns}
        rowKey={({ id }) => id}
        hasTools={false}
      />
    </Section>
  );
}
