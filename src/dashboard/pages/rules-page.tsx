import { ActionIcon, Button } from '@mantine/core';
import { useState } from 'react';
import type { Category, Item } from '../../contract/catalog.ts';
import type { Rule } from '../../contract/rule.ts';
import { type ListPage, useStoreChange, useStoreData, useStoreList } from '../api/store-queries.ts';
import { ConfirmDialog } from '../frame/dialog.tsx';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Icon } from '../frame/icon.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { useNotices } from '../frame/notices.tsx';
import { Page } from '../frame/page.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { type Column, DataTable } from '../table/data-table.tsx';
import { RuleDialog } from './rule-dialog.tsx';

/** Pins, blocks and boosts. */
export function RulesPage() {
  const { pages, rules: words } = useMessages();
  const [isAdding, setAdding] = useState(false);
  const rules = useStoreData<ListPage<Rule>>('/api/rules');
  const add = (
    <Button leftSection={<Icon name="add" />} onClick={() => setAdding(true)}>
      {words.add}
    </Button>
  );
  return (
    <Page title={pages.rules} lead={words.lead} actions={add}>
      <Loaded query={rules}>
        {({ data }) =>
          data.length === 0 ? <EmptyPlace title={words.empty} text={words.emptyText} /> : <RuleTable rules={data} />
        }
      </Loaded>
      {isAdding && <RuleDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function RuleTable({ rules }: { readonly rules: readonly Rule[] }) {
  const { pages } = useMessages();
  const [removed, setRemoved] = useState<Rule | null>(null);
  const columns = useRuleColumns(setRemoved);
  return (
    <>
      <DataTable name="rules" caption={pages.rules} rows={rules} columns={columns} rowKey={({ id }) => id} />
      {removed && <RemoveRule rule={removed} onClose={() => setRemoved(null)} />}
    </>
  );
}

function useRuleColumns(onRemove: (rule: Rule) => void): readonly Column<Rule>[] {
  const { rules: words } = useMessages();
  const formats = useFormats();
  const nameOf = useNames();
  const effect = (rule: Rule) =>
    rule.factor === null ? words.kinds[rule.kind] : words.times(formats.number(rule.factor, 1));
  const time = (rule: Rule) => {
    const ends = [rule.starts_at, rule.ends_at].map((moment) => (moment === null ? '…' : formats.dateTime(moment)));
    return rule.starts_at === null && rule.ends_at === null ? words.always : ends.join(' – ');
  };
  return [
    { id: 'effect', header: words.effect, value: effect },
    { id: 'subject', header: words.subject, value: nameOf },
    {
      id: 'condition',
      header: words.condition,
      value: (rule) =>
        rule.antecedent === null ? words.anyItem : words.when(nameOf({ item: rule.antecedent, category: null })),
    },
    {
      id: 'placement',
      header: words.placement,
      value: (rule) =>
        rule.placement === null ? words.anywhere : (words.placements[rule.placement] ?? rule.placement),
    },
    { id: 'time', header: words.time, value: time },
    {
      id: 'remove',
      header: '',
      isAction: true,
      value: () => null,
      cell: (rule) => <RemoveButton label={words.remove(nameOf(rule))} onRemove={() => onRemove(rule)} />,
    },
  ];
}

/** Names of items and categories by their ids. */
function useNames(): (subject: Pick<Rule, 'item' | 'category'>) => string {
  const items = useStoreList<Item>('/api/items');
  const categories = useStoreData<ListPage<Category>>('/api/categories');
  const itemNames = new Map(items.data?.map(({ id, name }) => [id, name]));
  const categoryNames = new Map(categories.data?.data.map(({ id, name }) => [id, name]));
  return ({ item, category }) =>
    item === null ? (categoryNames.get(category ?? '') ?? category ?? '') : (itemNames.get(item) ?? item);
}

/** A small button that takes a row away. */
export function RemoveButton({ label, onRemove }: { readonly label: string; onRemove(): void }) {
  return (
    <ActionIcon variant="default" size="lg" aria-label={label} onClick={onRemove}>
      <Icon name="remove" />
    </ActionIcon>
  );
}

function RemoveRule({ rule, onClose }: { readonly rule: Rule; onClose(): void }) {
  const { rules: words, actions } = useMessages();
  const notices = useNotices();
  const remove = useStoreChange<number>((id) => ({ path: `/api/rules/${id}`, method: 'DELETE' }));
  return (
    <ConfirmDialog
      title={words.removeTitle}
      text={words.removeText}
      action={actions.remove}
      isBusy={remove.isPending}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(rule.id, { onSuccess: notices.saved, onError: notices.failed, onSettled: onClose })
      }
    />
  );
}
