import { Alert, List, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import type { RulePreview as Preview, RuleInput } from '../../contract/rule.ts';
import { useStoreAnswer } from '../api/store-queries.ts';
import { Loaded } from '../frame/loaded.tsx';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { useRuleWords } from './rule-words.ts';
import { RULES_WORDS } from './words.ts';

/** What a rule would change, before it is saved: suggestions without and with it, and the rules that it meets. */
export function RulePreview({ rule }: { readonly rule: RuleInput }) {
  const query = useStoreAnswer<Preview>({ path: '/api/rules/preview', method: 'POST', json: rule });
  return (
    <Loaded query={query}>
      {(preview) => (
        <Stack gap="sm">
          <Gates preview={preview} />
          <Conflicts preview={preview} />
          <BeforeAfter preview={preview} />
        </Stack>
      )}
    </Loaded>
  );
}

function BeforeAfter({ preview: { placement, cart, before, after } }: { readonly preview: Preview }) {
  const words = usePageWords(RULES_WORDS);
  const { placements } = useMessages();
  const names = cart.map(({ name }) => name).join(', ');
  const place = placements[placement] ?? placement;
  const isSame = before.map(({ item }) => item).join('\n') === after.map(({ item }) => item).join('\n');
  return (
    <section aria-labelledby="preview" role="status">
      <Title order={3} size="h5" id="preview">
        {words.preview}
      </Title>
      <Text size="sm" c="dimmed">
        {names === '' ? words.previewAt(place) : words.previewWith(place, names)}
      </Text>
      {isSame && <Text fw={600}>{words.previewSame}</Text>}
      <SimpleGrid cols={2} mt="xs">
        {[
          { label: words.before, items: before },
          { label: words.after, items: after },
        ].map(({ label, items }) => (
          <div key={label}>
            <Text size="sm" fw={600}>
              {label}
            </Text>
            <List type="ordered" size="sm">
              {items.map(({ item, name }) => (
                <List.Item key={item}>{name}</List.Item>
              ))}
            </List>
            {items.length === 0 && <Text size="sm">{words.previewNone}</Text>}
          </div>
        ))}
      </SimpleGrid>
    </section>
  );
}

/** What keeps the item off whatever the rule says; a block is among the rules that it meets. */
function Gates({ preview: { gates } }: { readonly preview: Preview }) {
  const words: Readonly<Record<string, string>> = usePageWords(RULES_WORDS).gates;
  const told = gates.flatMap((gate) => words[gate] ?? []);
  if (told.length === 0) return null;
  return (
    <Alert color="yellow" variant="light">
      {told.map((text) => (
        <Text key={text}>{text}</Text>
      ))}
    </Alert>
  );
}

/** The rules that a new one meets, and what comes of it, in words. */
function Conflicts({ preview: { conflicts } }: { readonly preview: Preview }) {
  const words = usePageWords(RULES_WORDS);
  const { effectOf, subjectOf, conditionOf } = useRuleWords();
  if (conflicts.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words.noConflicts}
      </Text>
    );
  }
  return (
    <Alert color="yellow" variant="light">
      <Text fw={600}>{words.conflicts}</Text>
      <Table aria-label={words.conflicts}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words.otherRule}</Table.Th>
            <Table.Th scope="col">{words.outcome}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {conflicts.map(({ rule, outcome }) => (
            <Table.Tr key={rule.id}>
              <Table.Td>
                {effectOf(rule)}: {subjectOf(rule)} ({conditionOf(rule)})
              </Table.Td>
              <Table.Td>{words.outcomes[outcome]}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Alert>
  );
}
