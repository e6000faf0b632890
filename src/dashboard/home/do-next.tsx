import { Alert, Button, Group, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { HomeSuggestion } from '../../contract/home.ts';
import { isOwner, useCurrentStore } from '../frame/current-store.ts';
import { Icon } from '../frame/icon.tsx';
import { readKept, writeKept } from '../frame/kept-choices.ts';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { ApplyDialog } from './apply-dialog.tsx';
import { HOME_WORDS } from './words.ts';

/** Where something is done that no single call can do. */
const PAGES: Readonly<Record<HomeSuggestion['kind'], string>> = {
  import_orders: 'import',
  create_key: 'settings/keys',
  hold_out: 'experiments',
  set_roles: 'catalogue',
  pin_pair: 'rules',
};
const MOST_DISMISSED = 200;

/** At most three things worth doing, each with what it brings; what was done stays on the page until one leaves it. */
export function DoNext({ suggestions }: { readonly suggestions: readonly HomeSuggestion[] }) {
  const { next: words } = usePageWords(HOME_WORDS);
  const { slug } = useCurrentStore();
  const [dismissed, setDismissed] = useState(() => readDismissed(slug));
  const [done, setDone] = useState<readonly HomeSuggestion[]>([]);
  const [asked, setAsked] = useState<HomeSuggestion | null>(null);
  const isDone = (id: string) => done.some((one) => one.id === id);
  const open = suggestions.filter(({ id }) => !dismissed.includes(id) && !isDone(id));
  const dismiss = (id: string) => {
    const next = [...dismissed, id].slice(-MOST_DISMISSED);
    setDismissed(next);
    writeKept(`dismissed-${slug}`, JSON.stringify(next));
  };
  return (
    <Section title={words.title} name="next" lead={words.lead}>
      {done.map((suggestion) => (
        <Alert key={suggestion.id} color="leaf" variant="light" role="status" icon={<Icon name="check" />}>
          {words.done}: {words.titleOf(suggestion)}
        </Alert>
      ))}
      {open.length === 0 && done.length === 0 && <Text c="dimmed">{words.nothing}</Text>}
      <SimpleGrid cols={{ base: 1, md: Math.max(1, open.length) }}>
        {open.map((suggestion) => (
          <SuggestionCard
            key={suggestion.id}
            suggestion={suggestion}
            onApply={() => setAsked(suggestion)}
            onDismiss={() => dismiss(suggestion.id)}
          />
        ))}
      </SimpleGrid>
      {asked && (
        <ApplyDialog
          suggestion={asked}
          onDone={() => setDone((before) => [...before, asked])}
          onClose={() => setAsked(null)}
        />
      )}
    </Section>
  );
}

function readDismissed(slug: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(readKept(`dismissed-${slug}`) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** True where one of the factors of the money is a rule of thumb. */
function isAssumed({ working }: HomeSuggestion): boolean {
  return working.some(({ assumed }) => assumed);
}

function SuggestionCard({
  suggestion,
  onApply,
  onDismiss,
}: {
  readonly suggestion: HomeSuggestion;
  onApply(): void;
  onDismiss(): void;
}) {
  const { next: words } = usePageWords(HOME_WORDS);
  const { placements } = useMessages();
  const formats = useFormats();
  const store = useCurrentStore();
  const { kind, monthly_minor: monthly, placement, apply } = suggestion;
  const title = words.titleOf(suggestion);
  return (
    <Paper withBorder p="md" component="article" aria-label={title} className="home-card">
      <Title order={3} size="h5">
        {title}
      </Title>
      <Text size="sm">{words.text(suggestion)}</Text>
      {placement !== null && <Text size="sm">{words.where(placements[placement] ?? placement)}</Text>}
      {monthly !== null && <Text fw={650}>{words.monthly(formats.wholeMoney(monthly))}</Text>}
      {isAssumed(suggestion) && (
        <Text size="sm" c="dimmed">
          {words.assumed}
        </Text>
      )}
      <Group gap="sm" mt="auto">
        {apply !== null && isOwner(store) ? (
          <Button onClick={onApply} aria-label={words.applyOf(title)}>
            {words.apply}
          </Button>
        ) : (
          <Button component={Link} to={`/s/${store.slug}/${PAGES[kind]}`} variant="default">
            {words.open}
          </Button>
        )}
        <Button variant="subtle" onClick={onDismiss} aria-label={words.dismissOf(title)}>
          {words.dismiss}
        </Button>
      </Group>
    </Paper>
  );
}
