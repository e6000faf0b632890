import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CustomerDetail } from '../../contract/customer.ts';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { SegmentBadge } from './customer-marks.tsx';
import { CUSTOMERS_WORDS } from './words.ts';
import './customers.css';

const DAY_MS = 86_400_000;

/** Worth, orders, how long ago, how often, how far up the ladder, when, and the usual order. */
export function CustomerProfile({ customer }: { readonly customer: CustomerDetail }) {
  const words = usePageWords(CUSTOMERS_WORDS);
  const { detail: own } = words;
  return (
    <Section title={own.profile} name="profile">
      <Paper withBorder p="md">
        <dl className="profile-facts">
          <Fact name={words.segment}>
            <SegmentBadge segment={customer.segment} />
          </Fact>
          <Fact name={own.kind}>{words.kinds[customer.kind]}</Fact>
          <Figures customer={customer} />
          <Fact name={own.tier}>{customer.tier_name ?? own.none}</Fact>
          <Fact name={own.peak}>{customer.peak_windows.join(', ') || own.none}</Fact>
          <UsualOrder {...customer.preferred_basket} />
        </dl>
      </Paper>
    </Section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Figures({ customer }: { readonly customer: CustomerDetail }) {
  const words = usePageWords(CUSTOMERS_WORDS);
  const formats = useFormats();
  const { detail: own } = words;
  const { last_ordered_at: last } = customer;
  const dayOf = (time: string | null) => (time === null ? own.none : formats.date(time));
  const days = (value: number) => words.churn.days(formats.number(value));
  return (
    <>
      <Fact name={words.ltv}>{formats.money(customer.ltv_minor)}</Fact>
      <Fact name={words.orders}>{formats.number(customer.order_count)}</Fact>
      <Fact name={own.first}>{dayOf(customer.first_ordered_at)}</Fact>
      <Fact name={own.last}>
        {dayOf(last)}
        {last !== null && (
          <Text size="sm" c="dimmed">
            {own.ago(formats.number(Math.floor((Date.now() - Date.parse(last)) / DAY_MS)))}
          </Text>
        )}
      </Fact>
      <Fact name={own.gap}>{days(customer.typical_gap_days)}</Fact>
      <Fact name={own.expected}>{dayOf(customer.expected_next_order_at)}</Fact>
    </>
  );
}

function UsualOrder({ names, orders }: CustomerDetail['preferred_basket']) {
  const { detail: words } = usePageWords(CUSTOMERS_WORDS);
  const formats = useFormats();
  return (
    <Fact name={words.basket}>
      {names.join(' + ') || words.none}
      {orders > 1 && (
        <Text size="sm" c="dimmed">
          {words.basketTimes(formats.number(orders))}
        </Text>
      )}
    </Fact>
  );
}
