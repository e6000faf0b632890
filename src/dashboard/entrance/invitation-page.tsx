import { Button, Stack, TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useEntrance } from '../api/session.ts';
import { FormError } from '../frame/form-error.tsx';
import { readForm } from '../frame/form-text.ts';
import { useMessages } from '../messages/language.ts';
import { EntranceFrame } from './entrance-frame.tsx';
import { IncompleteLink, NewPassword } from './first-admin-page.tsx';
import { useLinkToken } from './link-token.ts';

/** Where the link of an invitation leads. */
export function InvitationPage() {
  const { entrance } = useMessages();
  const token = useLinkToken();
  const navigate = useNavigate();
  const accept = useEntrance('/api/invitations/accept');
  if (token === '') return <IncompleteLink />;
  return (
    <EntranceFrame title={entrance.invitation} lead={entrance.invitationLead}>
      <form
        onSubmit={(event) => {
          const text = readForm(event);
          const name = text('name').trim();
          const account = { token, password: text('password'), ...(name === '' ? {} : { name }) };
          accept.mutate(account, { onSuccess: () => navigate('/', { replace: true }) });
        }}
      >
        <Stack>
          <TextInput name="name" label={entrance.invitationName} autoComplete="name" maxLength={100} />
          <NewPassword name="password" label={entrance.password} />
          <FormError error={accept.error} />
          <Button type="submit" loading={accept.isPending}>
            {entrance.invitationAction}
          </Button>
        </Stack>
      </form>
    </EntranceFrame>
  );
}
