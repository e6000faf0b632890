import { Button, Code, Container, Text } from '@mantine/core';
import { Outlet } from 'react-router';
import type { SignedInAnswer } from '../../contract/accounts.ts';
import { useSession, useSignOut } from '../api/session.ts';
import { Loaded } from '../frame/loaded.tsx';
import { useMessages } from '../messages/language.ts';
import { EntranceFrame } from './entrance-frame.tsx';
import { SignInPage } from './sign-in-page.tsx';

/** Shows what is inside to people who are signed in, and the sign-in page to all others, at the same address. */
export function SignedInOnly() {
  const session = useSession();
  if (session.data === undefined) {
    return (
      <Container component="main" size="sm" py="xl">
        <Loaded query={session}>{() => null}</Loaded>
      </Container>
    );
  }
  if (session.data === null) return <SignInPage />;
  return session.data.stores.length === 0 ? <NoStores user={session.data.user} /> : <Outlet />;
}

function NoStores({ user }: Pick<SignedInAnswer, 'user'>) {
  const { entrance, person } = useMessages();
  const signOut = useSignOut('/api/session');
  const [text, command] = (user.operator ? entrance.noStoresOperator : entrance.noStoresPerson).split(/: (?=pairwell)/);
  return (
    <EntranceFrame title={user.name} lead={entrance.noStores}>
      <Text>{command === undefined ? text : `${text}:`}</Text>
      {command !== undefined && <Code block>{command}</Code>}
      <Button variant="default" onClick={() => signOut.mutate()}>
        {person.signOut}
      </Button>
    </EntranceFrame>
  );
}
