import './reports.css';
import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useContext, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { PeriodKind, ReportEntry } from '../../contract/report.ts';
import { apiClient } from '../api/api-client.ts';
import { type ListPage, useStoreData } from '../api/store-queries.ts';
import { useCurrentStore } from '../frame/current-store.ts';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Icon } from '../frame/icon.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { LanguageContext, useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.ts';
import { tellPeriod } from './period-title.ts';
import { WeeklyMail } from './weekly-mail.tsx';
import { REPORTS_WORDS } from './words.ts';

const FIRST_ROWS = 8;

/** Closed weeks and months with their files, and the weekly mail. */
export function ReportsPage() {
  const { pages } = useMessages();
  const words = usePageWords(REPORTS_WORDS);
  const [period, choose] = usePeriod();
  const query = useStoreData<ListPage<ReportEntry>>(`/api/reports?period=${period}&limit=1000`);
  const choices = [
    { value: 'weekly', label: words.weeks },
    { value: 'monthly', label: words.months },
  ];
  return (
    <Page title={pages.reports} lead={words.lead}>
      <Stack gap="sm">
        <Group justify="space-between">
          <SegmentedControl data={choices} value={period} onChange={choose} aria-label={words.choose} />
          <Text size="sm" c="dimmed">
            {words.language}
          </Text>
        </Group>
        <Loaded query={query}>
          {({ data }) =>
            data.length === 0 ? (
              <EmptyPlace title={words.empty} text={words.emptyText} />
            ) : (
              <ReportsTable key={period} reports={data} caption={period === 'weekly' ? words.weeks : words.months} />
            )
          }
        </Loaded>
      </Stack>
      <WeeklyMail />
    </Page>
  );
}

/** Which list is open stands in the address. */
function usePeriod(): [PeriodKind, (chosen: string) => void] {
  const [params, setParams] = useSearchParams();
  const period = params.get('period') === 'monthly' ? 'monthly' : 'weekly';
  return [period, (chosen) => setParams(chosen === 'monthly' ? { period: chosen } : {}, { replace: true })];
}

/** The last few; all of them, with pages and a search, for who wants to go further back. */
function ReportsTable({ reports, caption }: { readonly reports: readonly ReportEntry[]; readonly caption: string }) {
  const words = usePageWords(REPORTS_WORDS);
  const columns = useColumns();
  const [isWhole, setWhole] = useState(reports.length <= FIRST_ROWS);
  const rows = isWhole ? reports : reports.slice(0, FIRST_ROWS);
  const hasTools = isWhole && reports.length > FIRST_ROWS;
  return (
    <>
      <DataTable
        name="reports"
        caption={caption}
        rows={rows}
        columns={columns}
        rowKey={({ name }) => name}
        hasTools={hasTools}
      />
      {!isWhole && (
        <Button variant="default" onClick={() => setWhole(true)} className="show-all">
          {words.showAll(reports.length)}
        </Button>
      )}
    </>
  );
}

function useColumns(): readonly Column<ReportEntry>[] {
  const words = usePageWords(REPORTS_WORDS);
  const { language } = useContext(LanguageContext);
  const formats = useFormats();
  return [
    {
      id: 'period',
      header: words.period,
      value: (report) => report.first_day,
      cell: (report) => {
        const { locale } = formats;
        const { title, days } = tellPeriod(report, { formats, language, locale });
        return (
          <>
            <Text fw={600}>{title}</Text>
            <Text size="sm" c="dimmed">
              {days}
            </Text>
          </>
        );
      },
    },
    numberColumn({ id: 'orders', header: words.orders, value: ({ orders }) => orders, write: formats.number }),
    numberColumn({
      id: 'revenue',
      header: words.revenue,
      value: (report) => report.revenue_minor,
      write: formats.money,
    }),
    {
      id: 'attributed',
      header: words.attributed,
      isNumber: true,
      value: (report) => report.attributed_minor,
      cell: (report) => <Attributed report={report} />,
    },
    {
      id: 'files',
      header: words.files,
      isAction: true,
      value: () => null,
      cell: (report) => <Files report={report} />,
    },
  ];
}

function Attributed({ report }: { readonly report: ReportEntry }) {
  const words = usePageWords(REPORTS_WORDS);
  const formats = useFormats();
  const { attributed_minor: attributed, revenue_minor: revenue } = report;
  return (
    <>
      {formats.money(attributed)}
      {revenue > 0 && (
        <Text size="sm" c="dimmed">
          {words.share(formats.percent(attributed / revenue, 1))}
        </Text>
      )}
    </>
  );
}

function Files({ report }: { readonly report: ReportEntry }) {
  const words = usePageWords(REPORTS_WORDS);
  const { language } = useContext(LanguageContext);
  const { slug } = useCurrentStore();
  const formats = useFormats();
  const { locale } = formats;
  const { title } = tellPeriod(report, { formats, language, locale });
  const address = (ending: string) =>
    apiClient.fileAddress(`/api/reports/${report.kind}/${report.first_day}.${ending}`, slug);
  const look = { component: 'a', variant: 'default', size: 'xs', download: true } as const;
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        {...look}
        href={address('pdf')}
        aria-label={words.pdfOf(title)}
        leftSection={<Icon name="download" size={14} />}
      >
        {words.pdf}
      </Button>
      <Button
        {...look}
        href={address('csv')}
        aria-label={words.csvOf(title)}
        leftSection={<Icon name="download" size={14} />}
      >
        {words.csv}
      </Button>
    </Group>
  );
}
