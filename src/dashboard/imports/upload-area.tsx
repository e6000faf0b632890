import { Button, Paper, Stack, Text } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import { Icon } from '../frame/icon.tsx';
import { useNotices } from '../frame/notices.tsx';
import { usePageWords } from '../messages/page-words.ts';
import { useUpload } from './import-queries.ts';
import { IMPORTS_WORDS } from './words.ts';

/** Where a file is dropped, or chosen with a button. */
export function UploadArea({ onUploaded }: { onUploaded(id: number): void }) {
  const { upload: words } = usePageWords(IMPORTS_WORDS);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const notices = useNotices();
  const upload = useUpload();
  const send = (file: File | null | undefined) => {
    if (file) upload.mutate(file, { onSuccess: ({ id }) => onUploaded(id), onError: notices.failed });
  };
  const over = (event: DragEvent, isInside: boolean) => {
    event.preventDefault();
    setOver(isInside);
  };
  return (
    <Paper
      withBorder
      p="xl"
      component="section"
      aria-label={words.title}
      className={isOver ? 'drop-area is-over' : 'drop-area'}
      onDragOver={(event: DragEvent) => over(event, true)}
      onDragLeave={(event: DragEvent) => over(event, false)}
      onDrop={(event: DragEvent) => {
        over(event, false);
        send(event.dataTransfer.files[0]);
      }}
    >
      <Stack align="center" gap="sm">
        <Text ta="center">{upload.isPending ? words.busy : words.drop}</Text>
        <Button
          leftSection={<Icon name="import" />}
          loading={upload.isPending}
          onClick={() => input.current?.click()}
          size="md"
        >
          {words.choose}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".csv,.txt,.tsv,.gz,text/csv"
          hidden
          aria-label={words.title}
          onChange={(event) => {
            send(event.currentTarget.files?.[0]);
            // The same file can be chosen again after it was mended.
            event.currentTarget.value = '';
          }}
        />
        <Text size="sm" c="dimmed" ta="center">
          {words.note}
        </Text>
      </Stack>
    </Paper>
  );
}
