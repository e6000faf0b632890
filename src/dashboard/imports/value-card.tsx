import { Paper, Text } from '@mantine/core';
import type { Value } from '../../contract/value.ts';
import { useStoreData } from '../api/store-queries.ts';
import { Loaded } from '../frame/loaded.tsx';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.ts';
import { IMPORTS_WORDS } from './words.ts';

type ValuePair = Value['pairs'][number];

/** What the best pairs may bring, with the working under it. */
export function ValueCard() {
  const { value: words } = usePageWords(IMPORTS_WORDS);
  const value = useStoreData<Value>('/api/value');
  return (
    <Section title={words.title} name="value">
      <Loaded query={value}>{(found) => <ValueFigures value={found} />}</Loaded>
    </Section>
  );
}

function ValueFigures({ value }: { readonly value: Value }) {
  const { value: words } = usePageWords(IMPORTS_WORDS);
  const formats = useFormats();
  const { pairs } = value;
  if (pairs.length === 0) return <Text c="dimmed">{words.none}</Text>;
  const tell = value.per === 'month' ? words.sentence : words.perThousand;
  const low = value.low_minor > 0 ? formats.wholeMoney(value.low_minor) : words.nothing;
  return (
    <>
      <Paper withBorder p="md">
        <Text size="lg" fw={600}>
          {tell(formats.number(pairs.length), formats.wholeMoney(value.extra_minor))}
        </Text>
        <Text c="dimmed">{words.range(low, formats.wholeMoney(value.high_minor))}</Text>
      </Paper>
      <ValuePairs pairs={pairs} />
      <Text size="sm" c="dimmed">
        {words.how(formats.money(value.attributable_minor), formats.percent(value.kappa.mean))}
      </Text>
    </>
  );
}

function ValuePairs({ pairs }: { readonly pairs: readonly ValuePair[] }) {
  const { value: words } = usePageWords(IMPORTS_WORDS);
  const formats = useFormats();
  const money = (id: string, header: string, value: (pair: ValuePair) => number) =>
    numberColumn({ id, header, value, write: formats.money });
  const columns: readonly Column<ValuePair>[] = [
    { id: 'first', header: words.first, value: (pair) => pair.antecedent_name },
    { id: 'second', header: words.second, value: (pair) => pair.consequent_name },
    {
      id: 'together',
      header: words.together,
      isNumber: true,
      value: (pair) => pair.times_together,
      cell: (pair) => words.of(formats.number(pair.times_together), formats.number(pair.antecedent_orders)),
    },
    numberColumn({ id: 'without', header: words.without, value: (pair) => pair.reach, write: formats.number }),
    numberColumn({
      id: 'acceptance',
      header: words.acceptance,
      value: (pair) => pair.acceptance,
      write: (value) => formats.percent(value, 1),
    }),
    money('price', words.price, (pair) => pair.price_minor),
    money('sold', words.sold, (pair) => pair.attributable_minor),
    money('extra', words.extra, (pair) => pair.extra_minor),
  ];
  return (
    <DataTable
      name="value"
      caption={words.title}
      rows={pairs}
      columns={columns}
      rowKey={(pair) => `${pair.antecedent} ${pair.consequent}`}
      hasTools={false}
    />
  );
}
