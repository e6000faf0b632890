import { NativeSelect, Stack } from '@mantine/core';
import { useSearchParams } from 'react-router';
import type { Predictions } from '../../contract/customer.ts';
import { useStoreData } from '../api/store-queries.ts';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.ts';
import { CUSTOMERS_WORDS } from './words.ts';

/** After so many days it is asked what was bought. */
const HORIZONS = [30, 90, 180] as const;

type Step = Predictions['steps'][number];
type Band = Predictions['confidence_bands'][number];
type Outcome = Omit<Band, 'confidence'>;

/** What was predicted of recommendations, and what was bought, with the number that it is told by. */
export function AccuracySection() {
  const words = usePageWords(CUSTOMERS_WORDS).accuracy;
  const [parameters] = useSearchParams();
  const days = HORIZONS.find((one) => String(one) === parameters.get('days')) ?? HORIZONS[0];
  const query = useStoreData<Predictions>(`/api/recommendations/predictions?days=${days}`);
  return (
    <Section
      title={words.title}
      name="accuracy"
      lead={words.lead(String(days))}
      actions={<HorizonSelect days={days} />}
    >
      <Loaded query={query}>{(predictions) => <Comparison {...predictions} />}</Loaded>
    </Section>
  );
}

function HorizonSelect({ days }: { readonly days: number }) {
  const { accuracy: words, churn } = usePageWords(CUSTOMERS_WORDS);
  const [, setParameters] = useSearchParams();
  return (
    <NativeSelect
      label={words.after}
      value={String(days)}
      data={HORIZONS.map((value) => ({ value: String(value), label: churn.days(String(value)) }))}
      onChange={(event) => setParameters({ days: event.currentTarget.value })}
    />
  );
}

function Comparison({ days, steps, confidence_bands: bands }: Predictions) {
  const words = usePageWords(CUSTOMERS_WORDS);
  const formats = useFormats();
  const outcome = useOutcomeColumns();
  const { accuracy: own } = words;
  const written = formats.number(days);
  if (steps.length === 0) return <EmptyPlace title={own.empty} text={own.emptyText(written)} />;
  const stepColumns: readonly Column<Step>[] = [
    {
      id: 'step',
      header: own.step,
      value: ({ from, to }) => (to === null ? own.anywhere : from === null ? to : own.stepOf(from, to)),
    },
    ...outcome,
  ];
  const bandColumns: readonly Column<Band>[] = [
    numberColumn({ id: 'band', header: words.confidence, value: (row) => row.confidence, write: formats.percent }),
    ...outcome,
  ];
  return (
    <Stack>
      <Section title={own.steps} name="steps">
        <DataTable
          name="steps"
          caption={own.steps}
          rows={steps}
          columns={stepColumns}
          rowKey={({ from, to }) => `${from} ${to}`}
          hasTools={false}
        />
      </Section>
      <Section title={own.bands} name="bands">
        <DataTable
          name="bands"
          caption={own.bands}
          rows={bands}
          columns={bandColumns}
          rowKey={({ confidence }) => confidence}
          hasTools={false}
        />
      </Section>
    </Stack>
  );
}

function useOutcomeColumns(): readonly Column<Outcome>[] {
  const { accuracy: words } = usePageWords(CUSTOMERS_WORDS);
  const formats = useFormats();
  const percent = (share: number) => formats.percent(share, 1);
  return [
    numberColumn({ id: 'customers', header: words.customers, value: (row) => row.customers, write: formats.number }),
    numberColumn({ id: 'bought', header: words.bought, value: (row) => row.bought, write: formats.number }),
    numberColumn({ id: 'predicted', header: words.predicted, value: (row) => row.predicted, write: percent }),
    numberColumn({ id: 'actual', header: words.actual, value: (row) => row.actual, write: percent }),
    {
      id: 'interval',
      header: words.interval,
      isNumber: true,
      value: (row) => row.low,
      cell: (row) => words.range(percent(row.low), percent(row.high)),
    },
  ];
}
