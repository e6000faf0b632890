import { ActionIcon, Badge, Button, Group, Tooltip } from '@mantine/core';
import type { Pair } from '../../contract/pair.ts';
import type { Rule, RuleInput } from '../../contract/rule.ts';
import { useStoreChange } from '../api/store-queries.ts';
import { Icon } from '../frame/icon.tsx';
import { useNotices } from '../frame/notices.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { PAIRS_WORDS } from './words.ts';

interface PairActions {
  readonly rules: readonly Rule[];
  onWhy(pair: Pair): void;
}

/** The columns of the pairs: evidence first, then what the owner may say about them. */
export function usePairColumns({ rules, onWhy }: PairActions): readonly Column<Pair>[] {
  const words = usePageWords(PAIRS_WORDS);
  return [
    { id: 'item', header: words.item, value: (pair) => pair.antecedent_name },
    { id: 'with', header: words.with, value: (pair) => pair.consequent_name },
    ...useFigureColumns(),
    ...usePerformanceColumns(),
    {
      id: 'sure',
      header: words.sureness,
      value: (pair) => (pair.significant ? words.sure : words.notSure),
      cell: (pair) => <Sureness isSure={pair.significant} />,
    },
    {
      id: 'why',
      header: words.why,
      isAction: true,
      value: () => null,
      cell: (pair) => <WhyButton pair={pair} onWhy={onWhy} />,
    },
    {
      id: 'rule',
      header: words.actions,
      isAction: true,
      value: () => null,
      cell: (pair) => <PairRule pair={pair} rules={rules} />,
    },
  ];
}

function useFigureColumns(): readonly Column<Pair>[] {
  const words = usePageWords(PAIRS_WORDS);
  const formats = useFormats();
  return [
    {
      id: 'together',
      header: words.together,
      isNumber: true,
      value: (pair) => pair.times_together,
      cell: (pair) => (
        <TwoLines
          first={formats.number(pair.times_together)}
          second={pair.last_ordered_together === null ? null : formats.date(pair.last_ordered_together)}
        />
      ),
    },
    {
      id: 'confidence',
      header: words.confidence,
      isNumber: true,
      value: (pair) => pair.confidence,
      cell: (pair) => (
        <TwoLines first={formats.percent(pair.confidence)} second={words.ofOrders(formats.percent(pair.support, 1))} />
      ),
    },
    {
      id: 'lift',
      header: words.lift,
      isNumber: true,
      value: (pair) => pair.lift,
      cell: (pair) => (
        <TwoLines first={formats.number(pair.lift, 2)} second={words.atLeast(formats.number(pair.lift_lower, 2))} />
      ),
    },
    { id: 'lift-lower', header: words.liftLower, isExportOnly: true, value: (pair) => pair.lift_lower },
    {
      id: 'support',
      header: words.support,
      isExportOnly: true,
      value: (pair) => pair.support,
    },
    {
      id: 'last',
      header: words.last,
      isExportOnly: true,
      value: (pair) => pair.last_ordered_together,
    },
  ];
}

/** What suggestions of the pair did in the days that are counted. */
function usePerformanceColumns(): readonly Column<Pair>[] {
  const words = usePageWords(PAIRS_WORDS);
  const formats = useFormats();
  const column = (id: string, header: string, value: (pair: Pair) => number): Column<Pair> => ({
    id,
    header,
    isNumber: true,
    value,
    cell: (pair) => formats.number(value(pair)),
  });
  return [
    {
      ...column('recommended', words.recommended, (pair) => pair.times_recommended),
      cell: (pair) => (
        <TwoLines
          first={formats.number(pair.times_recommended)}
          second={pair.times_converted === 0 ? null : words.bought(formats.number(pair.times_converted))}
        />
      ),
    },
    { ...column('clicked', words.clicked, (pair) => pair.times_clicked), isExportOnly: true },
    { ...column('converted', words.converted, (pair) => pair.times_converted), isExportOnly: true },
    { id: 'conversion', header: words.conversion, isExportOnly: true, value: (pair) => pair.conversion_rate },
    {
      ...column('revenue', words.revenue, (pair) => pair.revenue_generated),
      cell: (pair) => formats.money(pair.revenue_generated),
    },
  ];
}

/** A figure with what to know of it in small letters beneath. */
function TwoLines({ first, second }: { readonly first: string; readonly second: string | null }) {
  return (
    <>
      {first} {second !== null && <span className="second-line">{second}</span>}
    </>
  );
}

function Sureness({ isSure }: { readonly isSure: boolean }) {
  const words = usePageWords(PAIRS_WORDS);
  return (
    <Badge variant={isSure ? 'light' : 'default'} tt="none">
      {isSure ? words.sure : words.notSure}
    </Badge>
  );
}

function WhyButton({ pair, onWhy }: { readonly pair: Pair; onWhy(pair: Pair): void }) {
  const words = usePageWords(PAIRS_WORDS);
  const label = words.whyName(pair.antecedent_name, pair.consequent_name);
  return (
    <Button size="compact-sm" variant="subtle" aria-label={label} onClick={() => onWhy(pair)}>
      {words.why}
    </Button>
  );
}

/** Pins or blocks the second item beside the first; says so when that has been done. */
function PairRule({ pair, rules }: { readonly pair: Pair; readonly rules: readonly Rule[] }) {
  const words = usePageWords(PAIRS_WORDS);
  const notices = useNotices();
  const add = useStoreChange<Pick<RuleInput, 'kind' | 'item' | 'antecedent'>>((json) => ({
    path: '/api/rules',
    method: 'POST',
    json,
  }));
  const { antecedent, consequent, antecedent_name: first, consequent_name: second } = pair;
  const rule = rules.find((one) => one.item === consequent && one.antecedent === antecedent && one.kind !== 'boost');
  if (rule)
    return (
      <Badge tt="none" variant="light">
        {rule.kind === 'pin' ? words.pinned : words.blocked}
      </Badge>
    );
  const choices = [
    { kind: 'pin', label: words.pinName(first, second) },
    { kind: 'block', label: words.blockName(first, second) },
  ] as const;
  return (
    <Group gap={4} wrap="nowrap" justify="end">
      {choices.map(({ kind, label }) => (
        <Tooltip key={kind} label={label}>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={label}
            loading={add.isPending}
            onClick={() =>
              add.mutate({ kind, item: consequent, antecedent }, { onSuccess: notices.saved, onError: notices.failed })
            }
          >
            <Icon name={kind} />
          </ActionIcon>
        </Tooltip>
      ))}
    </Group>
  );
}
