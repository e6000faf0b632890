import { Alert, Button, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '../messages/language.ts';
import { tellError } from './tell-error.ts';

/** The parts of a query that this looks at. */
interface Loading<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  refetch(): unknown;
}

/** Shows data once they are there; until then quiet lines, and when they do not come, why and what to do. */
export function Loaded<T>({ query, children }: { readonly query: Loading<T>; children(data: T): ReactNode }) {
  const messages = useMessages();
  if (query.data !== undefined) return children(query.data);
  if (query.error === null) {
    return (
      <Stack gap="sm" role="status">
        <VisuallyHidden>{messages.app.loading}</VisuallyHidden>
        {[0, 1, 2].map((line) => (
          <Skeleton key={line} height={44} />
        ))}
      </Stack>
    );
  }
  return (
    <Alert color="red" variant="light" title={messages.states.failed} role="alert">
      <Stack align="start" gap="xs">
        <Text size="sm">{tellError(query.error, messages)}</Text>
        <Button size="xs" variant="default" onClick={() => query.refetch()}>
          {messages.actions.retry}
        </Button>
      </Stack>
    </Alert>
  );
}
