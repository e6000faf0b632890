import { Alert, Button, Group, Paper, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useSearchParams } from 'react-router';
import type { CustomerRecommendation, CustomerRecommendations } from '../../contract/customer.ts';
import { ApiError } from '../api/api-error.ts';
import { useStoreData } from '../api/store-queries.ts';
import { readForm } from '../frame/form-text.ts';
import { Icon } from '../frame/icon.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';

/** A customer by receipt, with the three best recommendations and their reasons. The receipt stands in the address. */
export function CustomerLookup() {
  const { customers } = useMessages();
  const [parameters, setParameters] = useSearchParams();
  const receipt = parameters.get('receipt') ?? '';
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="lookup">
      <Stack>
        <Title order={2} size="h4" id="lookup">
          {customers.lookup}
        </Title>
        <form
          key={receipt}
          onSubmit={(event) => {
            const wanted = readForm(event)('receipt').trim();
            setParameters((before) => {
              before.set('receipt', wanted);
              return before;
            });
          }}
        >
          <Group align="end">
            <TextInput
              name="receipt"
              label={customers.receipt}
              description={customers.receiptHint}
              defaultValue={receipt}
              required
              withAsterisk={false}
              maxLength={200}
              flex="1 1 14rem"
            />
            <Button type="submit">{customers.find}</Button>
          </Group>
        </form>
        {receipt !== '' && <Results key={receipt} receipt={receipt} />}
      </Stack>
    </Paper>
  );
}

function Results({ receipt }: { readonly receipt: string }) {
  const { customers } = useMessages();
  const query = useStoreData<CustomerRecommendations>(
    `/api/recommendations/customer/${encodeURIComponent(receipt)}?limit=3`,
  );
  if (query.error instanceof ApiError && query.error.status === 404) {
    return (
      <Alert color="yellow" variant="light" role="alert">
        {customers.notFound}
      </Alert>
    );
  }
  return (
    <Loaded query={query}>
      {({ recommendations }) => (
        <Stack gap="sm" role="status">
          <Title order={3} size="h5">
            {customers.results(receipt)}
          </Title>
          {recommendations.length === 0 && <Text>{customers.nothing}</Text>}
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            {recommendations.map((one) => (
              <RecommendationCard key={one.product} recommendation={one} />
            ))}
          </SimpleGrid>
        </Stack>
      )}
    </Loaded>
  );
}

function RecommendationCard({ recommendation }: { readonly recommendation: CustomerRecommendation }) {
  const { customers } = useMessages();
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
        <dt>{customers.score}</dt>
        <dd>{formats.number(score, 1)}</dd>
        <dt>{customers.confidence}</dt>
        <dd>{formats.percent(confidence)}</dd>
        <dt>{customers.value}</dt>
        <dd>{formats.money(value)}</dd>
      </dl>
    </Paper>
  );
}
