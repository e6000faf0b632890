import { Anchor, Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Home } from '../../contract/home.ts';
import { useCurrentStore } from '../frame/current-store.ts';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { HOME_WORDS } from './words.ts';

/** What is still needed before suggestions are shown and earn; and which kinds of suggestions could be shown now. */
export function SetupGuide({ home: { setup, readiness } }: { readonly home: Pick<Home, 'setup' | 'readiness'> }) {
  const { setup: words, types } = usePageWords(HOME_WORDS);
  const formats = useFormats();
  const done = setup.steps.filter((step) => step.done).length;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="guide">
      <Title order={2} size="h4" id="guide">
        {words.title}
      </Title>
      <Text c="dimmed">{words.lead(done, setup.steps.length)}</Text>
      <Stack component="ol" gap="sm" mt="sm" className="plain-list">
        {setup.steps.map((step) => (
          <Line
            key={step.id}
            name={words.names[step.id]}
            text={step.done ? null : words.texts[step.id]}
            isDone={step.done}
            label={step.done ? words.done : words.open}
            {...(step.id === 'orders' && !step.done ? { more: <ImportLink /> } : {})}
          />
        ))}
      </Stack>
      <Title order={3} size="h5" mt="lg" id="readiness">
        {words.readiness}
      </Title>
      <Stack component="ul" gap="sm" mt="sm" className="plain-list" aria-labelledby="readiness">
        {readiness.map(({ type, ready, have, need, of }) => (
          <Line
            key={type}
            name={types[type]}
            text={
              ready
                ? null
                : words.missing(
                    formats.number(have),
                    formats.number(need),
                    words.of[type === 'trending' ? 'fresh_orders' : of],
                  )
            }
            isDone={ready}
            label={ready ? words.ready : words.have(formats.number(have), formats.number(need))}
          />
        ))}
      </Stack>
    </Paper>
  );
}

function ImportLink() {
  const { setup: words } = usePageWords(HOME_WORDS);
  const { slug } = useCurrentStore();
  return (
    <Anchor size="sm" component={Link} to={`/s/${slug}/import`} underline="always">
      {words.importFile}
    </Anchor>
  );
}

function Line({
  name,
  text,
  isDone,
  label,
  more,
}: {
  readonly name: string;
  readonly text: string | null;
  readonly isDone: boolean;
  readonly label: string;
  readonly more?: ReactNode;
}) {
  return (
    <Group component="li" justify="space-between" align="start" wrap="nowrap">
      <div>
        <Text fw={600}>{name}</Text>
        {text !== null && (
          <Text size="sm" c="dimmed">
            {text} {more}
          </Text>
        )}
      </div>
      <Badge variant={isDone ? 'light' : 'default'} flex="none" tt="none">
        {label}
      </Badge>
    </Group>
  );
}
