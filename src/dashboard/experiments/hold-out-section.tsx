import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { HoldOut } from '../../contract/hold-out.ts';
import { useStoreData } from '../api/store-queries.ts';
import { isOwner, useCurrentStore } from '../frame/current-store.ts';
import { Loaded } from '../frame/loaded.tsx';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { type HoldOutChoice, HoldOutDialog } from './hold-out-dialog.tsx';
import { plotExtra, tellExtra, weeklyCost } from './hold-out-figures.ts';
import { HoldOutWeeks } from './hold-out-weeks.tsx';
import { axisOf } from './interval-axis.ts';
import { IntervalPlot } from './interval-plot.tsx';
import { EXPERIMENTS_WORDS } from './words.ts';

/** Recommendations against none: what suggestions earn, how it is measured, and what measuring costs. */
export function HoldOutSection() {
  const { holdOut: words } = usePageWords(EXPERIMENTS_WORDS);
  const query = useStoreData<HoldOut>('/api/experiments/holdout');
  return (
    <Section title={words.title} name="hold-out" lead={words.lead}>
      <Loaded query={query}>
        {(holdOut) => (
          <>
            <Paper withBorder p="md">
              <Stack gap="sm">
                <Finding holdOut={holdOut} />
                <Setting holdOut={holdOut} />
                <Choices holdOut={holdOut} />
              </Stack>
            </Paper>
            {holdOut.weeks.length > 0 && <HoldOutWeeks holdOut={holdOut} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}

interface PartProps {
  readonly holdOut: HoldOut;
}

function Finding({ holdOut }: PartProps) {
  const { holdOut: words } = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  const isMeasured = holdOut.badge !== 'not measured';
  const { kappa, incremental, attributed_minor: attributed } = holdOut;
  const isSettled = incremental?.status === 'proven' || incremental?.status === 'harmful';
  const isOff = holdOut.setting.share === 0 && holdOut.setting.next_week_share === 0;
  const isTold = isMeasured || holdOut.incremental !== null;
  const total = plotExtra(holdOut.incremental);
  return (
    <div role="status">
      <Group gap="sm" mb="xs">
        <Text fw={650} size="lg">
          {isTold ? tellExtra(holdOut.incremental, { words, formats }) : isOff ? words.off : words.nobody}
        </Text>
        <Badge variant={isMeasured ? 'light' : 'default'} tt="none">
          {words.badges[holdOut.badge]}
        </Badge>
      </Group>
      {total && <IntervalPlot interval={total} axis={axisOf([total])} />}
      {attributed > 0 && (
        <Text size="sm">
          {isSettled && kappa?.reliable
            ? words.ofAttributed(formats.wholeMoney(attributed), formats.percent(kappa.mean))
            : words.attributed(formats.wholeMoney(attributed))}{' '}
          {words.allGuests}
        </Text>
      )}
      {!holdOut.sample_ratio.ok && (
        <Text size="sm" c="error" fw={600}>
          {words.splitBroken}
        </Text>
      )}
    </div>
  );
}

function Setting({ holdOut }: PartProps) {
  const { holdOut: words } = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  const { share, next_week_share: next, prove_it: proveIt, first_week: first } = holdOut.setting;
  const runningWeek = holdOut.weeks.find(({ closed }) => !closed)?.week ?? '';
  const cost = weeklyCost(holdOut, share);
  const percent = formats.percent(share);
  const lines = [
    share > 0 ? words.share(percent) : next > 0 ? words.noneThisWeek : words.off,
    share === 0 && next > 0 && first > runningWeek ? words.waits(formats.week(first)) : null,
    next === share ? null : words.nextShare(formats.percent(next)),
    proveIt === null
      ? null
      : words.proveIt(formats.week(proveIt.from), formats.week(proveIt.until), {
          share: formats.percent(proveIt.share),
          later: formats.percent(proveIt.then_share),
        }),
    share > 0 && cost !== null ? words.cost(percent, formats.wholeMoney(cost)) : null,
  ];
  return (
    <Text size="sm" c="dimmed">
      {lines.filter((line) => line !== null).join(' ')}
    </Text>
  );
}

/** What is not chosen yet, one button each. */
function Choices({ holdOut }: PartProps) {
  const { holdOut: words } = usePageWords(EXPERIMENTS_WORDS);
  const [asked, setAsked] = useState<HoldOutChoice | null>(null);
  if (!isOwner(useCurrentStore())) return null;
  const { prove_it: proveIt, next_week_share: next } = holdOut.setting;
  const isTenth = proveIt === null && next === 0.1;
  return (
    <Group gap="sm">
      {!isTenth && (
        <Button variant={next === 0 ? 'filled' : 'default'} onClick={() => setAsked('measure')}>
          {words.measure}
        </Button>
      )}
      {proveIt === null && (
        <Button variant="default" onClick={() => setAsked('prove')}>
          {words.prove}
        </Button>
      )}
      {next > 0 && (
        <Button variant="default" onClick={() => setAsked('off')}>
          {words.turnOff}
        </Button>
      )}
      {asked && <HoldOutDialog choice={asked} holdOut={holdOut} onClose={() => setAsked(null)} />}
    </Group>
  );
}
