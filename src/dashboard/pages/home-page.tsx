import { Anchor, Badge, Group, List, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Item } from '../../contract/catalog.ts';
import type { Pair, Pairs } from '../../contract/pair.ts';
import type { PurchaseWindowsAnswer } from '../../contract/purchase-windows.ts';
import { type ListPage, useStoreData, useStoreList } from '../api/store-queries.ts';
import { useCurrentStore, useStoreSettings } from '../frame/current-store.ts';
import { FigureCard } from '../frame/figure-card.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { SetupGuide } from './setup-guide.tsx';

const ENOUGH_ORDERS = 10;
const TOP_PAIRS = 5;

/** What has been learned, what to do next; what it earns comes with measuring. */
export function HomePage() {
  const { home } = useMessages();
  const { name } = useStoreSettings();
  const pairs = useStoreData<Pairs>('/api/pairs?limit=10000');
  const items = useStoreList<Item>('/api/items');
  const events = useStoreData<ListPage<unknown>>('/api/events?limit=1');
  return (
    <Page title={name}>
      <Paper withBorder p="md" component="section" aria-labelledby="proven">
        <Title order={2} size="h4" id="proven">
          {home.proven}
        </Title>
        <Text c="dimmed">{home.provenText}</Text>
      </Paper>
      <Loaded query={pairs}>
        {(found) => (
          <Loaded query={items}>
            {(menu) => (
              <>
                <Figures pairs={found} items={menu} />
                <Loaded query={events}>
                  {(seen) => <Guide pairs={found} items={menu} isSeen={seen.data.length > 0} />}
                </Loaded>
                {found.pairs.length > 0 && <TopPairs pairs={found} />}
              </>
            )}
          </Loaded>
        )}
      </Loaded>
      <Peaks />
    </Page>
  );
}

interface Learned {
  readonly pairs: Pairs;
  readonly items: readonly Item[];
}

function Figures({ pairs, items }: Learned) {
  const { home } = useMessages();
  const formats = useFormats();
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      <FigureCard label={home.learned} figure={formats.number(pairs.orders)} />
      <FigureCard label={home.pairs} figure={formats.number(pairs.pairs.length)} />
      <FigureCard label={home.items} figure={formats.number(items.filter(({ available }) => available).length)} />
    </SimpleGrid>
  );
}

function Guide({ pairs, items, isSeen }: Learned & { readonly isSeen: boolean }) {
  const steps = {
    catalogue: items.length > 0,
    orders: pairs.orders >= ENOUGH_ORDERS,
    pairs: pairs.pairs.length > 0,
    events: isSeen,
  };
  return Object.values(steps).every(Boolean) ? null : <SetupGuide steps={steps} />;
}

function TopPairs({ pairs }: Pick<Learned, 'pairs'>) {
  const { home, pairs: words } = useMessages();
  const { slug } = useCurrentStore();
  const formats = useFormats();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="top-pairs">
      <Group justify="space-between">
        <Title order={2} size="h4" id="top-pairs">
          {home.topPairs}
        </Title>
        <Anchor component={Link} to={`/s/${slug}/pairs`}>
          {home.allPairs}
        </Anchor>
      </Group>
      <Stack gap="xs" mt="sm" component="ol" className="plain-list">
        {bothWaysOnce(pairs.pairs)
          .slice(0, TOP_PAIRS)
          .map((pair) => (
            <Group key={`${pair.antecedent} ${pair.consequent}`} component="li" justify="space-between" gap="xs">
              <Text>
                {pair.antecedent_name} + {pair.consequent_name}
              </Text>
              <Badge variant="default" tt="none">
                {words.together}: {formats.number(pair.times_together)} · {words.lift} {formats.number(pair.lift, 1)}
              </Badge>
            </Group>
          ))}
      </Stack>
    </Paper>
  );
}

/** Each two items once, in the direction that is surer. */
function bothWaysOnce(pairs: readonly Pair[]): readonly Pair[] {
  const seen = new Set<string>();
  return pairs.filter(({ antecedent, consequent }) => {
    const key = JSON.stringify([antecedent, consequent].sort());
    return !seen.has(key) && seen.add(key);
  });
}

function Peaks() {
  const { home } = useMessages();
  const formats = useFormats();
  const { data } = useStoreData<PurchaseWindowsAnswer>('/api/purchase-windows');
  if (data === undefined || data.windows.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="peaks">
      <Title order={2} size="h4" id="peaks">
        {home.peaks}
      </Title>
      <List mt="sm">
        {data.windows.map((window) => {
          const day = window.weekday === null ? home.daily : formats.weekday(window.weekday);
          const label = `${day}, ${formats.hour(window.start_hour)}–${formats.hour(window.end_hour)}`;
          return <List.Item key={label}>{home.peak(label, formats.number(window.lift, 1))}</List.Item>;
        })}
      </List>
    </Paper>
  );
}
