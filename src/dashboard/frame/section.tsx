import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of a page under a heading of its own. */
export function Section({
  title,
  name,
  lead,
  actions,
  children,
}: {
  readonly title: string;
  /** Names the heading on the page. */
  readonly name: string;
  readonly lead?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Stack component="section" gap="sm" aria-labelledby={name}>
      <Group justify="space-between" align="start" gap="sm">
        <div>
          <Title order={2} size="h4" id={name}>
            {title}
          </Title>
          {lead !== undefined && <Text c="dimmed">{lead}</Text>}
        </div>
        {actions}
      </Group>
      {children}
    </Stack>
  );
}
