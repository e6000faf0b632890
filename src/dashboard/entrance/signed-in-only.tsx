import { Button, Code, Container, Text } from '@mantine/core';
import { useEffect } from 'react';
import { Outlet, useLocation } from 'react-router';
import type { SignedInAnswer } from '../../contract/accounts.ts';
import { apiClient } from '../api/api-client.ts';
import { useSession, useSignOut } from '../api/session.ts';
import { Loaded } from '../frame/loaded.tsx';
import { useMessages } from '../messages/language.ts';
import { EntranceFrame } from './entrance-frame.tsx';
import { readNextAddress } from './next-address.ts';
import { SignInPage } from './sign-in-page.tsx';

/**
 * Shows what is inside to people who are signed in, and the sign-in page to all others, at the same address. Who came from a
 * page outside the dashboard goes back there.
 */
export function SignedInOnly() {
  const session = useSession();
  const { search } = useLocation();
  const next = readNextAddress(search, { origin: location.origin, base: apiClient.base });
  if (session.data === undefined) {
    return (
      <Container component="main" size="sm" py="xl">
        <Loaded query={session}>{() => null}</Loaded>
      </Container>
    );
  }
  if (session.data === null) return <SignInPage />;
  if (next !== null) return <GoOn address={next} />;
  return session.data.stores.length === 0 ? <NoStores user={session.data.user} /> : <Outlet />;
}

function GoOn({ address }: { readonly address: string }) {
  useEffect(() => location.replace(address), [address]);
  return null;
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
