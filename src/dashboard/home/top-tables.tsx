import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Home } from '../../contract/home.ts';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable, ExportButton } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.ts';
import { HOME_WORDS } from './words.ts';

type TopItem = Home['top_items'][number];
type Combination = Home['top_combinations'][number];
type TypeFigures = Home['types'][number];

/** A number column that is written as a count or as money. */
function useNumberColumns() {
  const formats = useFormats();
  const column =
    <Row,>(write: (value: number) => string) =>
    (id: string, header: string, value: (row: Row) => number | null) =>
      numberColumn<Row>({ id, header, value, write });
  return { count: column, formats };
}

/** The ten items that suggestions sold most of. */
export function TopItems({ items }: { readonly items: readonly TopItem[] }) {
  const { tops: words } = usePageWords(HOME_WORDS);
  const { count, formats } = useNumberColumns();
  const counted = count<TopItem>((value) => formats.number(value));
  const money = count<TopItem>((value) => formats.money(value));
  const columns: readonly Column<TopItem>[] = [
    { id: 'item', header: words.item, value: (row) => row.name },
    counted('conversions', words.conversions, (row) => row.conversions),
    money('revenue', words.revenue, (row) => row.revenue_minor),
    { ...counted('seen', words.seen, (row) => row.seen), isExportOnly: true },
    { ...counted('clicked', words.clicked, (row) => row.clicked), isExportOnly: true },
  ];
  return (
    <TopTable
      name="top-items"
      title={words.items}
      empty={words.noItems}
      table={{ rows: items, columns, rowKey: (row) => row.item }}
    />
  );
}

/** The ten pairs that were ordered together most often. */
export function TopCombinations({ combinations }: { readonly combinations: readonly Combination[] }) {
  const { tops: words } = usePageWords(HOME_WORDS);
  const { count, formats } = useNumberColumns();
  const counted = count<Combination>((value) => formats.number(value));
  const money = count<Combination>((value) => formats.money(value));
  const columns: readonly Column<Combination>[] = [
    { id: 'a', header: words.a, value: (row) => row.name_a },
    { id: 'b', header: words.b, value: (row) => row.name_b },
    counted('together', words.together, (row) => row.times_together),
    money('revenue', words.generated, (row) => row.revenue_minor),
  ];
  return (
    <TopTable
      name="combinations"
      title={words.combinations}
      empty={words.noCombinations}
      table={{ rows: combinations, columns, rowKey: (row) => JSON.stringify([row.item_a, row.item_b]) }}
    />
  );
}

/** What each kind of suggestion did. */
export function TypeTable({ types }: { readonly types: readonly TypeFigures[] }) {
  const { tops: words, types: names } = usePageWords(HOME_WORDS);
  const { count, formats } = useNumberColumns();
  const counted = count<TypeFigures>((value) => formats.number(value));
  const money = count<TypeFigures>((value) => formats.money(value));
  const share = count<TypeFigures>((value) => formats.percent(value, 1));
  const columns: readonly Column<TypeFigures>[] = [
    { id: 'type', header: words.type, value: (row) => names[row.type] },
    counted('seen', words.seen, (row) => row.seen),
    counted('clicked', words.clicked, (row) => row.clicked),
    counted('added', words.added, (row) => row.added),
    counted('conversions', words.conversions, (row) => row.conversions),
    share('click-rate', words.clickRate, (row) => row.click_through_rate),
    share('buy-rate', words.buyRate, (row) => row.conversion_rate),
    money('revenue', words.revenue, (row) => row.revenue_minor),
  ];
  return (
    <TopTable
      name="types"
      title={words.types}
      empty={words.noTypes}
      table={{ rows: types, columns, rowKey: (row) => row.type }}
    />
  );
}

interface ShownTable<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  rowKey(row: Row): string;
}

function TopTable<Row>({
  name,
  title,
  empty,
  table,
}: {
  readonly name: string;
  readonly title: string;
  readonly empty: string;
  readonly table: ShownTable<Row>;
}): ReactNode {
  const isEmpty = table.rows.length === 0;
  return (
    <Section
      title={title}
      name={name}
      actions={!isEmpty && <ExportButton name={name} columns={table.columns} rows={table.rows} label={title} />}
    >
      {isEmpty ? (
        <Text c="dimmed">{empty}</Text>
      ) : (
        <DataTable name={name} caption={title} hasTools={false} {...table} />
      )}
    </Section>
  );
}
