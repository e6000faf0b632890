import { Badge, type BadgeProps, Text } from '@mantine/core';
import type { ExperimentResults } from '../../contract/experiment.ts';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { axisOf, type PlottedInterval } from './interval-axis.ts';
import { IntervalPlot } from './interval-plot.tsx';
import { writeMean, writeP } from './metric-format.ts';
import { type Comparison, tellUplift } from './result-section.tsx';
import { EXPERIMENTS_WORDS } from './words.ts';

/** What must not suffer, with its verdicts; and what else was measured. */
export function MetricTables({ results }: { readonly results: ExperimentResults }) {
  const { detail: words } = usePageWords(EXPERIMENTS_WORDS);
  const guards = results.comparisons.filter(({ role }) => role === 'guardrail');
  const others = results.comparisons.filter(({ role }) => role !== 'guardrail');
  return (
    <>
      {guards.length > 0 && (
        <Section title={words.guards} name="guards" lead={words.guardsLead}>
          <MetricTable name="guards" caption={words.guards} rows={guards} />
        </Section>
      )}
      {others.length > 0 && (
        <Section title={words.others} name="others">
          <MetricTable name="others" caption={words.others} rows={others} />
        </Section>
      )}
    </>
  );
}

function MetricTable({
  name,
  caption,
  rows,
}: {
  readonly name: string;
  readonly caption: string;
  readonly rows: readonly Comparison[];
}) {
  const columns = useMetricColumns(rows, name === 'guards');
  return (
    <DataTable
      name={name}
      caption={caption}
      rows={rows}
      columns={columns}
      rowKey={({ metric }) => metric}
      hasTools={false}
    />
  );
}

function useMetricColumns(rows: readonly Comparison[], isGuard: boolean): readonly Column<Comparison>[] {
  const { detail: words, metrics } = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  const axis = axisOf(rows.map(intervalOf).filter((interval) => interval !== null));
  const meanOf = (row: Comparison, arm: 'control' | 'variant') =>
    writeMean({ metric: row.metric, mean: row[arm].mean }, formats);
  const columns: readonly Column<Comparison>[] = [
    { id: 'metric', header: words.metric, value: (row) => metrics[row.metric] ?? row.metric },
    {
      id: 'control',
      header: words.control,
      isNumber: true,
      value: (row) => row.control.mean,
      cell: (row) => meanOf(row, 'control'),
    },
    {
      id: 'variant',
      header: words.variant,
      isNumber: true,
      value: (row) => row.variant.mean,
      cell: (row) => meanOf(row, 'variant'),
    },
    {
      id: 'uplift',
      header: words.difference,
      value: (row) => row.uplift,
      cell: (row) => <Difference row={row} axis={axis} />,
    },
    {
      id: 'p',
      header: words.chance,
      isNumber: true,
      value: pOf,
      cell: (row) => writeP(pOf(row), formats),
    },
  ];
  if (!isGuard) return columns;
  const verdict: Column<Comparison> = {
    id: 'verdict',
    header: words.guard,
    value: (row) => (row.guardrail === null ? '' : words.guardrails[row.guardrail]),
    cell: (row) => row.guardrail && <GuardBadge verdict={row.guardrail} />,
  };
  return [...columns, verdict];
}

/** Corrected for the other metrics of its role, where the look says so. */
function pOf({ adjusted_p_value: adjusted, p_value: plain }: Comparison): number {
  return adjusted ?? plain;
}

function intervalOf({ uplift, uplift_interval: range }: Comparison): PlottedInterval | null {
  const [low, high] = range ?? [];
  return uplift === null || low === undefined || high === undefined ? null : { estimate: uplift, low, high };
}

function Difference({ row, axis }: { readonly row: Comparison; readonly axis: number }) {
  const words = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  const interval = intervalOf(row);
  return (
    <div className="plot-cell">
      {interval && <IntervalPlot interval={interval} axis={axis} />}
      <Text size="sm">{tellUplift(row, { words, formats })}</Text>
    </div>
  );
}

const LOOKS: Readonly<Record<NonNullable<Comparison['guardrail']>, BadgeProps>> = {
  holds: { variant: 'light' },
  open: { variant: 'default' },
  broken: { variant: 'filled', color: 'red.9' },
};

function GuardBadge({ verdict }: { readonly verdict: NonNullable<Comparison['guardrail']> }) {
  const { detail: words } = usePageWords(EXPERIMENTS_WORDS);
  return (
    <Badge {...LOOKS[verdict]} tt="none">
      {words.guardrails[verdict]}
    </Badge>
  );
}
