import { Stack, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { Home } from '../../contract/home.ts';
import { useStoreData } from '../api/store-queries.ts';
import { useStoreSettings } from '../frame/current-store.ts';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { type Period, periodQuery } from '../period/period.ts';
import { PeriodChoice, usePeriod } from '../period/period-choice.tsx';
import { PERIOD_WORDS } from '../period/words.ts';
import { Cards } from './cards.tsx';
import { DoNext } from './do-next.tsx';
import { EarnedSentence } from './earned-sentence.tsx';
import { FirstWeeks } from './first-weeks.tsx';
import './home.css';
import { Peaks } from './peaks.tsx';
import { SetupGuide } from './setup-guide.tsx';
import { TopCombinations, TopItems, TypeTable } from './top-tables.tsx';
import { HOME_WORDS } from './words.ts';

const DailyChart = lazy(async () => ({ default: (await import('./daily-section.tsx')).DailySection }));

/** How soon to look again while days are being added up. */
const WAITING_MS = 5000;
const PRESETS: readonly number[] = [1, 7, 14, 30, 90, 180, 366];
const MOST_DAYS = 366;

/** What suggestions earn in one sentence, then the figures beneath it, and what to do next. */
export function HomePage() {
  const { name } = useStoreSettings();
  const period = usePeriod(MOST_DAYS);
  const query = useStoreData<Home>(`/api/home?${periodQuery(period)}`, {
    keepsBefore: true,
    askAgainMs: ({ freshness }) => (freshness.days_waiting > 0 ? WAITING_MS : null),
  });
  return (
    <Page title={name} actions={<PeriodChoice period={period} presets={PRESETS} mostDays={MOST_DAYS} />}>
      <Loaded query={query}>{(home) => <HomeParts home={home} period={period} />}</Loaded>
      <Peaks />
    </Page>
  );
}

interface PartsProps {
  readonly home: Home;
  readonly period: Period;
}

function HomeParts({ home, period }: PartsProps) {
  const { app } = useMessages();
  return (
    <Stack gap="lg">
      <EarnedSentence home={home} />
      {!home.setup.complete && <SetupGuide home={home} />}
      <Freshness home={home} period={period} />
      <Cards cards={home.cards} />
      <DoNext suggestions={home.do_next} />
      <FirstWeeks first={home.first_weeks} />
      <Suspense fallback={<div role="status">{app.loading}</div>}>
        <DailyChart series={home.series} compared={home.compared_series} />
      </Suspense>
      <div className="two-columns">
        <TopItems items={home.top_items} />
        <TopCombinations combinations={home.top_combinations} />
      </div>
      <TypeTable types={home.types} />
    </Stack>
  );
}

/** Which days, what they are compared with, and how old the figures are. */
function Freshness({ home, period }: PartsProps) {
  const { period: words } = usePageWords(HOME_WORDS);
  const { lastDays, span } = usePageWords(PERIOD_WORDS);
  const formats = useFormats();
  const { start, end, compared } = home.window;
  const shown = 'days' in period ? lastDays(home.window.days) : span(formats.day(start), formats.day(end));
  const waiting = home.freshness.days_waiting;
  return (
    <Text size="sm" c="dimmed" role="status">
      <strong>{shown}</strong>. {words.compared(formats.day(compared.start), formats.day(compared.end))}{' '}
      {words.asOf(formats.dateTime(home.as_of))} {waiting > 0 && words.waiting(waiting)}
    </Text>
  );
}
