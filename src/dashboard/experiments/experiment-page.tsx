import { Alert, Anchor, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { Experiment, ExperimentResults } from '../../contract/experiment.ts';
import { useStoreData } from '../api/store-queries.ts';
import { useCurrentStore } from '../frame/current-store.ts';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { DecideSection } from './decide-section.tsx';
import { describeArm } from './describe-arm.ts';
import { MetricTables } from './metric-tables.tsx';
import { ResultSection } from './result-section.tsx';
import { SplitSection } from './split-section.tsx';
import { StateBadge } from './state-badge.tsx';
import { TimeLeft } from './time-left.tsx';
import { EXPERIMENTS_WORDS } from './words.ts';

/** One test: what it tries, what it found, and what to do with it. */
export function ExperimentPage() {
  const { id = '' } = useParams();
  const { pages } = useMessages();
  const query = useStoreData<Experiment>(`/api/experiments/${encodeURIComponent(id)}`);
  if (query.data === undefined) {
    return (
      <Page title={pages.experiments}>
        <BackLink />
        <Loaded query={query}>{() => null}</Loaded>
      </Page>
    );
  }
  return <TestPage key={id} test={query.data} />;
}

function BackLink() {
  const { detail: words } = usePageWords(EXPERIMENTS_WORDS);
  const { slug } = useCurrentStore();
  return (
    <Anchor component={Link} to={`/s/${slug}/experiments`}>
      {words.back}
    </Anchor>
  );
}

function TestPage({ test }: { readonly test: Experiment }) {
  const { detail: words } = usePageWords(EXPERIMENTS_WORDS);
  const hasStarted = test.started_at !== null;
  const results = useStoreData<ExperimentResults>(`/api/experiments/${test.id}/results`, { enabled: hasStarted });
  return (
    <Page title={test.name} {...(test.description === '' ? {} : { lead: test.description })}>
      <Group gap="md">
        <BackLink />
        <StateBadge test={test} />
      </Group>
      {test.notice !== null && (
        <Alert color="yellow" variant="light" role="status">
          {test.notice}
        </Alert>
      )}
      {!hasStarted && <Text>{words.notStarted}</Text>}
      {hasStarted && (
        <Loaded query={results}>
          {(found) => (
            <>
              <ResultSection results={found} />
              <DecideSection test={test} results={found} />
              <TimeLeft test={test} />
              <SplitSection results={found} />
              <MetricTables results={found} />
            </>
          )}
        </Loaded>
      )}
      {!hasStarted && <DecideSection test={test} results={null} />}
      <Sides test={test} />
    </Page>
  );
}

/** What each side shows, and where. */
function Sides({ test }: { readonly test: Experiment }) {
  const words = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  const { placements } = useMessages();
  const sides = [
    { arm: 'control', algorithm: test.control_algorithm, settings: test.control_settings },
    { arm: 'variant', algorithm: test.variant_algorithm, settings: test.variant_settings },
  ] as const;
  const places = test.placements.map((place) => placements[place] ?? place).join(', ');
  return (
    <Section title={words.detail.what} name="sides">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {sides.map(({ arm, ...side }) => {
          const { strategy, otherwise } = describeArm(side, { words, formats });
          return (
            <Paper key={arm} withBorder p="md" component="section" aria-label={words.arms[arm]}>
              <Text size="sm" c="dimmed">
                {words.arms[arm]}
              </Text>
              <Text fw={650}>{strategy}</Text>
              <Text size="sm">{otherwise.length > 0 ? otherwise.join('; ') : words.settings.asStore}</Text>
            </Paper>
          );
        })}
      </SimpleGrid>
      <Stack gap={0}>
        <Text size="sm">
          {words.detail.places}: {places === '' ? words.detail.everywhere : places}
        </Text>
        <Text size="sm">
          {words.plan.metric}: {words.metrics[test.primary_metric]}
        </Text>
        <Text size="sm">{words.methods[test.method]}</Text>
      </Stack>
    </Section>
  );
}
