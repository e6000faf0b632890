import { Button, SimpleGrid } from '@mantine/core';
import { NavLink, Outlet } from 'react-router';
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
import { usePageWords } from '../messages/page-words.ts';
import { CUSTOMERS_WORDS } from './words.ts';
import './customers.css';

const TABS = ['offers', 'products', 'segments', 'churn', 'accuracy'] as const;

/** What stands around the parts: four figures, the parts by name, and the file of all recommendations. */
export function CustomersFrame() {
  const { pages } = useMessages();
  const words = usePageWords(CUSTOMERS_WORDS);
  const { slug } = useCurrentStore();
  const stats = useStoreData<RecommendationStats>('/api/recommendations/stats');
  return (
    <Page title={pages.customers} actions={<ExportLink />}>
      <Loaded query={stats}>{({ impact }) => <ImpactCards impact={impact} />}</Loaded>
      <nav aria-label={pages.customers} className="tabs">
        {TABS.map((tab) => (
          <NavLink
            key={tab}
            to={tab === 'offers' ? `/s/${slug}/customers` : `/s/${slug}/customers/${tab}`}
            end
            className="tab"
          >
            {words.tabs[tab]}
          </NavLink>
        ))}
      </nav>
      {stats.data?.impact.total_customers === 0 && <EmptyPlace title={words.empty} text={words.emptyText} />}
      <Outlet />
    </Page>
  );
}

function ExportLink() {
  const words = usePageWords(CUSTOMERS_WORDS);
  const { slug } = useCurrentStore();
  const address = apiClient.fileAddress('/api/recommendations/export', slug);
  return (
    <Button component="a" href={address} download variant="default" leftSection={<Icon name="download" />}>
      {words.exportAll}
    </Button>
  );
}

function ImpactCards({ impact }: { readonly impact: Impact }) {
  const { cards } = usePageWords(CUSTOMERS_WORDS);
  const formats = useFormats();
  const { measured } = impact;
  const range =
    measured && cards.range(formats.moneyMajor(measured.low), formats.moneyMajor(measured.high, measured.low < 0));
  return (
    <SimpleGrid className="figure-cards" cols={{ base: 2, lg: 4 }} spacing={{ base: 'xs', sm: 'md' }}>
      <FigureCard
        label={cards.total}
        figure={formats.number(impact.total_customers)}
        note={measured ? cards.reach(formats.percent(measured.reach), measured.shown !== null) : undefined}
      />
      <FigureCard
        label={cards.potential}
        figure={formats.moneyMajor(impact.estimated_revenue_lift)}
        note={[cards.thumb, range ?? ''].join(' ').trim()}
      />
      <FigureCard
        label={cards.percentage}
        figure={formats.percent(impact.estimated_lift_percentage / 100, 1)}
        note={cards.thumb}
      />
      <FigureCard label={cards.average} figure={formats.moneyMajor(impact.average_customer_ltv)} />
    </SimpleGrid>
  );
}
