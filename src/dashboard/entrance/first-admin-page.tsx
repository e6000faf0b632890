import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useEntrance } from '../api/session.ts';
import { FormError } from '../frame/form-error.tsx';
import { readForm } from '../frame/form-text.ts';
import { useMessages } from '../messages/language.ts';
import { EntranceFrame } from './entrance-frame.tsx';
import { useLinkToken } from './link-token.ts';

/** Where the link of a new installation leads: the first account. */
export function FirstAdminPage() {
  const { entrance } = useMessages();
  const token = useLinkToken();
  const navigate = useNavigate();
  const setup = useEntrance('/api/first-admin');
  if (token === '') return <IncompleteLink />;
  return (
    <EntranceFrame title={entrance.setup} lead={entrance.setupLead}>
      <form
        onSubmit={(event) => {
          const text = readForm(event);
          const account = { token, name: text('name'), email: text('email'), password: text('password') };
          setup.mutate(account, { onSuccess: () => navigate('/', { replace: true }) });
        }}
      >
        <Stack>
          <TextInput name="name" label={entrance.name} autoComplete="name" required maxLength={100} />
          <TextInput name="email" type="email" label={entrance.email} autoComplete="username" required />
          <NewPassword name="password" label={entrance.password} />
          <FormError error={setup.error} />
          <Button type="submit" loading={setup.isPending}>
            {entrance.setupAction}
          </Button>
        </Stack>
      </form>
    </EntranceFrame>
  );
}

/** A password that is chosen now. */
export function NewPassword({ name, label }: { readonly name: string; readonly label: string }) {
  const { entrance } = useMessages();
  return (
    <PasswordInput name={name} label={label} description={entrance.passwordHint} autoComplete="new-password" required />
  );
}

/** A link of which a part was lost on its way. */
export function IncompleteLink() {
  const { entrance } = useMessages();
  return (
    <EntranceFrame title={entrance.signIn}>
      <Alert color="yellow" variant="light" role="alert">
        {entrance.noToken}
      </Alert>
    </EntranceFrame>
  );
}
