import { NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { Opportunities, Opportunity } from '../../contract/customer.ts';
import { useStoreData } from '../api/store-queries.ts';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.ts';
import { ReceiptLink, SegmentBadge, SegmentSelect, useSegment } from './customer-marks.tsx';
import { type Chosen, keepChosen, NOTHING_CHOSEN } from './opportunity-filter.ts';
import { CUSTOMERS_WORDS } from './words.ts';

/** The customers worth most, each with what to offer next. */
export function OpportunitiesSection() {
  const words = usePageWords(CUSTOMERS_WORDS);
  const { opportunities: own } = words;
  const { segment } = useSegment();
  const filter = segment === '' ? '' : `?segment=${segment}`;
  const query = useStoreData<Opportunities>(`/api/recommendations/opportunities${filter}`);
  const lead = segment === '' ? own.lead : own.leadOf(words.segments[segment]);
  return (
    <Section title={own.title} name="opportunities" lead={lead}>
      <Loaded query={query}>{({ opportunities }) => <OpportunityTable key={segment} rows={opportunities} />}</Loaded>
    </Section>
  );
}

function OpportunityTable({ rows }: { readonly rows: readonly Opportunity[] }) {
  const { opportunities: words } = usePageWords(CUSTOMERS_WORDS);
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  const columns = useColumns();
  const change = (next: Partial<Chosen>) => setChosen((before) => ({ ...before, ...next }));
  return (
    <>
      <DataTable
        name="opportunities"
        caption={words.title}
        rows={keepChosen(rows, chosen)}
        columns={columns}
        rowKey={({ receipt }) => receipt}
        pageRows={10}
        tools={
          <>
            <SegmentSelect />
            <Filters rows={rows} chosen={chosen} onChange={change} />
          </>
        }
      />
      {rows.length === 0 && <EmptyPlace title={words.empty} text={words.emptyText} />}
    </>
  );
}

function Filters({
  rows,
  chosen,
  onChange,
}: {
  readonly rows: readonly Opportunity[];
  readonly chosen: Chosen;
  onChange(next: Partial<Chosen>): void;
}) {
  const words = usePageWords(CUSTOMERS_WORDS);
  const { table } = useMessages();
  const formats = useFormats();
  const products = [...new Set(rows.map((row) => row.recommended_product))].sort();
  const confidences = [...new Set(rows.map(({ confidence }) => confidence))].sort();
  const all = { value: '', label: table.all };
  const toNumber = (value: string | number) => (value === '' ? 0 : Number(value));
  return (
    <>
      <NativeSelect
        className="half-on-phones"
        label={words.opportunities.product}
        value={chosen.product}
        data={[all, ...products]}
        onChange={(event) => onChange({ product: event.currentTarget.value })}
      />
      <NativeSelect
        className="half-on-phones"
        label={words.confidence}
        value={chosen.confidence}
        data={[all, ...confidences.map((value) => ({ value: String(value), label: formats.percent(value) }))]}
        onChange={(event) => onChange({ confidence: event.currentTarget.value })}
      />
      <NumberInput
        className="short-input half-on-phones"
        hideControls
        label={words.opportunities.leastLtv}
        min={0}
        value={chosen.leastLtv || ''}
        onChange={(value) => onChange({ leastLtv: toNumber(value) })}
      />
      <NumberInput
        className="short-input half-on-phones"
        hideControls
        label={words.opportunities.leastOrders}
        min={0}
        allowDecimal={false}
        value={chosen.leastOrders || ''}
        onChange={(value) => onChange({ leastOrders: toNumber(value) })}
      />
    </>
  );
}

function useColumns(): readonly Column<Opportunity>[] {
  const words = usePageWords(CUSTOMERS_WORDS);
  const formats = useFormats();
  return [
    {
      id: 'receipt',
      header: words.receipt,
      value: (row) => row.receipt,
      cell: (row) => <ReceiptLink receipt={row.receipt} />,
    },
    {
      id: 'segment',
      header: words.segment,
      value: (row) => words.segments[row.segment],
      cell: (row) => <SegmentBadge segment={row.segment} />,
    },
    numberColumn({ id: 'ltv', header: words.ltv, value: (row) => row.ltv, write: formats.moneyMajor }),
    numberColumn({ id: 'orders', header: words.orders, value: (row) => row.order_count, write: formats.number }),
    { id: 'product', header: words.opportunities.product, value: (row) => row.recommended_product },
    numberColumn({
      id: 'confidence',
      header: words.confidence,
      value: (row) => row.confidence,
      write: formats.percent,
    }),
    numberColumn({ id: 'value', header: words.value, value: (row) => row.estimated_value, write: formats.money }),
  ];
}
