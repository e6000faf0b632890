import { Button, Group, Pagination, Stack, Table, Text } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { Icon } from '../frame/icon.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { arrangeRows } from './arrange-rows.ts';
import type { Column } from './column.ts';
import { saveCsv, toCsv } from './csv.ts';
import { TableHead } from './table-head.tsx';
import { type AddressedTableState, useTableState } from './table-state.ts';
import { TableTools } from './table-tools.tsx';

/** The row under the mouse. Darker in the dark than Mantine's own, on which links cannot be read well. */
const UNDER_MOUSE = 'light-dark(var(--mantine-color-gray-1), var(--mantine-color-dark-6))';

/** What a table needs. */
export interface DataTableProps<Row> {
  /** Names its state in the address and its file. */
  readonly name: string;
  /** What the table is, for those who cannot see it. */
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  rowKey(row: Row): string | number;
  readonly firstSort?: string;
  /** Choices beside the search. */
  readonly tools?: ReactNode;
  readonly hasTools?: boolean;
  /** Rows of one page; 25 when left out. */
  readonly pageRows?: number;
}

const PAGE_ROWS = 25;

/** A table that can be searched, sorted and taken along as CSV; on a phone each row is a card. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { name, rows, columns, firstSort = '', hasTools = true, pageRows = PAGE_ROWS } = props;
  const state = useTableState(name, firstSort);
  const { locale } = useFormats();
  const { sort, search } = state;
  const arranged = useMemo(
    () => arrangeRows(rows, columns, { sort, search, locale }),
    [rows, columns, sort, search, locale],
  );
  const pages = Math.max(1, Math.ceil(arranged.length / pageRows));
  const page = Math.min(state.page, pages);
  const shown = arranged.slice((page - 1) * pageRows, page * pageRows);
  return (
    <Stack gap="sm">
      {hasTools && (
        <TableTools columns={columns} state={state} more={props.tools}>
          <ExportButton name={name} columns={columns} rows={arranged} />
        </TableTools>
      )}
      <TableRows {...props} columns={columns.filter(({ isExportOnly }) => !isExportOnly)} rows={shown} state={state} />
      {hasTools && <TableFoot shown={arranged.length} of={rows.length} paging={{ page, pages, state }} />}
    </Stack>
  );
}

function TableRows<Row>({
  caption,
  rows,
  columns,
  rowKey,
  state,
}: DataTableProps<Row> & { readonly state: AddressedTableState }) {
  // Cards on a phone take away what `display: table` says of rows and cells, so it is said again.
  return (
    <div className="table-frame">
      <Table
        role="table"
        className="cards-on-phones"
        highlightOnHover
        highlightOnHoverColor={UNDER_MOUSE}
        aria-label={caption}
        verticalSpacing="xs"
      >
        <TableHead columns={columns} state={state} />
        <Table.Tbody role="rowgroup">
          {rows.map((row) => (
            <Table.Tr role="row" key={rowKey(row)}>
              {columns.map((column) => (
                <TableCell key={column.id} column={column} row={row} />
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function TableCell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const classes = [column.isNumber ? 'number' : '', column.isAction ? 'action' : ''].join(' ').trim();
  return (
    <Table.Td role="cell" className={classes}>
      <span className="cell-name" aria-hidden>
        {column.header}
      </span>
      <div className="cell-value">{column.cell?.(row) ?? column.value(row)}</div>
    </Table.Td>
  );
}

/** Takes rows along as CSV. Where a page has several, `label` says which. */
export function ExportButton<Row>({
  name,
  columns,
  rows,
  label,
}: Pick<DataTableProps<Row>, 'name' | 'columns' | 'rows'> & { readonly label?: string }) {
  const messages = useMessages();
  const save = () => {
    const kept = columns.filter(({ isAction }) => !isAction);
    const lines = rows.map((row) => kept.map((column) => column.value(row)));
    saveCsv(name, toCsv([kept.map(({ header }) => header), ...lines]));
  };
  return (
    <Button
      variant="default"
      leftSection={<Icon name="download" />}
      onClick={save}
      disabled={rows.length === 0}
      {...(label === undefined ? {} : { 'aria-label': `${messages.actions.exportCsv}: ${label}` })}
    >
      {messages.actions.exportCsv}
    </Button>
  );
}

interface Paging {
  readonly page: number;
  readonly pages: number;
  readonly state: AddressedTableState;
}

function TableFoot({ shown, of, paging: { page, pages, state } }: { shown: number; of: number; paging: Paging }) {
  const { table } = useMessages();
  const text = shown === of ? table.rows(of) : table.some(shown, of);
  const labels: Readonly<Record<string, string>> = { previous: table.previous, next: table.next };
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed" role="status">
        {shown === 0 && of > 0 ? table.noMatch : text}
      </Text>
      {pages > 1 && (
        <Pagination
          value={page}
          total={pages}
          onChange={(next) => state.change({ page: next })}
          getControlProps={(control) => ({ 'aria-label': labels[control] ?? control })}
          getItemProps={(item) => ({ 'aria-label': `${table.page} ${item}` })}
        />
      )}
    </Group>
  );
}
