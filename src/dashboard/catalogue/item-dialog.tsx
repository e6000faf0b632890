import { Button, Group, NativeSelect, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Category, Item, ItemPatch } from '../../contract/catalog.ts';
import { ApiError } from '../api/api-error.ts';
import { type ListPage, useStoreChange, useStoreData } from '../api/store-queries.ts';
import { Dialog } from '../frame/dialog.tsx';
import { FormError } from '../frame/form-error.tsx';
import { MoneyInput } from '../frame/money-input.tsx';
import { useNotices } from '../frame/notices.tsx';
import { WholeNumberInput } from '../frame/whole-number-input.tsx';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { tellUnchosen, tellUnsureGuess } from './tell-role.ts';
import { CATALOGUE_WORDS } from './words.ts';

const FIELDS = ['name', 'category', 'price_minor', 'tier'] as const;
type FieldName = (typeof FIELDS)[number];

const ROLES: readonly Item['role'][] = ['drink', 'main', 'starter', 'side', 'dessert', 'other'];

/** What an owner says of an item: its part in a meal, its step on the ladder, whether to feature it. */
export function ItemDialog({ item, onClose }: { readonly item: Item; onClose(): void }) {
  const { actions } = useMessages();
  const catalogue = usePageWords(CATALOGUE_WORDS);
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
  // What the server says of a field is written for programs: the form says it in its own words, at the field.
  const refused = change.error instanceof ApiError ? change.error : null;
  const faultOf = (field: FieldName) => (refused?.fieldMessage(field) ? catalogue.faults[field] : null);
  const isAtField = FIELDS.some((field) => faultOf(field) !== null);
  return (
    <Dialog title={catalogue.edit(item.name)} onClose={onClose}>
      <Stack>
        <Basics item={item} fault={faultOf} onSet={set} />
        <RoleSelect item={item} onChoose={(role) => set({ role })} />
        <WholeNumberInput
          label={catalogue.tier}
          description={catalogue.tierHint}
          error={faultOf('tier')}
          value={item.tier}
          max={100}
          onSet={(tier) => set({ tier })}
        />
        <Switch
          label={catalogue.featured}
          defaultChecked={item.featured}
          onChange={(event) => set({ featured: event.currentTarget.checked })}
        />
        <FormError error={isAtField ? null : change.error} />
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

/** Name, category and price: what guests read. */
function Basics({
  item,
  fault,
  onSet,
}: {
  readonly item: Item;
  fault(field: FieldName): string | null;
  onSet(more: ItemPatch): void;
}) {
  const catalogue = usePageWords(CATALOGUE_WORDS);
  const categories = useStoreData<ListPage<Category>>('/api/categories');
  return (
    <>
      <TextInput
        label={catalogue.item}
        defaultValue={item.name}
        maxLength={500}
        error={fault('name')}
        onChange={(event) => onSet({ name: event.currentTarget.value })}
      />
      <NativeSelect
        key={categories.data === undefined ? 'waiting' : 'there'}
        label={catalogue.category}
        error={fault('category')}
        defaultValue={item.category ?? ''}
        data={[
          { value: '', label: '–' },
          ...(categories.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => onSet({ category: event.currentTarget.value || null })}
      />
      <MoneyInput
        label={catalogue.price}
        error={fault('price_minor')}
        value={item.price_minor}
        onSet={(priceMinor) => onSet({ price_minor: priceMinor })}
      />
    </>
  );
}

function RoleSelect({ item, onChoose }: { readonly item: Item; onChoose(role: Item['role'] | null): void }) {
  const catalogue = usePageWords(CATALOGUE_WORDS);
  return (
    <NativeSelect
      label={catalogue.role}
      description={tellUnsureGuess(item, catalogue)}
      defaultValue={item.role_source === 'owner' ? item.role : ''}
      data={[
        { value: '', label: tellUnchosen(item, catalogue) },
        ...ROLES.map((value) => ({ value, label: catalogue.roles[value] })),
      ]}
      onChange={(event) => onChoose(ROLES.find((role) => role === event.currentTarget.value) ?? null)}
    />
  );
}
