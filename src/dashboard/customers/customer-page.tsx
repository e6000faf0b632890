import { Anchor, Button, Group } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { CustomerDetail } from '../../contract/customer.ts';
import { apiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { useStoreData } from '../api/store-queries.ts';
import { isOwner, useCurrentStore } from '../frame/current-store.ts';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Icon } from '../frame/icon.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { Section } from '../frame/section.tsx';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { CustomerHabits } from './customer-habits.tsx';
import { CustomerProfile } from './customer-profile.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { RecommendationCards, useRecommendations } from './recommendation-cards.tsx';
import { CUSTOMERS_WORDS } from './words.ts';

/** All that is known of one customer, what to recommend, and what the law asks for: handing it over, and erasing it. */
export function CustomerPage() {
  const { pages } = useMessages();
  const words = usePageWords(CUSTOMERS_WORDS);
  const { receipt = '' } = useParams();
  const { slug } = useCurrentStore();
  const query = useStoreData<CustomerDetail>(`/api/customers/${encodeURIComponent(receipt)}`);
  const isGone = query.error instanceof ApiError && query.error.status === 404;
  return (
    <Page title={words.openName(receipt)} actions={query.data && <Actions customer={query.data} />}>
      <Anchor component={Link} to={`/s/${slug}/customers`} aria-label={`${pages.customers}: ${words.detail.back}`}>
        {words.detail.back}
      </Anchor>
      {isGone ? (
        <EmptyPlace title={words.detail.gone} />
      ) : (
        <Loaded query={query}>
          {(customer) => (
            <>
              <CustomerProfile customer={customer} />
              <Recommendations receipt={receipt} />
              <CustomerHabits customer={customer} />
            </>
          )}
        </Loaded>
      )}
    </Page>
  );
}

function Recommendations({ receipt }: { readonly receipt: string }) {
  const { lookup } = usePageWords(CUSTOMERS_WORDS);
  const query = useRecommendations(receipt);
  return (
    <Section title={lookup.results(receipt)} name="recommendations">
      <Loaded query={query}>{(answer) => <RecommendationCards {...answer} />}</Loaded>
    </Section>
  );
}

function Actions({ customer: { id, order_count: orders } }: { readonly customer: CustomerDetail }) {
  const { detail: words } = usePageWords(CUSTOMERS_WORDS);
  const store = useCurrentStore();
  const [isErasing, setErasing] = useState(false);
  const address = apiClient.fileAddress(`/api/customers/${encodeURIComponent(id)}/data`, store.slug);
  return (
    <Group gap="sm">
      <Button
        component="a"
        href={address}
        download="customer.json"
        variant="default"
        leftSection={<Icon name="download" />}
      >
        {words.exportData}
      </Button>
      {isOwner(store) && (
        <Button variant="default" leftSection={<Icon name="remove" />} onClick={() => setErasing(true)}>
          {words.erase}
        </Button>
      )}
      {isErasing && <EraseDialog receipt={id} orders={orders} onClose={() => setErasing(false)} />}
    </Group>
  );
}
