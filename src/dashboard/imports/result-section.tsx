import { Alert, Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ImportWithPreview } from '../../contract/import.ts';
import { apiClient } from '../api/api-client.ts';
import { useCurrentStore } from '../frame/current-store.ts';
import { ConfirmDialog } from '../frame/dialog.tsx';
import { useNotices } from '../frame/notices.tsx';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { isAtWork, useImportStep } from './import-queries.ts';
import { IMPORTS_WORDS } from './words.ts';

/** How far an import is, or what it did. */
export function ResultSection({ entry, onNext }: { readonly entry: ImportWithPreview; onNext(): void }) {
  const { states } = usePageWords(IMPORTS_WORDS);
  return (
    <Section title={entry.file} name="import-result" lead={states[entry.state]}>
      {isAtWork(entry) ? <Progress entry={entry} /> : <Result entry={entry} onNext={onNext} />}
    </Section>
  );
}

function Progress({ entry }: { readonly entry: ImportWithPreview }) {
  const { progress: words } = usePageWords(IMPORTS_WORDS);
  const notices = useNotices();
  const step = useImportStep(entry.id);
  const phase = words[(entry.phase ?? 'reading') as 'reading' | 'writing' | 'undoing'] ?? words.reading;
  return (
    <Paper withBorder p="md">
      <Stack gap="sm" role="status">
        <Text fw={600}>{phase}</Text>
        <progress className="import-progress" max={1} value={entry.share} aria-label={phase} />
        <Text size="sm" c="dimmed">
          {words.leave}
        </Text>
        {entry.state === 'running' && (
          <Group>
            <Button
              variant="default"
              loading={step.isPending}
              onClick={() => step.mutate({ step: 'cancel' }, { onError: notices.failed })}
            >
              {words.cancel}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}

function Result({ entry, onNext }: { readonly entry: ImportWithPreview; onNext(): void }) {
  const { states } = useMessages();
  const { result: words } = usePageWords(IMPORTS_WORDS);
  const { slug } = useCurrentStore();
  return (
    <Paper withBorder p="md">
      <Stack gap="xs" role="status">
        {entry.fault !== null && (
          <Alert color="red" variant="light">
            {states.error(entry.fault.code) ?? `${entry.fault.detail} ${entry.fault.hint}`}
          </Alert>
        )}
        <ResultWords entry={entry} />
        {entry.has_rejected && (
          <Anchor href={apiClient.fileAddress(`/api/imports/${entry.id}/rejected`, slug)} download>
            {words.download}
          </Anchor>
        )}
        <Group mt="xs">
          {entry.can_undo && <UndoButton entry={entry} />}
          <Button variant="default" onClick={onNext}>
            {words.next}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

function ResultWords({ entry }: { readonly entry: ImportWithPreview }) {
  const { result: words } = usePageWords(IMPORTS_WORDS);
  const formats = useFormats();
  const { state } = entry;
  if (state === 'undone') {
    const [gone, restored] = [entry.orders_taken_back, entry.orders_restored].map((n) => formats.number(n));
    return (
      <>
        <Text>{words.undone(gone ?? '', restored ?? '')}</Text>
        {entry.orders_kept > 0 && <Text>{words.kept(formats.number(entry.orders_kept))}</Text>}
      </>
    );
  }
  return (
    <>
      {(state === 'interrupted' || state === 'cancelled') && <Text>{words[state]}</Text>}
      <Text fw={600}>{words.done(formats.number(entry.orders_created), formats.number(entry.orders_updated))}</Text>
      {entry.orders_unchanged > 0 && <Text>{words.unchanged(formats.number(entry.orders_unchanged))}</Text>}
      {entry.rows_rejected > 0 && <Text>{words.rejected(formats.number(entry.rows_rejected))}</Text>}
    </>
  );
}

/** Asks first. Orders that somebody has changed since are said, and may be left alone. */
function UndoButton({ entry }: { readonly entry: ImportWithPreview }) {
  const { states } = useMessages();
  const { result: words } = usePageWords(IMPORTS_WORDS);
  const notices = useNotices();
  const step = useImportStep(entry.id);
  const [asked, setAsked] = useState<'undo' | 'keep' | null>(null);
  const undo = (keepChanged: boolean) =>
    step.mutate(
      { step: 'undo', json: { keep_changed: keepChanged } },
      {
        onSuccess: () => setAsked(null),
        onError: (error) => {
          if (error.code === 'import_changed_since') setAsked('keep');
          else {
            setAsked(null);
            notices.failed(error);
          }
        },
      },
    );
  return (
    <>
      <Button variant="default" onClick={() => setAsked('undo')}>
        {words.undo}
      </Button>
      {asked !== null && (
        <ConfirmDialog
          title={words.undoTitle}
          text={asked === 'keep' ? (states.error('import_changed_since') ?? step.error?.message ?? '') : words.undoText}
          action={asked === 'keep' ? words.changed : words.undo}
          isBusy={step.isPending}
          onClose={() => setAsked(null)}
          onConfirm={() => undo(asked === 'keep')}
        />
      )}
    </>
  );
}
