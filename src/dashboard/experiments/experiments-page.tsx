import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Experiment } from '../../contract/experiment.ts';
import { useStoreList } from '../api/store-queries.ts';
import { isOwner, useCurrentStore } from '../frame/current-store.ts';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Icon } from '../frame/icon.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { ExperimentForm } from './experiment-form.tsx';
import { tellState } from './experiment-state.ts';
import { HoldOutSection } from './hold-out-section.tsx';
import { Planner } from './planner.tsx';
import { StateBadge } from './state-badge.tsx';
import { EXPERIMENTS_WORDS } from './words.ts';

/** The tests of the store, the standing hold-out, and how long a test takes. */
export function ExperimentsPage() {
  const { pages } = useMessages();
  const words = usePageWords(EXPERIMENTS_WORDS);
  const [isWriting, setWriting] = useState(false);
  const tests = useStoreList<Experiment>('/api/experiments');
  const create = isOwner(useCurrentStore()) && (
    <Button leftSection={<Icon name="add" />} onClick={() => setWriting(true)}>
      {words.list.create}
    </Button>
  );
  return (
    <Page title={pages.experiments} lead={words.lead} actions={create}>
      <HoldOutSection />
      <Section title={words.list.title} name="tests">
        <Loaded query={tests}>
          {(data) =>
            data.length === 0 ? (
              <EmptyPlace title={words.list.empty} text={words.list.emptyText} />
            ) : (
              <ExperimentTable tests={data} />
            )
          }
        </Loaded>
      </Section>
      <Planner />
      {isWriting && <ExperimentForm onClose={() => setWriting(false)} />}
    </Page>
  );
}

function ExperimentTable({ tests }: { readonly tests: readonly Experiment[] }) {
  const words = usePageWords(EXPERIMENTS_WORDS);
  const { states } = useMessages();
  const formats = useFormats();
  const nowMs = Date.now();
  const columns: readonly Column<Experiment>[] = [
    { id: 'name', header: words.list.name, value: (test) => test.name, cell: (test) => <TestLink test={test} /> },
    {
      id: 'state',
      header: words.list.state,
      value: (test) => tellState(test, { words, formats, nowMs }).text,
      cell: (test) => <StateBadge test={test} />,
    },
    {
      id: 'metric',
      header: words.list.uplift,
      value: (test) => words.metrics[test.primary_metric] ?? test.primary_metric,
    },
    {
      id: 'visitors',
      header: words.list.visitors,
      isNumber: true,
      value: (test) => test.control_units + test.variant_units,
      cell: (test) => formats.number(test.control_units + test.variant_units),
    },
    {
      id: 'end',
      header: words.list.end,
      isNumber: true,
      value: (test) => test.end_date,
      cell: (test) => (test.end_date === null ? states.none : formats.day(test.end_date)),
    },
  ];
  return <DataTable name="tests" caption={words.list.title} rows={tests} columns={columns} rowKey={({ id }) => id} />;
}

function TestLink({ test }: { readonly test: Experiment }) {
  const { slug } = useCurrentStore();
  return (
    <Anchor component={Link} to={`/s/${slug}/experiments/${test.id}`}>
      {test.name}
    </Anchor>
  );
}
