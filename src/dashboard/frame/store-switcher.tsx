import { NativeSelect, Text } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useMessages } from '../messages/language.ts';
import { useCurrentStore } from './current-store.ts';

/** Names the store that is open; with several, changes it. */
export function StoreSwitcher() {
  const { person } = useMessages();
  const { slug, signedIn } = useCurrentStore();
  const navigate = useNavigate();
  if (signedIn.stores.length < 2) {
    return (
      <Text truncate fw={500}>
        {signedIn.stores[0]?.name}
      </Text>
    );
  }
  return (
    <NativeSelect
      className="store-switcher"
      aria-label={person.store}
      value={slug}
      onChange={(event) => navigate(`/s/${event.currentTarget.value}`)}
      data={signedIn.stores.map((store) => ({ value: store.slug, label: store.name }))}
    />
  );
}
