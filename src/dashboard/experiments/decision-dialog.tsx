import { Button, Code, Group, List, Stack, Text } from '@mantine/core';
import { useNavigate } from 'react-router';
import type { Experiment } from '../../contract/experiment.ts';
import { useCurrentStore, useStoreSettings } from '../frame/current-store.ts';
import { Dialog } from '../frame/dialog.tsx';
import { FormError } from '../frame/form-error.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { describeArm } from './describe-arm.ts';
import { planShipping, type Shipping } from './ship.ts';
import { type Decision, useDecision } from './use-decision.ts';
import type { ExperimentsWords } from './words.english.ts';
import { EXPERIMENTS_WORDS } from './words.ts';

/** What a decision brings about, in words, before it is done. */
export function DecisionDialog({
  decision,
  test,
  isWon,
  onDone,
  onClose,
}: {
  readonly decision: Decision;
  readonly test: Experiment;
  /** True when the variant has been shown to be better. */
  readonly isWon: boolean;
  onDone(decision: Decision): void;
  onClose(): void;
}) {
  const { decide: words, detail } = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  const navigate = useNavigate();
  const { slug } = useCurrentStore();
  const shipping = planShipping(test, useStoreSettings());
  const decide = useDecision(test, shipping);
  const onSuccess = () => {
    if (decision === 'remove') void navigate(`/s/${slug}/experiments`);
    onDone(decision);
    onClose();
  };
  const share = formats.percent(test.traffic_split / 100);
  return (
    <Dialog title={words[decision]} onClose={onClose}>
      <Stack>
        <Text>{consequenceOf({ decision, test, words, share, days: detail.days(test.planned_days) })}</Text>
        {decision === 'stop' && test.winner === null && <Text fw={600}>{words.stopEarly}</Text>}
        {decision === 'ship' && <ShippingWords shipping={shipping} test={test} isWon={isWon} />}
        <FormError error={decide.error} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {words.back}
          </Button>
          {decision !== 'keep' && (
            <Button loading={decide.isPending} onClick={() => decide.mutate(decision, { onSuccess })}>
              {words[decision]}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}

function consequenceOf({
  decision,
  test,
  words,
  share,
  days,
}: {
  decision: Decision;
  test: Experiment;
  words: ExperimentsWords['decide'];
  share: string;
  days: string;
}): string {
  if (decision === 'start') {
    return test.method === 'always_valid' ? words.startOpenText(share) : words.startText(share, days);
  }
  return words[`${decision}Text`];
}

/** What the store takes over, what it cannot, and that it may be without proof. */
function ShippingWords({
  shipping,
  test,
  isWon,
}: {
  readonly shipping: Shipping;
  readonly test: Experiment;
  readonly isWon: boolean;
}) {
  const words = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  const { settings, parameters, onlyInTests } = shipping;
  const { decide } = words;
  const write = (value: number | null) => (value === null ? decide.standard : formats.number(value, value % 1 ? 2 : 0));
  const onlyThere = describeArm(
    {
      algorithm: 'v1',
      settings: Object.fromEntries(onlyInTests.map((name) => [name, test.variant_settings[name]])),
    },
    { words, formats },
  ).otherwise;
  const isNothing = settings.length + parameters.length + onlyThere.length === 0;
  return (
    <>
      {isNothing && <Text>{decide.shipNothing}</Text>}
      {settings.length > 0 && (
        <List size="sm">
          {settings.map(({ setting, before, after }) => (
            <List.Item key={setting}>
              {decide.from(decide.settingNames[setting], write(before), write(after))}
            </List.Item>
          ))}
        </List>
      )}
      {settings.length > 0 && test.placements.length > 0 && <Text size="sm">{decide.shipEverywhere}</Text>}
      {parameters.length + onlyThere.length > 0 && (
        <div>
          <Text size="sm">{decide.shipByHand}</Text>
          {parameters.length > 0 && <Code>{parameters.join('&')}</Code>}
          <Text size="sm">{onlyThere.join('; ')}</Text>
        </div>
      )}
      {!isWon && (
        <Text fw={600} c="error">
          {decide.shipUnproven}
        </Text>
      )}
    </>
  );
}
