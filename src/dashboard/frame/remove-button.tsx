import { ActionIcon } from '@mantine/core';
import { Icon } from './icon.tsx';

/** A small button that takes a row away. */
export function RemoveButton({ label, onRemove }: { readonly label: string; onRemove(): void }) {
  return (
    <ActionIcon variant="default" size="lg" aria-label={label} onClick={onRemove}>
      <Icon name="remove" />
    </ActionIcon>
  );
}
