import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** One figure with its name and what to know of it. */
export function FigureCard({
  label,
  figure,
  note,
  name = label,
  children,
}: {
  readonly label: string;
  readonly figure: string;
  readonly note?: string | undefined;
  /** What it is called by those who hear the page; where two cards of a page have the same label, they differ in it. */
  readonly name?: string;
  readonly children?: ReactNode;
}) {
  return (
    <Paper withBorder p="md" component="section" aria-label={name}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text size="xl" fw={650} className="figure">
        {figure}
      </Text>
      {note !== undefined && (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      )}
      {children}
    </Paper>
  );
}
