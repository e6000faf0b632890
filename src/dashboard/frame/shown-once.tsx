import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useMessages } from '../messages/language.ts';

/** A secret that is shown this one time, with a button that copies it. */
export function ShownOnce({ text, secret }: { readonly text: string; readonly secret: string }) {
  const { actions } = useMessages();
  return (
    <Alert color="yellow" variant="light" role="status">
      <Stack gap="xs">
        <Text size="sm">{text}</Text>
        <Code block className="secret">
          {secret}
        </Code>
        <Group>
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy}>
                {copied ? actions.copied : actions.copy}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Alert>
  );
}
