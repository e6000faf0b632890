import { Container, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useMessages } from '../messages/language.ts';

/** The quiet page around a form for people who are not in yet. */
export function EntranceFrame({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}) {
  const { app } = useMessages();
  useEffect(() => {
    document.title = `${title} · ${app.name}`;
  }, [title, app.name]);
  return (
    <Container component="main" size={440} py={{ base: 'md', sm: 80 }}>
      <Stack gap="md">
        <Text fw={700} ta="center" c="dimmed">
          {app.name}
        </Text>
        <Paper withBorder p={{ base: 'md', sm: 'xl' }}>
          <Stack>
            <div>
              <Title order={1} size="h3">
                {title}
              </Title>
              {lead !== undefined && <Text c="dimmed">{lead}</Text>}
            </div>
            {children}
          </Stack>
        </Paper>
      </Stack>
    </Container>
  );
}
