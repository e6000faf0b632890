import { Anchor } from '@mantine/core';
import type { Customer, Segments } from '../../contract/customer.ts';
import { type ListPage, useStoreData } from '../api/store-queries.ts';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.ts';
import { ReceiptLink, SegmentBadge, SegmentSelect, useSegment } from './customer-marks.tsx';
import type { CustomersWords } from './words.english.ts';
import { CUSTOMERS_WORDS } from './words.ts';

const LISTED = 200;

/** How many customers are where, by which rules, and who they are. */
export function SegmentsSection() {
  const { segmentPage: words } = usePageWords(CUSTOMERS_WORDS);
  const { segment } = useSegment();
  const formats = useFormats();
  const segments = useStoreData<Segments>('/api/segments');
  const filter = segment === '' ? '' : `&segment=${segment}`;
  const customers = useStoreData<ListPage<Customer>>(`/api/customers?limit=${LISTED}${filter}`);
  return (
    <>
      <Section title={words.title} name="segments" lead={words.lead}>
        <Loaded query={segments}>{(answer) => <SegmentTable {...answer} />}</Loaded>
      </Section>
      <Section title={words.list} name="customers" lead={words.listLead(formats.number(LISTED))}>
        <Loaded query={customers}>{({ data }) => <CustomerTable customers={data} />}</Loaded>
      </Section>
    </>
  );
}

type SegmentRow = Segments['segments'][number];

function SegmentTable({ segments, total, limits }: Segments) {
  const words = usePageWords(CUSTOMERS_WORDS);
  const formats = useFormats();
  const { choose } = useSegment();
  const { segmentPage: own } = words;
  const ruleOf = createRules(own.rules, limits, formats.number);
  const columns: readonly Column<SegmentRow>[] = [
    {
      id: 'segment',
      header: words.segment,
      value: (row) => words.segments[row.segment],
      cell: (row) => (
        <Anchor component="button" type="button" className="segment-button" onClick={() => choose(row.segment)}>
          {words.segments[row.segment]}
        </Anchor>
      ),
    },
    numberColumn({ id: 'customers', header: own.customers, value: (row) => row.customers, write: formats.number }),
    numberColumn({
      id: 'share',
      header: own.share,
      value: (row) => (total === 0 ? null : row.customers / total),
      write: formats.percent,
    }),
    numberColumn({ id: 'ltv', header: words.ltv, value: (row) => row.ltv, write: formats.moneyMajor }),
    { id: 'rule', header: own.rule, value: (row) => ruleOf(row.segment) },
  ];
  return (
    <DataTable
      name="segments"
      caption={own.title}
      rows={segments}
      columns={columns}
      rowKey={({ segment }) => segment}
      hasTools={false}
    />
  );
}

/** The rules in the reader's language, with the numbers that the server goes by. */
function createRules(
  rules: CustomersWords['segmentPage']['rules'],
  limits: Segments['limits'],
  write: (n: number) => string,
): (segment: SegmentRow['segment']) => string {
  const written: Readonly<Record<SegmentRow['segment'], string>> = {
    new: rules.new,
    repeat: rules.repeat(write(limits.loyal_orders - 1)),
    loyal: rules.loyal(write(limits.loyal_orders)),
    'at-risk': rules.away(write(limits.at_risk_gaps), write(limits.at_risk_days)),
    lost: rules.away(write(limits.lost_gaps), write(limits.lost_days)),
  };
  return (segment) => written[segment];
}

function CustomerTable({ customers }: { readonly customers: readonly Customer[] }) {
  const words = usePageWords(CUSTOMERS_WORDS);
  const formats = useFormats();
  const { segmentPage: own } = words;
  const dayOf = (time: string | null) => (time === null ? '–' : formats.date(time));
  const columns: readonly Column<Customer>[] = [
    { id: 'receipt', header: words.receipt, value: (row) => row.id, cell: (row) => <ReceiptLink receipt={row.id} /> },
    {
      id: 'segment',
      header: words.segment,
      value: (row) => words.segments[row.segment],
      cell: (row) => <SegmentBadge segment={row.segment} />,
    },
    { id: 'kind', header: own.kind, value: (row) => words.kinds[row.kind] },
    numberColumn({ id: 'ltv', header: words.ltv, value: (row) => row.ltv_minor, write: formats.money }),
    numberColumn({ id: 'orders', header: words.orders, value: (row) => row.order_count, write: formats.number }),
    { id: 'last', header: own.last, value: (row) => row.last_ordered_at, cell: (row) => dayOf(row.last_ordered_at) },
    {
      id: 'expected',
      header: own.expected,
      value: (row) => row.expected_next_order_at,
      cell: (row) => dayOf(row.expected_next_order_at),
    },
  ];
  return (
    <>
      <DataTable
        name="customers"
        caption={own.list}
        rows={customers}
        columns={columns}
        rowKey={({ id }) => id}
        pageRows={10}
        tools={<SegmentSelect />}
      />
      {customers.length === 0 && <EmptyPlace title={own.none} />}
    </>
  );
}
