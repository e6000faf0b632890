import { Badge, Button, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useSearchParams } from 'react-router';
import type { Opportunities as OpportunitiesAnswer, Opportunity } from '../../contract/customer.ts';
import { useStoreData } from '../api/store-queries.ts';
import { Loaded } from '../frame/loaded.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { type Column, DataTable } from '../table/data-table.tsx';

const SEGMENTS: readonly Opportunity['segment'][] = ['new', 'repeat', 'loyal', 'at-risk', 'lost'];

/** The customers worth most, each with what to offer next. */
export function Opportunities() {
  const { customers } = useMessages();
  const [parameters] = useSearchParams();
  const segment = SEGMENTS.find((one) => one === parameters.get('segment')) ?? '';
  const filter = segment === '' ? '' : `?segment=${segment}`;
  const query = useStoreData<OpportunitiesAnswer>(`/api/recommendations/opportunities${filter}`);
  const columns = useOpportunityColumns();
  return (
    <Stack component="section" gap="sm" aria-labelledby="opportunities">
      <div>
        <Title order={2} size="h4" id="opportunities">
          {customers.opportunities}
        </Title>
        <Text c="dimmed">{customers.opportunitiesLead}</Text>
      </div>
      <Loaded query={query}>
        {({ opportunities }) => (
          <DataTable
            name="opportunities"
            caption={customers.opportunities}
            rows={opportunities}
            columns={columns}
            rowKey={({ receipt }) => receipt}
            tools={<SegmentSelect segment={segment} />}
          />
        )}
      </Loaded>
    </Stack>
  );
}

function useOpportunityColumns(): readonly Column<Opportunity>[] {
  const { customers } = useMessages();
  const formats = useFormats();
  return [
    {
      id: 'receipt',
      header: customers.receipt,
      value: (row) => row.receipt,
      cell: (row) => <ReceiptButton receipt={row.receipt} />,
    },
    {
      id: 'segment',
      header: customers.segment,
      value: (row) => customers.segments[row.segment],
      cell: (row) => <SegmentBadge segment={row.segment} />,
    },
    {
      id: 'ltv',
      header: customers.ltv,
      isNumber: true,
      value: (row) => row.ltv,
      cell: (row) => formats.moneyMajor(row.ltv),
    },
    {
      id: 'orders',
      header: customers.orders,
      isNumber: true,
      value: (row) => row.order_count,
      cell: (row) => formats.number(row.order_count),
    },
    { id: 'product', header: customers.product, value: (row) => row.recommended_product },
    {
      id: 'confidence',
      header: customers.confidence,
      isNumber: true,
      value: (row) => row.confidence,
      cell: (row) => formats.percent(row.confidence),
    },
    {
      id: 'value',
      header: customers.value,
      isNumber: true,
      value: (row) => row.estimated_value,
      cell: (row) => formats.money(row.estimated_value),
    },
  ];
}

/** Looks the customer of the row up. */
function ReceiptButton({ receipt }: { readonly receipt: string }) {
  const { customers } = useMessages();
  const [, setParameters] = useSearchParams();
  const open = () => {
    setParameters((before) => {
      before.set('receipt', receipt);
      return before;
    });
    document.getElementById('lookup')?.scrollIntoView({ block: 'start' });
  };
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      className="text-button"
      aria-label={customers.lookUpName(receipt)}
      onClick={open}
    >
      {receipt}
    </Button>
  );
}

function SegmentBadge({ segment }: { readonly segment: Opportunity['segment'] }) {
  const { customers } = useMessages();
  return (
    <Badge variant={segment === 'loyal' ? 'light' : 'default'} tt="none">
      {customers.segments[segment]}
    </Badge>
  );
}

function SegmentSelect({ segment }: { readonly segment: string }) {
  const { customers, table } = useMessages();
  const [, setParameters] = useSearchParams();
  return (
    <NativeSelect
      label={customers.segment}
      value={segment}
      data={[
        { value: '', label: table.all },
        ...SEGMENTS.map((value) => ({ value, label: customers.segments[value] })),
      ]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setParameters((before) => {
          if (value === '') before.delete('segment');
          else before.set('segment', value);
          return before;
        });
      }}
    />
  );
}
