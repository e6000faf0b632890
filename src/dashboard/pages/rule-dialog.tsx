import { Button, Group, NativeSelect, NumberInput, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Category, Item } from '../../contract/catalog.ts';
import type { RuleInput } from '../../contract/rule.ts';
import { type ListPage, useStoreChange, useStoreData, useStoreList } from '../api/store-queries.ts';
import { Dialog } from '../frame/dialog.tsx';
import { FormError } from '../frame/form-error.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { useNotices } from '../frame/notices.tsx';
import { useMessages } from '../messages/language.ts';

const KINDS: readonly RuleInput['kind'][] = ['pin', 'block', 'boost'];
const PLACEMENTS = ['menu', 'item', 'cart', 'home', 'email', 'api'] as const;

/** A new rule while it is written; what fits its kind is sent. */
interface Draft {
  readonly kind: RuleInput['kind'];
  readonly item: string | null;
  readonly category: string | null;
  readonly antecedent: string | null;
  readonly factor: number;
  readonly placement: RuleInput['placement'];
}

const FIRST_DRAFT: Draft = { kind: 'pin', item: null, category: null, antecedent: null, factor: 2, placement: null };

/** Writes a rule. */
export function RuleDialog({ onClose }: { onClose(): void }) {
  const { rules: words } = useMessages();
  const items = useStoreList<Item>('/api/items');
  return (
    <Dialog title={words.add} onClose={onClose}>
      <Loaded query={items}>{(menu) => <RuleForm items={menu} onClose={onClose} />}</Loaded>
    </Dialog>
  );
}

function RuleForm({ items, onClose }: { readonly items: readonly Item[]; onClose(): void }) {
  const { rules: words, actions } = useMessages();
  const notices = useNotices();
  const [draft, setDraft] = useState(FIRST_DRAFT);
  const add = useStoreChange<Draft>((rule) => ({ path: '/api/rules', method: 'POST', json: toRule(rule) }));
  const set = (more: Partial<Draft>) => setDraft({ ...draft, ...more });
  const choices = items.map(({ id, name }) => ({ value: id, label: name }));
  const onSuccess = () => {
    notices.saved();
    onClose();
  };
  return (
    <Stack>
      <NativeSelect
        label={words.kind}
        value={draft.kind}
        data={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        onChange={(event) =>
          set({ kind: KINDS.find((kind) => kind === event.currentTarget.value) ?? 'pin', category: null })
        }
      />
      <Subject draft={draft} choices={choices} onSet={set} />
      <Condition draft={draft} choices={choices} onSet={set} />
      <FormError error={add.error} />
      <Group justify="end">
        <Button variant="default" onClick={onClose}>
          {actions.cancel}
        </Button>
        <Button
          loading={add.isPending}
          disabled={draft.item === null && draft.category === null}
          onClick={() => add.mutate(draft, { onSuccess })}
        >
          {actions.add}
        </Button>
      </Group>
    </Stack>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  onSet(more: Partial<Draft>): void;
}

/** Whom the rule is about: an item, or, except for pins, a category; and how strong a boost is. */
function Subject({ draft, choices, onSet }: PartProps) {
  const { rules: words } = useMessages();
  const categories = useStoreData<ListPage<Category>>('/api/categories');
  return (
    <>
      <Select
        label={words.target}
        data={choices}
        value={draft.item}
        searchable
        clearable
        onChange={(item) => onSet({ item, category: null })}
      />
      {draft.kind !== 'pin' && (
        <NativeSelect
          label={words.category}
          value={draft.category ?? ''}
          data={[
            { value: '', label: '–' },
            ...(categories.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => onSet({ category: event.currentTarget.value || null, item: null })}
        />
      )}
      {draft.kind === 'boost' && (
        <NumberInput
          label={words.factor}
          value={draft.factor}
          min={0.1}
          max={10}
          step={0.5}
          onChange={(factor) => onSet({ factor: Number(factor) })}
        />
      )}
    </>
  );
}

function Condition({ draft, choices, onSet }: PartProps) {
  const { rules: words } = useMessages();
  return (
    <>
      <Select
        label={words.antecedent}
        placeholder={words.anyItem}
        data={choices.filter(({ value }) => value !== draft.item)}
        value={draft.antecedent}
        searchable
        clearable
        onChange={(antecedent) => onSet({ antecedent })}
      />
      <NativeSelect
        label={words.placement}
        value={draft.placement ?? ''}
        data={[
          { value: '', label: words.anywhere },
          ...PLACEMENTS.map((value) => ({ value, label: words.placements[value] ?? value })),
        ]}
        onChange={(event) => onSet({ placement: PLACEMENTS.find((one) => one === event.currentTarget.value) ?? null })}
      />
    </>
  );
}

function toRule({ factor, ...rule }: Draft): Partial<RuleInput> {
  return rule.kind === 'boost' ? { ...rule, factor } : rule;
}
