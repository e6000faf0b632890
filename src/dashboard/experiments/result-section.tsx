import { Paper, SimpleGrid, Text } from '@mantine/core';
import type { ExperimentResults } from '../../contract/experiment.ts';
import type { Formats } from '../format/formats.ts';
import { FigureCard } from '../frame/figure-card.tsx';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { axisOf } from './interval-axis.ts';
import { IntervalPlot } from './interval-plot.tsx';
import type { ExperimentsWords } from './words.english.ts';
import { EXPERIMENTS_WORDS } from './words.ts';

/** One metric of a look. */
export type Comparison = ExperimentResults['comparisons'][number];

/** The uplift with its likely range, with the name of its metric where there is one: "+4.2% revenue per visitor (likely −1% to +9%)". */
export function tellUplift(
  { uplift, uplift_interval: range }: Comparison,
  { words, formats, name }: { words: ExperimentsWords; formats: Formats; name?: string },
): string {
  if (uplift === null) return name ?? '–';
  const change = formats.change(uplift);
  const told = name === undefined ? change : words.detail.upliftOf(change, name);
  const [low, high] = range ?? [];
  if (low === undefined || high === undefined) return told;
  return `${told} (${words.detail.likely(formats.change(low), formats.change(high))})`;
}

/** What came out in one sentence, drawn beside the line of no difference, and the plain counts under it. */
export function ResultSection({ results }: { readonly results: ExperimentResults }) {
  const words = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  const primary = results.comparisons.find(({ role }) => role === 'primary');
  return (
    <Section title={words.detail.result} name="result">
      <Paper withBorder p="md">
        <Text fw={650} size="lg" role="status">
          {tellResult(results, { words, formats })}
        </Text>
        {primary && results.sample_ratio.ok && <PrimaryPlot comparison={primary} />}
        {primary?.shrunk_uplift && results.winner === 'variant' && (
          <Text mt="xs">{words.detail.shrunk(formats.change(primary.shrunk_uplift.uplift))}</Text>
        )}
        <Text size="xs" c="dimmed" mt="xs">
          {words.detail.looked(formats.dateTime(results.looked_at))}
        </Text>
      </Paper>
      <Counts results={results} />
    </Section>
  );
}

function tellResult(
  { resolution, comparisons, units, waiting, winner, experiment }: ExperimentResults,
  writers: { words: ExperimentsWords; formats: Formats },
): string {
  const { words, formats } = writers;
  const { detail, arms, metrics } = words;
  const primary = comparisons.find(({ role }) => role === 'primary');
  const uplift = primary ? tellUplift(primary, { ...writers, name: metrics[primary.metric] ?? '' }) : detail.noResult;
  // A test that was stopped keeps the look that ended it; the test itself knows that it was stopped.
  switch (experiment.resolution === 'stopped' ? 'stopped' : resolution) {
    case 'invalid_srm':
      return detail.broken;
    case 'guardrail': {
      const broken = comparisons.find(({ guardrail }) => guardrail === 'broken');
      return detail.harms(metrics[broken?.metric ?? ''] ?? '');
    }
    case 'significant':
      return detail.wins(arms[winner === 'variant' ? 'variant' : 'control'], uplift);
    case 'equivalent':
      return detail.equivalent(uplift);
    case 'inconclusive':
      return detail.inconclusive(uplift);
    case 'stopped':
      return detail.stopped(uplift);
    case 'running':
      return experiment.method === 'fixed' ? detail.hidden : detail.open(uplift);
    default:
      return detail.collecting(formats.number(units.control), formats.number(units.variant), formats.number(waiting));
  }
}

function PrimaryPlot({ comparison }: { readonly comparison: Comparison }) {
  const { detail: words } = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  const { uplift, uplift_interval: range } = comparison;
  const [low, high] = range ?? [];
  if (uplift === null || low === undefined || high === undefined) return null;
  const interval = { estimate: uplift, low, high };
  const axis = axisOf([interval]);
  return (
    <figure className="wide-plot">
      <IntervalPlot interval={interval} axis={axis} />
      <div className="plot-ends" aria-hidden dir="ltr">
        <span>{formats.change(-axis)}</span>
        <span>0</span>
        <span>{formats.change(axis)}</span>
      </div>
      <figcaption>{words.axis}</figcaption>
    </figure>
  );
}

/** Visitors, buyers and revenue of both sides, as they were counted. */
function Counts({
  results: { experiment, waiting, both_arms: both, at_end: isOver },
}: {
  readonly results: ExperimentResults;
}) {
  const { detail: words, arms } = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  const isHidden = experiment.method === 'fixed' && !isOver;
  const rows = [
    {
      label: words.visitors,
      control: experiment.control_units,
      variant: experiment.variant_units,
      write: formats.number,
    },
    {
      label: words.buyers,
      control: experiment.control_conversions,
      variant: experiment.variant_conversions,
      write: formats.number,
    },
    {
      label: words.revenue,
      control: experiment.control_revenue,
      variant: experiment.variant_revenue,
      write: formats.money,
    },
  ].slice(0, isHidden ? 1 : 3);
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        {rows.map(({ label, control, variant, write }) => (
          <FigureCard
            key={label}
            label={label}
            figure={`${write(control)} / ${write(variant)}`}
            note={`${arms.control} / ${arms.variant}`}
          />
        ))}
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        {[waiting > 0 && words.waiting(formats.number(waiting)), both > 0 && words.both(formats.number(both))]
          .filter((line) => line !== false)
          .join(' ')}
      </Text>
    </>
  );
}
