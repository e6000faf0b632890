import { Alert, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Experiment, ExperimentResults } from '../../contract/experiment.ts';
import { isOwner, useCurrentStore } from '../frame/current-store.ts';
import { Section } from '../frame/section.tsx';
import { usePageWords } from '../messages/page-words.ts';
import { DecisionDialog } from './decision-dialog.tsx';
import type { Decision } from './use-decision.ts';
import { EXPERIMENTS_WORDS } from './words.ts';

/** Decisions that a state allows, the likeliest first. */
const OPEN: Readonly<Record<Experiment['status'], readonly Decision[]>> = {
  draft: ['start', 'remove'],
  running: ['ship', 'stop', 'keep', 'pause'],
  paused: ['resume', 'stop', 'ship'],
  completed: [],
};

/** Ship, stop, keep running: each tells what follows before it is done. */
export function DecideSection({
  test,
  results,
}: {
  readonly test: Experiment;
  readonly results: ExperimentResults | null;
}) {
  const { decide: words } = usePageWords(EXPERIMENTS_WORDS);
  const store = useCurrentStore();
  const [asked, setAsked] = useState<Decision | null>(null);
  const [done, setDone] = useState<Decision | null>(null);
  // A finished test has nothing left to decide, except that its winner may still be taken over.
  const decisions: readonly Decision[] =
    test.status === 'completed' && test.winner === 'variant' && done !== 'ship' ? ['ship'] : OPEN[test.status];
  if (decisions.length === 0 && done === null) return null;
  const isWon = results?.winner === 'variant';
  const first = isWon ? 'ship' : test.status === 'running' ? 'keep' : decisions[0];
  return (
    <Section title={words.title} name="decide">
      {done !== null && done in words.done && (
        <Alert color="leaf" variant="light" role="status">
          {words.done[done as keyof typeof words.done]}
        </Alert>
      )}
      {isOwner(store) ? (
        <Group gap="sm">
          {decisions.map((decision) => (
            <Button
              key={decision}
              variant={decision === first ? 'filled' : 'default'}
              onClick={() => setAsked(decision)}
            >
              {words[decision]}
            </Button>
          ))}
        </Group>
      ) : (
        <Text c="dimmed">{words.ownersOnly}</Text>
      )}
      {asked && (
        <DecisionDialog
          decision={asked}
          test={test}
          isWon={isWon}
          onDone={(decision) => setDone(decision)}
          onClose={() => setAsked(null)}
        />
      )}
    </Section>
  );
}
