import { Badge, NativeSelect } from '@mantine/core';
import { useSearchParams } from 'react-router';
import type { Churn } from '../../contract/customer.ts';
import { useStoreData } from '../api/store-queries.ts';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.ts';
import { ReceiptLink } from './customer-marks.tsx';
import { CUSTOMERS_WORDS } from './words.ts';

type Entry = Churn['customers'][number];
const LISTED = 200;

/** Customers who stay away, each with what to write to them about. */
export function ChurnSection() {
  const { churn: words } = usePageWords(CUSTOMERS_WORDS);
  const [parameters] = useSearchParams();
  const who = parameters.get('who') === 'lost' ? 'lost' : 'at-risk';
  const query = useStoreData<Churn>(`/api/churn?segment=${who}&limit=${LISTED}`);
  return (
    <Section title={words.title} name="churn" lead={words.lead}>
      <Loaded query={query}>{({ customers }) => <ChurnTable entries={customers} who={who} />}</Loaded>
    </Section>
  );
}

function ChurnTable({ entries, who }: { readonly entries: readonly Entry[]; readonly who: 'at-risk' | 'lost' }) {
  const { churn: words } = usePageWords(CUSTOMERS_WORDS);
  const columns = useColumns(entries.some(({ offer_percent: offer }) => offer !== null));
  return (
    <>
      <DataTable
        name="churn"
        caption={words.title}
        rows={entries}
        columns={columns}
        rowKey={({ receipt }) => receipt}
        pageRows={10}
        tools={<WhoSelect who={who} />}
      />
      {entries.length === 0 && (
        <EmptyPlace title={who === 'lost' ? words.emptyLost : words.empty} text={words.emptyText} />
      )}
    </>
  );
}

function WhoSelect({ who }: { readonly who: 'at-risk' | 'lost' }) {
  const { churn: words } = usePageWords(CUSTOMERS_WORDS);
  const [, setParameters] = useSearchParams();
  return (
    <NativeSelect
      label={words.who}
      value={who}
      data={[
        { value: 'at-risk', label: words.atRisk },
        { value: 'lost', label: words.lost },
      ]}
      onChange={(event) => setParameters({ who: event.currentTarget.value })}
    />
  );
}

function useColumns(hasOffers: boolean): readonly Column<Entry>[] {
  const words = usePageWords(CUSTOMERS_WORDS);
  const formats = useFormats();
  const { churn: own } = words;
  const days = (value: number) => own.days(formats.number(value));
  const offer = numberColumn<Entry>({
    id: 'offer',
    header: own.offer,
    value: (row) => row.offer_percent,
    write: (percent) => formats.percent(percent / 100),
  });
  return [
    {
      id: 'receipt',
      header: words.receipt,
      value: (row) => row.receipt,
      cell: (row) => <ReceiptLink receipt={row.receipt} />,
    },
    numberColumn({ id: 'ltv', header: words.ltv, value: (row) => row.ltv, write: formats.moneyMajor }),
    numberColumn({ id: 'orders', header: words.orders, value: (row) => row.order_count, write: formats.number }),
    numberColumn({ id: 'away', header: own.away, value: (row) => row.days_since_last_order, write: days }),
    numberColumn({ id: 'gap', header: own.usual, value: (row) => row.typical_gap_days, write: days }),
    {
      id: 'expected',
      header: own.expected,
      value: (row) => row.expected_next_order_at,
      cell: ({ expected_next_order_at: time }) => (time === null ? '–' : formats.date(time)),
    },
    {
      id: 'suggestion',
      header: own.suggestion,
      value: (row) => row.recommended_product,
      cell: (row) => <Suggestion entry={row} />,
    },
    numberColumn({
      id: 'confidence',
      header: words.confidence,
      value: (row) => row.confidence,
      write: formats.percent,
    }),
    numberColumn({ id: 'value', header: words.value, value: (row) => row.estimated_value, write: formats.money }),
    ...(hasOffers ? [offer] : []),
  ];
}

function Suggestion({ entry }: { readonly entry: Entry }) {
  const { churn: words } = usePageWords(CUSTOMERS_WORDS);
  const { suggestion, recommended_product: product } = entry;
  return (
    <>
      {product}{' '}
      <Badge variant={suggestion === 'upgrade' ? 'light' : 'default'} tt="none">
        {words.suggestions[suggestion]}
      </Badge>
    </>
  );
}
