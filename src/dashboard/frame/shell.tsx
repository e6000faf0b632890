import { AppShell, Burger, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense, useEffect, useMemo } from 'react';
import { Navigate, Outlet, useLocation, useParams } from 'react-router';
import type { SignedInAnswer } from '../../contract/accounts.ts';
import type { Store } from '../../contract/catalog.ts';
import { useSession } from '../api/session.ts';
import { useStoreData } from '../api/store-queries.ts';
import { useMessages } from '../messages/language.ts';
import { CurrentStoreContext, StoreSettingsContext, useCurrentStore } from './current-store.ts';
import { writeKept } from './kept-choices.ts';
import { Loaded } from './loaded.tsx';
import { Navigation } from './navigation.tsx';
import { PageErrors } from './page-errors.tsx';
import { PersonMenu } from './person-menu.tsx';
import { StoreSwitcher } from './store-switcher.tsx';

/** The frame around every page of a store. */
export function Shell() {
  const { slug = '' } = useParams();
  const { data: signedIn } = useSession();
  const store = signedIn?.stores.find((one) => one.slug === slug);
  useEffect(() => {
    if (store) writeKept('store', store.slug);
  }, [store]);
  if (!signedIn || !store) return <Navigate to="/" replace />;
  return <OpenStore key={slug} signedIn={signedIn} store={store} />;
}

function OpenStore({ signedIn, store }: { signedIn: SignedInAnswer; store: SignedInAnswer['stores'][number] }) {
  const current = useMemo(() => ({ slug: store.slug, role: store.role, signedIn }), [store, signedIn]);
  return (
    <CurrentStoreContext value={current}>
      <Frame />
    </CurrentStoreContext>
  );
}

function Frame() {
  const { app } = useMessages();
  const [isOpen, { toggle, close }] = useDisclosure();
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 240, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <AppShell.Header>
        <a href="#content" className="skip-link">
          {app.skip}
        </a>
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          <Burger
            opened={isOpen}
            onClick={toggle}
            hiddenFrom="sm"
            size="sm"
            aria-label={app.navigation}
            aria-expanded={isOpen}
          />
          <Text fw={700} visibleFrom="xs">
            {app.name}
          </Text>
          <StoreSwitcher />
          <div className="push-to-end">
            <PersonMenu />
          </div>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={app.navigation}>
        <Navigation onChoose={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <PageOfStore />
      </AppShell.Main>
    </AppShell>
  );
}

function PageOfStore() {
  const { slug } = useCurrentStore();
  const { pathname } = useLocation();
  const { app } = useMessages();
  const settings = useStoreData<Store>(`/api/stores/${slug}`);
  return (
    <Loaded query={settings}>
      {(store) => (
        <StoreSettingsContext value={store}>
          <PageErrors key={pathname}>
            <Suspense fallback={<div role="status">{app.loading}</div>}>
              <Outlet />
            </Suspense>
          </PageErrors>
        </StoreSettingsContext>
      )}
    </Loaded>
  );
}
