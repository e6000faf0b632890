import { Button, Paper, Text } from '@mantine/core';
import { useSearchParams } from 'react-router';
import type { Home } from '../../contract/home.ts';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.ts';
import { DailyChart } from './daily-chart.tsx';
import { HOME_WORDS } from './words.ts';

type Day = Home['series'][number];

/** Day by day, as a chart or as a table; which of them stands in the address. */
export function DailySection({
  series,
  compared,
}: {
  readonly series: readonly Day[];
  readonly compared: readonly Day[];
}) {
  const { chart: words } = usePageWords(HOME_WORDS);
  const [parameters, setParameters] = useSearchParams();
  const formats = useFormats();
  const changes = series.flatMap(({ clock_change_on: day }) => day ?? []);
  const hasSales = [...series, ...compared].some((day) => day.attributed_minor !== 0);
  const isTable = parameters.get('daily') === 'table';
  const toggle = () =>
    setParameters(
      (before) => {
        if (isTable) before.delete('daily');
        else before.set('daily', 'table');
        return before;
      },
      { replace: true },
    );
  const button = (
    <Button variant="default" size="compact-sm" onClick={toggle}>
      {isTable ? words.picture : words.table}
    </Button>
  );
  return (
    <Section title={words.title} name="daily" lead={words.lead} actions={button}>
      {isTable ? (
        <DayTable series={series} />
      ) : (
        <Paper withBorder p="md">
          {hasSales ? <DailyChart series={series} compared={compared} /> : <Text c="dimmed">{words.nothing}</Text>}
          {changes.length > 0 && (
            <Text size="xs" c="dimmed" mt="sm">
              {words.clockChange(changes.map(formats.day).join(', '))}
            </Text>
          )}
        </Paper>
      )}
    </Section>
  );
}

function DayTable({ series }: { readonly series: readonly Day[] }) {
  const { chart: words } = usePageWords(HOME_WORDS);
  const formats = useFormats();
  const columns: readonly Column<Day>[] = [
    {
      id: 'day',
      header: words.day,
      value: ({ day }) => day,
      cell: ({ day, is_today: isToday }) => `${formats.day(day)}${isToday ? ` (${words.soFar})` : ''}`,
    },
    numberColumn({
      id: 'attributed',
      header: words.attributed,
      value: (row) => row.attributed_minor,
      write: formats.money,
    }),
    numberColumn({ id: 'revenue', header: words.revenue, value: (row) => row.revenue_minor, write: formats.money }),
    numberColumn({ id: 'orders', header: words.orders, value: (row) => row.orders, write: formats.number }),
  ];
  return (
    <DataTable
      name="days"
      caption={words.title}
      rows={series}
      columns={columns}
      rowKey={({ day }) => day}
      firstSort="-day"
    />
  );
}
