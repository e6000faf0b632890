import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Key } from '../../contract/accounts.ts';
import { useStoreChange } from '../api/store-queries.ts';
import { Dialog } from '../frame/dialog.tsx';
import { FormError } from '../frame/form-error.tsx';
import { readForm } from '../frame/form-text.ts';
import { ShownOnce } from '../frame/shown-once.tsx';
import { useMessages } from '../messages/language.ts';

/** Makes a key; it is shown this once. */
export function KeyDialog({ onClose }: { onClose(): void }) {
  const { keys: words } = useMessages().settings;
  const make = useStoreChange<Pick<Key, 'kind' | 'label' | 'origins'>, { readonly key: string }>((json) => ({
    path: '/api/keys',
    method: 'POST',
    json,
  }));
  return (
    <Dialog title={words.make} onClose={onClose}>
      {make.data ? (
        <ShownOnce text={words.shown} secret={make.data.key} />
      ) : (
        <form
          onSubmit={(event) => {
            const text = readForm(event);
            const kind = text('kind') === 'secret' ? 'secret' : 'publishable';
            const origins = text('origins').split(/\s+/).filter(Boolean);
            make.mutate({ kind, label: text('label'), origins: kind === 'secret' ? [] : origins });
          }}
        >
          <Fields />
          <FormError error={make.error} />
          <Buttons isBusy={make.isPending} onClose={onClose} />
        </form>
      )}
    </Dialog>
  );
}

function Fields() {
  const { keys: words } = useMessages().settings;
  const [kind, setKind] = useState<Key['kind']>('publishable');
  return (
    <Stack mb="md">
      <TextInput name="label" label={words.label} required data-autofocus />
      <NativeSelect
        name="kind"
        label={words.kind}
        value={kind}
        data={(['publishable', 'secret'] as const).map((value) => ({ value, label: words.kinds[value] }))}
        onChange={(event) => setKind(event.currentTarget.value === 'secret' ? 'secret' : 'publishable')}
      />
      {kind === 'publishable' && (
        <Textarea name="origins" label={words.origins} description={words.originsHint} rows={3} />
      )}
    </Stack>
  );
}

function Buttons({ isBusy, onClose }: { readonly isBusy: boolean; onClose(): void }) {
  const { settings, actions } = useMessages();
  return (
    <Group justify="end" mt="md">
      <Button variant="default" onClick={onClose}>
        {actions.cancel}
      </Button>
      <Button type="submit" loading={isBusy}>
        {settings.keys.make}
      </Button>
    </Group>
  );
}
