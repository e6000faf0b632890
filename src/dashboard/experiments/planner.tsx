import { NativeSelect, NumberInput, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useSearchParams } from 'react-router';
import type { ExperimentPlanJson, PrimaryMetric } from '../../contract/experiment.ts';
import { useStoreData } from '../api/store-queries.ts';
import { Loaded } from '../frame/loaded.tsx';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Wanted } from './wanted.ts';
import { EXPERIMENTS_WORDS } from './words.ts';

/** The metrics that a test may be decided by. */
export const PRIMARY_METRICS: readonly PrimaryMetric[] = [
  'revenue_per_visitor',
  'conversion',
  'click_rate',
  'items_per_visitor',
];

const FIRST: Wanted = { metric: 'revenue_per_visitor', upliftPercent: 10, splitPercent: 50 };

/** How long a test has to run for what effect, before there is a test. What is asked stands in the address. */
export function Planner() {
  const { plan: words } = usePageWords(EXPERIMENTS_WORDS);
  const [parameters, setParameters] = useSearchParams();
  const wanted: Wanted = {
    metric: PRIMARY_METRICS.find((name) => name === parameters.get('metric')) ?? FIRST.metric,
    upliftPercent: numberIn(parameters.get('uplift'), { low: 0.1, high: 1000 }) ?? FIRST.upliftPercent,
    splitPercent: numberIn(parameters.get('split'), { low: 1, high: 99 }) ?? FIRST.splitPercent,
  };
  const write = (more: Record<string, string>) =>
    setParameters(
      (before) => {
        for (const [name, value] of Object.entries(more)) before.set(name, value);
        return before;
      },
      { replace: true },
    );
  return (
    <Section title={words.title} name="planner" lead={words.lead}>
      <Paper withBorder p="md">
        <Stack>
          <WantedInputs
            wanted={wanted}
            onChange={({ metric, upliftPercent, splitPercent }) =>
              write({ metric, uplift: String(upliftPercent), split: String(splitPercent) })
            }
          />
          <PlanAnswer wanted={wanted} />
        </Stack>
      </Paper>
    </Section>
  );
}

function numberIn(text: string | null, { low, high }: { low: number; high: number }): number | null {
  const value = text === null ? Number.NaN : Number(text);
  return Number.isFinite(value) && value >= low && value <= high ? value : null;
}

/** Metric, effect and split of a test. */
export function WantedInputs({ wanted, onChange }: { readonly wanted: Wanted; onChange(next: Wanted): void }) {
  const { plan: words, metrics } = usePageWords(EXPERIMENTS_WORDS);
  const set = (more: Partial<Wanted>) => onChange({ ...wanted, ...more });
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <NativeSelect
        label={words.metric}
        value={wanted.metric}
        data={PRIMARY_METRICS.map((value) => ({ value, label: metrics[value] ?? value }))}
        onChange={(event) =>
          set({ metric: PRIMARY_METRICS.find((name) => name === event.currentTarget.value) ?? FIRST.metric })
        }
      />
      <NumberInput
        label={words.uplift}
        value={wanted.upliftPercent}
        min={0.1}
        max={1000}
        decimalScale={1}
        onChange={(value) => Number(value) > 0 && set({ upliftPercent: Number(value) })}
      />
      <NumberInput
        label={words.split}
        value={wanted.splitPercent}
        min={1}
        max={99}
        allowDecimal={false}
        onChange={(value) => Number(value) > 0 && set({ splitPercent: Number(value) })}
      />
    </SimpleGrid>
  );
}

/** How long that takes in this store. */
export function PlanAnswer({ wanted }: { readonly wanted: Wanted }) {
  const { plan: words } = usePageWords(EXPERIMENTS_WORDS);
  const query = useStoreData<ExperimentPlanJson>(
    `/api/experiments/plan?primary_metric=${wanted.metric}&wanted_uplift=${wanted.upliftPercent / 100}&traffic_split=${wanted.splitPercent}`,
  );
  return (
    <div role="status">
      <Loaded query={query}>
        {(plan) => (plan.visitors_per_day === 0 ? <Text>{words.noTraffic}</Text> : <PlanWords plan={plan} />)}
      </Loaded>
    </div>
  );
}

function PlanWords({ plan }: { readonly plan: ExperimentPlanJson }) {
  const { plan: words, detail } = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  const [visitors, days] = [formats.number(plan.planned_units), detail.days(plan.days)];
  const uplift = formats.change(plan.wanted_uplift);
  return (
    <>
      <Text fw={600}>{plan.enough ? words.enough(visitors, days, uplift) : words.tooFew(visitors, days, uplift)}</Text>
      {!plan.enough && (
        <Text>{words.instead(formats.number(plan.needed_units), formats.change(plan.detectable_uplift))}</Text>
      )}
      <Text size="sm" c="dimmed">
        {words.pace(formats.number(plan.visitors_per_day, 1))}
      </Text>
    </>
  );
}
