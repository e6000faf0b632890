import { Button, Group, NativeSelect, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import type { Item, ItemPatch } from '../../contract/catalog.ts';
import { useStoreChange } from '../api/store-queries.ts';
import { Dialog } from '../frame/dialog.tsx';
import { FormError } from '../frame/form-error.tsx';
import { useNotices } from '../frame/notices.tsx';
import { useMessages } from '../messages/language.ts';

const ROLES: readonly Item['role'][] = ['drink', 'main', 'starter', 'side', 'dessert', 'other'];

/** What an owner says of an item: its part in a meal, its step on the ladder, whether to feature it. */
export function ItemDialog({ item, onClose }: { readonly item: Item; onClose(): void }) {
  const { catalogue, actions } = useMessages();
  const notices = useNotices();
  const [patch, setPatch] = useState<ItemPatch>({});
  const change = useStoreChange<ItemPatch>((json) => ({
    path: `/api/items/${encodeURIComponent(item.id)}`,
    method: 'PATCH',
    json,
  }));
  const save = () =>
    change.mutate(patch, {
      onSuccess: () => {
        notices.saved();
        onClose();
      },
    });
  const set = (more: ItemPatch) => setPatch({ ...patch, ...more });
  return (
    <Dialog title={catalogue.edit(item.name)} onClose={onClose}>
      <Stack>
        <RoleSelect item={item} onChoose={(role) => set({ role })} />
        <NumberInput
          label={catalogue.tier}
          description={catalogue.tierHint}
          defaultValue={item.tier ?? ''}
          min={1}
          max={100}
          allowDecimal={false}
          hideControls
          onChange={(value) => set({ tier: typeof value === 'number' ? value : null })}
        />
        <Switch
          label={catalogue.featured}
          defaultChecked={item.featured}
          onChange={(event) => set({ featured: event.currentTarget.checked })}
        />
        <FormError error={change.error} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {actions.cancel}
          </Button>
          <Button loading={change.isPending} disabled={Object.keys(patch).length === 0} onClick={save}>
            {actions.save}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function RoleSelect({ item, onChoose }: { readonly item: Item; onChoose(role: Item['role'] | null): void }) {
  const { catalogue } = useMessages();
  const guess = catalogue.guess(catalogue.roles[item.role_guess]);
  return (
    <div>
      <NativeSelect
        label={catalogue.role}
        defaultValue={item.role_source === 'owner' ? item.role : ''}
        data={[{ value: '', label: '–' }, ...ROLES.map((value) => ({ value, label: catalogue.roles[value] }))]}
        onChange={(event) => onChoose(ROLES.find((role) => role === event.currentTarget.value) ?? null)}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {guess}
      </Text>
    </div>
  );
}
