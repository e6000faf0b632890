import { Alert, Anchor, Button, Group, Paper, Stack, TextInput, Title } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { ApiError } from '../api/api-error.ts';
import { useCurrentStore } from '../frame/current-store.ts';
import { readForm } from '../frame/form-text.ts';
import { Loaded } from '../frame/loaded.tsx';
import { usePageWords } from '../messages/page-words.ts';
import { RecommendationCards, useRecommendations } from './recommendation-cards.tsx';
import { CUSTOMERS_WORDS } from './words.ts';

/** A customer by receipt, with the three best recommendations and their reasons. The receipt stands in the address. */
export function LookupSection() {
  const words = usePageWords(CUSTOMERS_WORDS);
  const [parameters, setParameters] = useSearchParams();
  const receipt = parameters.get('receipt') ?? '';
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="lookup">
      <Stack>
        <Title order={2} size="h4" id="lookup">
          {words.lookup.title}
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
              label={words.receipt}
              description={words.lookup.hint}
              defaultValue={receipt}
              required
              withAsterisk={false}
              maxLength={200}
              flex="1 1 14rem"
            />
            <Button type="submit">{words.lookup.find}</Button>
          </Group>
        </form>
        {receipt !== '' && <Results key={receipt} receipt={receipt} />}
      </Stack>
    </Paper>
  );
}

function Results({ receipt }: { readonly receipt: string }) {
  const { lookup } = usePageWords(CUSTOMERS_WORDS);
  const { slug } = useCurrentStore();
  const query = useRecommendations(receipt);
  if (query.error instanceof ApiError && query.error.status === 404) {
    return (
      <Alert color="yellow" variant="light" role="alert">
        {lookup.notFound}
      </Alert>
    );
  }
  return (
    <Loaded query={query}>
      {(answer) => (
        <Stack gap="sm" role="status">
          <Group justify="space-between" gap="xs">
            <Title order={3} size="h5">
              {lookup.results(receipt)}
            </Title>
            <Anchor component={Link} to={`/s/${slug}/customers/receipt/${encodeURIComponent(receipt)}`}>
              {lookup.all}
            </Anchor>
          </Group>
          <RecommendationCards {...answer} />
        </Stack>
      )}
    </Loaded>
  );
}
