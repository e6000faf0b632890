import { Anchor, Text } from '@mantine/core';
import type { HoldOut } from '../../contract/hold-out.ts';
import { apiClient } from '../api/api-client.ts';
import type { Formats } from '../format/formats.ts';
import { useCurrentStore } from '../frame/current-store.ts';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { plotExtra, tellExtra } from './hold-out-figures.ts';
import { axisOf } from './interval-axis.ts';
import { IntervalPlot } from './interval-plot.tsx';
import type { ExperimentsWords } from './words.english.ts';
import { EXPERIMENTS_WORDS } from './words.ts';

type Week = HoldOut['weeks'][number];

/** The weeks of the hold-out, each with its interval on the same axis. */
export function HoldOutWeeks({ holdOut }: { readonly holdOut: HoldOut }) {
  const { holdOut: words } = usePageWords(EXPERIMENTS_WORDS);
  const { slug } = useCurrentStore();
  const columns = useWeekColumns(holdOut.weeks);
  const rows = (
    <Anchor size="sm" href={apiClient.fileAddress('/api/experiments/holdout/visitor-weeks', slug)} download>
      {words.rows}
    </Anchor>
  );
  return (
    <>
      <Text size="sm" c="dimmed">
        {words.plot}
      </Text>
      <DataTable
        name="weeks"
        caption={words.weeks}
        rows={holdOut.weeks}
        columns={columns}
        rowKey={({ week }) => week}
        tools={rows}
      />
    </>
  );
}

function useWeekColumns(weeks: readonly Week[]): readonly Column<Week>[] {
  const { holdOut: words } = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  const plotted = weeks.map((week) => plotExtra(week.incremental)).filter((interval) => interval !== null);
  const axis = axisOf(plotted);
  return [
    { id: 'week', header: words.week, value: ({ week }) => week, cell: ({ week }) => formats.week(week) },
    {
      id: 'shown',
      header: words.shown,
      isNumber: true,
      value: ({ shown }) => shown.units,
      cell: ({ shown }) => formats.number(shown.units),
    },
    {
      id: 'held-out',
      header: words.heldOut,
      isNumber: true,
      value: (week) => week.held_out.units,
      cell: (week) => `${formats.number(week.held_out.units)} (${formats.percent(week.share)})`,
    },
    {
      id: 'extra',
      header: words.weekExtra,
      value: (week) => tellWeek(week, { words, formats }),
      cell: (week) => <WeekExtra week={week} axis={axis} />,
    },
    { id: 'state', header: words.state, value: (week) => stateOf(week, words) },
  ];
}

function WeekExtra({ week, axis }: { readonly week: Week; readonly axis: number }) {
  const { holdOut: words } = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  const interval = plotExtra(week.incremental);
  return (
    <div className="plot-cell">
      {interval && <IntervalPlot interval={interval} axis={axis} />}
      <Text size="sm">{tellWeek(week, { words, formats })}</Text>
    </div>
  );
}

function tellWeek(
  { share, spoiled, closed, incremental }: Week,
  writers: { words: ExperimentsWords['holdOut']; formats: Formats },
): string {
  if (share === 0) return writers.words.weekOff;
  if (spoiled) return writers.words.weekSpoiled;
  return closed ? tellExtra(incremental, writers) : writers.words.weekOpen;
}

function stateOf({ spoiled, closed }: Week, words: ExperimentsWords['holdOut']): string {
  if (spoiled) return words.spoiled;
  return closed ? words.closed : words.running;
}
