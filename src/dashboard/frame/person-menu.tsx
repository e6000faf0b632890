import {
  ActionIcon,
  Button,
  type MantineColorScheme,
  NativeSelect,
  Popover,
  Stack,
  Text,
  useMantineColorScheme,
} from '@mantine/core';
import { useContext } from 'react';
import { useSignOut } from '../api/session.ts';
import { LANGUAGES, type Language, LanguageContext, useMessages } from '../messages/language.ts';
import { useCurrentStore } from './current-store.ts';
import { Icon } from './icon.tsx';
import { useNotices } from './notices.tsx';

/** Who is signed in, with language, looks, and the way out. */
export function PersonMenu() {
  const { person } = useMessages();
  const { signedIn, role } = useCurrentStore();
  const notices = useNotices();
  const signOut = useSignOut('/api/session');
  return (
    <Popover position="bottom-end" trapFocus returnFocus withRoles shadow="md" width={260}>
      <Popover.Target>
        <ActionIcon variant="default" size="lg" aria-label={`${person.menu}: ${signedIn.user.name}`}>
          <Icon name="person" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={person.menu}>
        <Stack gap="sm">
          <div>
            <Text fw={600}>{signedIn.user.name}</Text>
            <Text size="sm" c="dimmed">
              {signedIn.user.email} · {person.roles[role]}
            </Text>
          </div>
          <LanguageSelect />
          <AppearanceSelect />
          <Button
            variant="default"
            loading={signOut.isPending}
            onClick={() => signOut.mutate(undefined, { onError: notices.failed })}
          >
            {person.signOut}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function LanguageSelect() {
  const { person } = useMessages();
  const { language, choose } = useContext(LanguageContext);
  return (
    <NativeSelect
      label={person.language}
      value={language}
      onChange={(event) => void choose(event.currentTarget.value as Language)}
      data={Object.entries(LANGUAGES).map(([value, { name }]) => ({ value, label: name }))}
    />
  );
}

function AppearanceSelect() {
  const { person } = useMessages();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <NativeSelect
      label={person.appearance}
      value={colorScheme}
      onChange={(event) => setColorScheme(event.currentTarget.value as MantineColorScheme)}
      data={[
        { value: 'auto', label: person.auto },
        { value: 'light', label: person.light },
        { value: 'dark', label: person.dark },
      ]}
    />
  );
}
