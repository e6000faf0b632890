import { Alert, Button, Group, List, Paper, Stack, Text } from '@mantine/core';
import type { ImportChoices, ImportPreview, ImportWithPreview } from '../../contract/import.ts';
import { useNotices } from '../frame/notices.tsx';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { useImportStep } from './import-queries.ts';
import { MappingSelects } from './mapping-selects.tsx';
import { FaultTable, SampleTable } from './preview-tables.tsx';
import { Questions } from './questions.tsx';
import { IMPORTS_WORDS } from './words.ts';

/** What a file would bring, with everything about it that can be chosen, and the button that begins. */
export function PreviewSection({
  entry,
  preview,
  onDiscard,
}: {
  readonly entry: ImportWithPreview;
  readonly preview: ImportPreview;
  onDiscard(): void;
}) {
  const { preview: words } = usePageWords(IMPORTS_WORDS);
  const notices = useNotices();
  const step = useImportStep(entry.id);
  const look = (choices: ImportChoices) =>
    step.mutate({ step: 'preview', json: { ...entry.choices, ...choices } }, { onError: notices.failed });
  const canStart = entry.can_start && preview.missing.length === 0;
  return (
    <Section title={words.title} name="preview" lead={entry.file}>
      <Stack gap="md" aria-busy={step.isPending}>
        <Counts preview={preview} />
        <MappingSelects preview={preview} isBusy={step.isPending} onChange={(columns) => look({ columns })} />
        <Questions preview={preview} isBusy={step.isPending} onChange={look} />
        <SampleTable preview={preview} />
        {preview.faults.length > 0 && <FaultTable faults={preview.faults} />}
        <Group>
          <Button
            size="md"
            disabled={!canStart}
            loading={step.isPending}
            onClick={() => step.mutate({ step: 'start', json: entry.choices }, { onError: notices.failed })}
          >
            {entry.state === 'uploaded' ? words.start : words.continue}
          </Button>
          <Button variant="default" size="md" onClick={onDiscard}>
            {words.discard}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

function Counts({ preview }: { readonly preview: ImportPreview }) {
  const { preview: words } = usePageWords(IMPORTS_WORDS);
  const formats = useFormats();
  const { first_ordered_at: first, last_ordered_at: last } = preview;
  if (preview.missing.length > 0) {
    return (
      <Alert color="yellow" variant="light">
        {words.missing}
      </Alert>
    );
  }
  const [orders, items, rows] = [preview.orders, preview.items, preview.rows_checked].map((n) => formats.number(n));
  return (
    <Paper withBorder p="md">
      <Text fw={600}>{words.counts(orders ?? '', items ?? '', rows ?? '')}</Text>
      {first !== null && last !== null && <Text>{words.span(formats.date(first), formats.date(last))}</Text>}
      {!preview.checked_all && <Text c="dimmed">{words.first(rows ?? '')}</Text>}
      {preview.rows_rejected > 0 && <Text>{words.faults(formats.number(preview.rows_rejected))}</Text>}
      {preview.warnings.length > 0 && (
        <List mt="xs" size="sm">
          {preview.warnings.map((warning) => (
            <List.Item key={warning}>{warning}</List.Item>
          ))}
        </List>
      )}
    </Paper>
  );
}
