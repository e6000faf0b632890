import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Pair, Pairs, PairsQuery } from '../../contract/pair.ts';
import type { Rule } from '../../contract/rule.ts';
import { type ListPage, useStoreData } from '../api/store-queries.ts';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { periodQuery } from '../period/period.ts';
import { PeriodChoice, usePeriod } from '../period/period-choice.tsx';
import { DataTable } from '../table/data-table.tsx';
import { usePairColumns } from './pair-columns.tsx';
import { PairWhyDialog } from './pair-why-dialog.tsx';
import { PAIRS_WORDS } from './words.ts';

/** How many days of suggestions are counted. */
const DAYS: readonly number[] = [7, 30, 90];
const MOST_DAYS = 90;
const PRESETS: readonly PairsQuery['preset'][] = ['default', 'quick-start', 'all'];

/** What goes with what: the directed pairs with their evidence, and the owner's word on them. */
export function PairsPage() {
  const { pages } = useMessages();
  const words = usePageWords(PAIRS_WORDS);
  const formats = useFormats();
  const [parameters] = useSearchParams();
  const preset = PRESETS.find((one) => one === parameters.get('preset')) ?? 'default';
  const period = usePeriod(MOST_DAYS);
  const pairs = useStoreData<Pairs>(`/api/pairs?limit=10000&preset=${preset}&${periodQuery(period)}`);
  const lead = pairs.data && words.lead(formats.number(pairs.data.orders));
  return (
    <Page title={pages.pairs} {...(lead === undefined ? {} : { lead })}>
      <Loaded query={pairs}>{(found) => <PairTable found={found} preset={preset} />}</Loaded>
    </Page>
  );
}

function PairTable({ found, preset }: { readonly found: Pairs; readonly preset: PairsQuery['preset'] }) {
  const { pairs, orders } = found;
  const { pages } = useMessages();
  const words = usePageWords(PAIRS_WORDS);
  const [asked, setAsked] = useState<Pair | null>(null);
  const rules = useStoreData<ListPage<Rule>>('/api/rules');
  const period = usePeriod(MOST_DAYS);
  const columns = usePairColumns({ rules: rules.data?.data ?? [], onWhy: setAsked });
  const presets = (
    <>
      <PresetSelect preset={preset} />
      <PeriodChoice period={period} presets={DAYS} mostDays={MOST_DAYS} label={words.counted} />
    </>
  );
  if (pairs.length === 0) {
    // Where there are orders, what hides the pairs may be the choice of them.
    return orders > 0 && preset !== 'all' ? (
      <EmptyPlace title={words.noFit} text={words.noFitText}>
        <ClearFilter />
      </EmptyPlace>
    ) : (
      <EmptyPlace title={words.empty} text={words.emptyText} />
    );
  }
  return (
    <>
      <DataTable
        name="pairs"
        caption={pages.pairs}
        rows={pairs}
        columns={columns}
        rowKey={({ antecedent, consequent }) => JSON.stringify([antecedent, consequent])}
        tools={presets}
      />
      {asked && <PairWhyDialog pair={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function ClearFilter() {
  const words = usePageWords(PAIRS_WORDS);
  const [, setParameters] = useSearchParams();
  const clear = () =>
    setParameters((before) => {
      before.set('preset', 'all');
      return before;
    });
  return <Button onClick={clear}>{words.clear}</Button>;
}

function PresetSelect({ preset }: { readonly preset: PairsQuery['preset'] }) {
  const words = usePageWords(PAIRS_WORDS);
  const [, setParameters] = useSearchParams();
  return (
    <NativeSelect
      label={words.which}
      value={preset}
      data={PRESETS.map((value) => ({ value, label: words.presets[value] }))}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setParameters((before) => {
          before.set('preset', value);
          before.delete('pairs-page');
          return before;
        });
      }}
    />
  );
}
