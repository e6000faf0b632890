import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { ApiError } from '../api/api-error.ts';
import { useEntrance } from '../api/session.ts';
import { FormError } from '../frame/form-error.tsx';
import { readForm } from '../frame/form-text.ts';
import { useMessages } from '../messages/language.ts';
import { EntranceFrame } from './entrance-frame.tsx';

/** E-mail and password. */
export function SignInPage() {
  const { entrance } = useMessages();
  const signIn = useEntrance('/api/session');
  const isWrong = signIn.error instanceof ApiError && signIn.error.code === 'wrong_credentials';
  return (
    <EntranceFrame title={entrance.signIn}>
      <form
        onSubmit={(event) => {
          const text = readForm(event);
          signIn.mutate({ email: text('email'), password: text('password') });
        }}
      >
        <Stack>
          <TextInput name="email" type="email" label={entrance.email} autoComplete="username" required />
          <PasswordInput name="password" label={entrance.password} autoComplete="current-password" required />
          <FormError error={signIn.error} text={isWrong ? entrance.wrong : undefined} />
          <Button type="submit" loading={signIn.isPending}>
            {entrance.signIn}
          </Button>
          <Text size="xs" c="dimmed">
            {entrance.forgot}
          </Text>
        </Stack>
      </form>
    </EntranceFrame>
  );
}
