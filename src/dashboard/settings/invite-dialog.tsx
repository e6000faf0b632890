import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import type { MemberInput } from '../../contract/accounts.ts';
import { useStoreChange } from '../api/store-queries.ts';
import { Dialog } from '../frame/dialog.tsx';
import { FormError } from '../frame/form-error.tsx';
import { readForm } from '../frame/form-text.ts';
import { ShownOnce } from '../frame/shown-once.tsx';
import { useMessages } from '../messages/language.ts';

/** Makes an invitation; its link is shown this once. */
export function InviteDialog({ onClose }: { onClose(): void }) {
  const { settings, person, actions } = useMessages();
  const { people: words } = settings;
  const invite = useStoreChange<MemberInput, { readonly link: string }>((json) => ({
    path: '/api/invitations',
    method: 'POST',
    json,
  }));
  return (
    <Dialog title={words.inviteTitle} onClose={onClose}>
      {invite.data ? (
        <ShownOnce text={words.link} secret={invite.data.link} />
      ) : (
        <form
          onSubmit={(event) => {
            const text = readForm(event);
            invite.mutate({ email: text('email'), role: text('role') === 'owner' ? 'owner' : 'staff' });
          }}
        >
          <Stack>
            <TextInput name="email" type="email" label={words.email} required data-autofocus />
            <NativeSelect
              name="role"
              label={words.role}
              data={(['staff', 'owner'] as const).map((value) => ({ value, label: person.roles[value] }))}
            />
            <FormError error={invite.error} />
            <Group justify="end">
              <Button variant="default" onClick={onClose}>
                {actions.cancel}
              </Button>
              <Button type="submit" loading={invite.isPending}>
                {words.invite}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
