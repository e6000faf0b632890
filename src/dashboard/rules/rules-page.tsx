import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Rule } from '../../contract/rule.ts';
import { type ListPage, useStoreChange, useStoreData } from '../api/store-queries.ts';
import { ConfirmDialog } from '../frame/dialog.tsx';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Icon } from '../frame/icon.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { useNotices } from '../frame/notices.tsx';
import { Page } from '../frame/page.tsx';
import { RemoveButton } from '../frame/remove-button.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { useRuleWords } from './rule-words.ts';
import { RULES_WORDS } from './words.ts';

/** Pins, blocks and boosts. */
export function RulesPage() {
  const { pages } = useMessages();
  const words = usePageWords(RULES_WORDS);
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
  const { placements } = useMessages();
  const words = usePageWords(RULES_WORDS);
  const formats = useFormats();
  const { effectOf, subjectOf, conditionOf } = useRuleWords();
  const time = (rule: Rule) => {
    const ends = [rule.starts_at, rule.ends_at].map((moment) => (moment === null ? '…' : formats.dateTime(moment)));
    return rule.starts_at === null && rule.ends_at === null ? words.always : ends.join(' – ');
  };
  return [
    { id: 'effect', header: words.effect, value: effectOf },
    { id: 'subject', header: words.subject, value: subjectOf },
    { id: 'condition', header: words.condition, value: conditionOf },
    {
      id: 'placement',
      header: words.placement,
      value: (rule) => (rule.placement === null ? words.anywhere : (placements[rule.placement] ?? rule.placement)),
    },
    { id: 'time', header: words.time, value: time },
    {
      id: 'remove',
      header: '',
      isAction: true,
      value: () => null,
      cell: (rule) => <RemoveButton label={words.remove(subjectOf(rule))} onRemove={() => onRemove(rule)} />,
    },
  ];
}

function RemoveRule({ rule, onClose }: { readonly rule: Rule; onClose(): void }) {
  const { actions } = useMessages();
  const words = usePageWords(RULES_WORDS);
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
