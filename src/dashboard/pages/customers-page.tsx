import { Button, SimpleGrid } from '@mantine/core';
import type { Impact, RecommendationStats } from '../../contract/customer.ts';
import { apiClient } from '../api/api-client.ts';
import { useStoreData } from '../api/store-queries.ts';
import { useCurrentStore } from '../frame/current-store.ts';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { FigureCard } from '../frame/figure-card.tsx';
import { Icon } from '../frame/icon.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { BestSellers } from '../products/products-page.tsx';
import { CustomerLookup } from './customer-lookup.tsx';
import { Opportunities } from './opportunities.tsx';

/** What recommendations to known customers may bring, whom to offer what, and what sells. */
export function CustomersPage() {
  const { pages, customers } = useMessages();
  const stats = useStoreData<RecommendationStats>('/api/recommendations/stats');
  return (
    <Page title={pages.customers} actions={<ExportLink />}>
      <Loaded query={stats}>
        {({ impact }) => (
          <>
            <ImpactCards impact={impact} />
            {impact.total_customers === 0 && <EmptyPlace title={customers.empty} text={customers.emptyText} />}
          </>
        )}
      </Loaded>
      <CustomerLookup />
      <Opportunities />
      <BestSellers />
    </Page>
  );
}

function ExportLink() {
  const { customers } = useMessages();
  const { slug } = useCurrentStore();
  const address = apiClient.fileAddress('/api/recommendations/export', slug);
  return (
    <Button component="a" href={address} download variant="default" leftSection={<Icon name="download" />}>
      {customers.exportAll}
    </Button>
  );
}

function ImpactCards({ impact }: { readonly impact: Impact }) {
  const { customers } = useMessages();
  const formats = useFormats();
  const { measured } = impact;
  const range = measured && customers.range(formats.moneyMajor(measured.low), formats.moneyMajor(measured.high));
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
      <FigureCard label={customers.total} figure={formats.number(impact.total_customers)} />
      <FigureCard
        label={customers.potential}
        figure={formats.moneyMajor(impact.estimated_revenue_lift)}
        note={[customers.thumb, range ?? ''].join(' ').trim()}
      />
      <FigureCard
        label={customers.percentage}
        figure={formats.percent(impact.estimated_lift_percentage / 100, 1)}
        note={customers.thumb}
      />
      <FigureCard label={customers.average} figure={formats.moneyMajor(impact.average_customer_ltv)} />
    </SimpleGrid>
  );
}
