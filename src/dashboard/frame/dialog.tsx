import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '../messages/language.ts';

/** A dialog; closed it is not there at all, so that each opening begins anew. */
export function Dialog({
  title,
  size = 'md',
  onClose,
  children,
}: {
  readonly title: string;
  readonly size?: 'md' | 'lg' | 'xl';
  onClose(): void;
  readonly children: ReactNode;
}) {
  const { actions } = useMessages();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      centered
      closeButtonProps={{ 'aria-label': actions.close }}
      attributes={{ header: { role: 'none' } }}
    >
      {children}
    </Modal>
  );
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({
  title,
  text,
  action,
  isBusy,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly isBusy: boolean;
  onConfirm(): void;
  onClose(): void;
}) {
  const { actions } = useMessages();
  return (
    <Dialog title={title} onClose={onClose}>
      <Stack>
        <Text>{text}</Text>
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {actions.cancel}
          </Button>
          <Button color="red.8" loading={isBusy} onClick={onConfirm}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
