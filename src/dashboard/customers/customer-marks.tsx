import { Anchor, Badge, NativeSelect } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import type { Opportunity } from '../../contract/customer.ts';
import { useCurrentStore } from '../frame/current-store.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { CUSTOMERS_WORDS } from './words.ts';

export type Segment = Opportunity['segment'];

const SEGMENTS: readonly Segment[] = ['new', 'repeat', 'loyal', 'at-risk', 'lost'];

/** Leads to all that is known of the customer. */
export function ReceiptLink({ receipt }: { readonly receipt: string }) {
  const { slug } = useCurrentStore();
  return (
    <Anchor component={Link} to={`/s/${slug}/customers/receipt/${encodeURIComponent(receipt)}`}>
      {receipt}
    </Anchor>
  );
}

/** The segment of a customer. */
export function SegmentBadge({ segment }: { readonly segment: Segment }) {
  const words = usePageWords(CUSTOMERS_WORDS);
  return (
    <Badge variant={segment === 'loyal' ? 'light' : 'default'} tt="none">
      {words.segments[segment]}
    </Badge>
  );
}

/** The segment that the address names; '' = all. */
export function useSegment(): { readonly segment: Segment | ''; choose(segment: string): void } {
  const [parameters, setParameters] = useSearchParams();
  return {
    segment: SEGMENTS.find((one) => one === parameters.get('segment')) ?? '',
    choose: (segment) =>
      setParameters((before) => {
        if (segment === '') before.delete('segment');
        else before.set('segment', segment);
        return before;
      }),
  };
}

/** Chooses a segment, in the address. */
export function SegmentSelect() {
  const words = usePageWords(CUSTOMERS_WORDS);
  const { table } = useMessages();
  const { segment, choose } = useSegment();
  return (
    <NativeSelect
      className="half-on-phones"
      label={words.segment}
      value={segment}
      data={[{ value: '', label: table.all }, ...SEGMENTS.map((value) => ({ value, label: words.segments[value] }))]}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}
