import { Anchor, Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { useCurrentStore } from '../frame/current-store.ts';
import { useMessages } from '../messages/language.ts';

/** The steps from an empty store to suggestions, with what is done. */
export interface SetupSteps {
  readonly catalogue: boolean;
  readonly orders: boolean;
  readonly pairs: boolean;
  readonly events: boolean;
}

/** What to do next, in its order. */
export function SetupGuide({ steps }: { readonly steps: SetupSteps }) {
  const { home } = useMessages();
  const { slug } = useCurrentStore();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="guide">
      <Title order={2} size="h4" id="guide">
        {home.guide}
      </Title>
      <Text c="dimmed">{home.guideLead}</Text>
      <Stack component="ol" gap="sm" mt="sm" className="plain-list">
        {(['catalogue', 'orders', 'pairs', 'events'] as const).map((step) => (
          <Group key={step} component="li" justify="space-between" align="start" wrap="nowrap">
            <div>
              <Text fw={600}>{home.steps[step]}</Text>
              {!steps[step] && (
                <Text size="sm" c="dimmed">
                  {home.steps[`${step}Text`]}{' '}
                  {step === 'orders' && (
                    <Anchor component={Link} to={`/s/${slug}/import`}>
                      {home.importFile}
                    </Anchor>
                  )}
                </Text>
              )}
            </div>
            <Badge variant={steps[step] ? 'light' : 'default'} flex="none" tt="none">
              {steps[step] ? home.done : home.open}
            </Badge>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
