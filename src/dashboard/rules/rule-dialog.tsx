import { Button, Group, NativeSelect, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Category, Item } from '../../contract/catalog.ts';
import type { RuleInput } from '../../contract/rule.ts';
import { type ListPage, useStoreChange, useStoreData, useStoreList } from '../api/store-queries.ts';
import { readStoreTime } from '../format/store-time.ts';
import { useStoreSettings } from '../frame/current-store.ts';
import { Dialog } from '../frame/dialog.tsx';
import { FormError } from '../frame/form-error.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { useNotices } from '../frame/notices.tsx';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { RulePreview } from './rule-preview.tsx';
import { RULES_WORDS } from './words.ts';

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
  /** As the field has it, by the store's clocks: "2026-11-23T09:00"; '' = no limit. */
  readonly starts: string;
  readonly ends: string;
}

const FIRST_DRAFT: Draft = {
  kind: 'pin',
  item: null,
  category: null,
  antecedent: null,
  factor: 2,
  placement: null,
  starts: '',
  ends: '',
};

/** Writes a rule. */
export function RuleDialog({ onClose }: { onClose(): void }) {
  const words = usePageWords(RULES_WORDS);
  const items = useStoreList<Item>('/api/items');
  return (
    <Dialog title={words.add} size="lg" onClose={onClose}>
      <Loaded query={items}>{(menu) => <RuleForm items={menu} onClose={onClose} />}</Loaded>
    </Dialog>
  );
}

function RuleForm({ items, onClose }: { readonly items: readonly Item[]; onClose(): void }) {
  const { actions } = useMessages();
  const words = usePageWords(RULES_WORDS);
  const notices = useNotices();
  const [draft, setDraft] = useState(FIRST_DRAFT);
  const add = useStoreChange<RuleInput>((json) => ({ path: '/api/rules', method: 'POST', json }));
  const { time_zone: timeZone } = useStoreSettings();
  const rule = toRule(draft, timeZone);
  const isWhole = draft.item !== null || draft.category !== null;
  const [looked, setLooked] = useState<string | null>(null);
  // What was shown is of the rule as it stood then.
  const isLooked = looked === JSON.stringify(rule);
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
      <Times draft={draft} onSet={set} />
      {isWhole && isLooked && <RulePreview rule={rule} />}
      <FormError error={add.error} />
      <Group justify="end">
        <Button variant="default" onClick={onClose}>
          {actions.cancel}
        </Button>
        {isLooked ? (
          <Button loading={add.isPending} disabled={!isWhole} onClick={() => add.mutate(rule, { onSuccess })}>
            {actions.add}
          </Button>
        ) : (
          <Button disabled={!isWhole} onClick={() => setLooked(JSON.stringify(rule))}>
            {words.look}
          </Button>
        )}
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
  const words = usePageWords(RULES_WORDS);
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
  const { placements } = useMessages();
  const words = usePageWords(RULES_WORDS);
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
          ...PLACEMENTS.map((value) => ({ value, label: placements[value] ?? value })),
        ]}
        onChange={(event) => onSet({ placement: PLACEMENTS.find((one) => one === event.currentTarget.value) ?? null })}
      />
    </>
  );
}

/** From when and until when the rule holds, by the store's clocks. */
function Times({ draft, onSet }: Omit<PartProps, 'choices'>) {
  const words = usePageWords(RULES_WORDS);
  const { time_zone: timeZone } = useStoreSettings();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      {(['starts', 'ends'] as const).map((end) => (
        <TextInput
          key={end}
          type="datetime-local"
          label={words[end]}
          description={words.timeHint(timeZone)}
          value={draft[end]}
          onChange={(event) => onSet({ [end]: event.currentTarget.value })}
        />
      ))}
    </SimpleGrid>
  );
}

function toRule({ factor, starts, ends, ...rule }: Draft, timeZone: string): RuleInput {
  return {
    ...rule,
    factor: rule.kind === 'boost' ? factor : null,
    starts_at: readStoreTime(starts, timeZone),
    ends_at: readStoreTime(ends, timeZone),
  };
}
