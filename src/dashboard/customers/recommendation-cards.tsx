import { Group, Paper, SimpleGrid, Text } from '@mantine/core';
import type { CustomerRecommendation, CustomerRecommendations } from '../../contract/customer.ts';
import { useStoreData } from '../api/store-queries.ts';
import { Icon } from '../frame/icon.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { CUSTOMERS_WORDS } from './words.ts';

/** The three best recommendations to a customer. */
export function useRecommendations(receipt: string) {
  return useStoreData<CustomerRecommendations>(`/api/recommendations/customer/${encodeURIComponent(receipt)}?limit=3`);
}

/** Recommendations to one customer, each with its figures and its reason. */
export function RecommendationCards({ recommendations }: CustomerRecommendations) {
  const { lookup } = usePageWords(CUSTOMERS_WORDS);
  if (recommendations.length === 0) return <Text>{lookup.nothing}</Text>;
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      {recommendations.map((one) => (
        <RecommendationCard key={one.product} recommendation={one} />
      ))}
    </SimpleGrid>
  );
}

function RecommendationCard({ recommendation }: { readonly recommendation: CustomerRecommendation }) {
  const { lookup, confidence: confidenceWord, value: valueWord } = usePageWords(CUSTOMERS_WORDS);
  const formats = useFormats();
  const { product, reason, score, confidence, estimated_conversion_value: value } = recommendation;
  return (
    <Paper withBorder p="md" component="article" aria-label={product}>
      <Group gap="xs" wrap="nowrap" align="start">
        <Icon name="check" />
        <div>
          <Text fw={650}>{product}</Text>
          <Text size="sm" c="dimmed">
            {reason}
          </Text>
        </div>
      </Group>
      <dl className="facts">
        <dt>{lookup.score}</dt>
        <dd>{lookup.outOf(formats.number(score, 1))}</dd>
        <dt>{confidenceWord}</dt>
        <dd>{formats.percent(confidence)}</dd>
        <dt>{valueWord}</dt>
        <dd>{formats.money(value)}</dd>
      </dl>
    </Paper>
  );
}
