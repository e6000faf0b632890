import { Button, Group, List, Stack, Text } from '@mantine/core';
import type { HoldOut, HoldOutChange } from '../../contract/hold-out.ts';
import { useStoreChange } from '../api/store-queries.ts';
import { Dialog } from '../frame/dialog.tsx';
import { FormError } from '../frame/form-error.tsx';
import { useNotices } from '../frame/notices.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { weeklyCost } from './hold-out-figures.ts';
import { EXPERIMENTS_WORDS } from './words.ts';

/** What can be chosen with one button. */
export type HoldOutChoice = 'measure' | 'prove' | 'off';

const CHANGES: Readonly<Record<HoldOutChoice, Partial<HoldOutChange>>> = {
  measure: { share: 0.1, prove_it: false },
  prove: { prove_it: true },
  off: { share: 0, prove_it: false },
};
/** Shares whose cost is told before one agrees. */
const COSTED: Readonly<Record<HoldOutChoice, readonly number[]>> = { measure: [0.1], prove: [0.5, 0.2, 0.1], off: [] };

/** What a choice means and costs, before it is made. */
export function HoldOutDialog({
  choice,
  holdOut,
  onClose,
}: {
  readonly choice: HoldOutChoice;
  readonly holdOut: HoldOut;
  onClose(): void;
}) {
  const { actions } = useMessages();
  const { holdOut: words } = usePageWords(EXPERIMENTS_WORDS);
  const notices = useNotices();
  const change = useStoreChange<Partial<HoldOutChange>>((json) => ({
    path: '/api/experiments/holdout',
    method: 'PUT',
    json,
  }));
  const onSuccess = () => {
    notices.saved();
    onClose();
  };
  return (
    <Dialog
      title={{ measure: words.measureTitle, prove: words.proveTitle, off: words.offTitle }[choice]}
      onClose={onClose}
    >
      <Stack>
        <Text>{{ measure: words.measureText, prove: words.proveText, off: words.offText }[choice]}</Text>
        {choice === 'prove' && (
          <List size="sm">
            {words.proveTiers.map((tier) => (
              <List.Item key={tier}>{tier}</List.Item>
            ))}
          </List>
        )}
        <Costs shares={COSTED[choice]} holdOut={holdOut} />
        <Text size="sm" c="dimmed">
          {words.when}
        </Text>
        <FormError error={change.error} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {actions.cancel}
          </Button>
          <Button loading={change.isPending} onClick={() => change.mutate(CHANGES[choice], { onSuccess })}>
            {words.confirm}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Costs({ shares, holdOut }: { readonly shares: readonly number[]; readonly holdOut: HoldOut }) {
  const { holdOut: words } = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  if (shares.length === 0) return null;
  const costs = shares.map((share) => ({ share, cost: weeklyCost(holdOut, share) }));
  const lines = costs.flatMap(({ share, cost }) =>
    cost === null ? [] : [words.cost(formats.percent(share), formats.wholeMoney(cost))],
  );
  return (
    <Stack gap={4}>
      {(lines.length > 0 ? lines : [words.costUnknown]).map((line) => (
        <Text key={line} size="sm" fw={600}>
          {line}
        </Text>
      ))}
    </Stack>
  );
}
