import { Button, Checkbox, Group, NativeSelect, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Experiment, NewExperiment } from '../../contract/experiment.ts';
import { useStoreChange } from '../api/store-queries.ts';
import { useCurrentStore } from '../frame/current-store.ts';
import { Dialog } from '../frame/dialog.tsx';
import { FormError } from '../frame/form-error.tsx';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { ArmFields } from './arm-fields.tsx';
import {
  FIRST_DRAFT,
  isSameOnBothSides,
  METHODS,
  PLACEMENTS,
  type TestDraft,
  toNewExperiment,
  WEEKS,
} from './draft.ts';
import { PlanAnswer, WantedInputs } from './planner.tsx';
import { EXPERIMENTS_WORDS } from './words.ts';

interface PartProps {
  readonly draft: TestDraft;
  onSet(more: Partial<TestDraft>): void;
}

/** Writes a test. Nobody sees it before it is started. */
export function ExperimentForm({ onClose }: { onClose(): void }) {
  const { actions } = useMessages();
  const { form: words } = usePageWords(EXPERIMENTS_WORDS);
  const { slug } = useCurrentStore();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(FIRST_DRAFT);
  const create = useStoreChange<Partial<NewExperiment>, Experiment>((json) => ({
    path: '/api/experiments',
    method: 'POST',
    json,
  }));
  const onSet = (more: Partial<TestDraft>) => setDraft((before) => ({ ...before, ...more }));
  const onSuccess = ({ id }: Experiment) => void navigate(`/s/${slug}/experiments/${id}`);
  const isSame = isSameOnBothSides(draft);
  return (
    <Dialog title={words.title} size="lg" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(toNewExperiment(draft), { onSuccess });
        }}
      >
        <Stack>
          <Words draft={draft} onSet={onSet} />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {(['control', 'variant'] as const).map((arm) => (
              <ArmFields key={arm} name={arm} arm={draft[arm]} onChange={(next) => onSet({ [arm]: next })} />
            ))}
          </SimpleGrid>
          <Places draft={draft} onSet={onSet} />
          <WantedInputs wanted={draft.wanted} onChange={(wanted) => onSet({ wanted })} />
          <PlanAnswer wanted={draft.wanted} />
          <Course draft={draft} onSet={onSet} />
          {isSame && (
            <Text size="sm" c="dimmed">
              {words.equal}
            </Text>
          )}
          <FormError error={create.error} />
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {actions.cancel}
            </Button>
            <Button type="submit" loading={create.isPending} disabled={isSame || draft.name.trim() === ''}>
              {words.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function Words({ draft, onSet }: PartProps) {
  const { form: words } = usePageWords(EXPERIMENTS_WORDS);
  return (
    <>
      <TextInput
        label={words.name}
        value={draft.name}
        required
        withAsterisk={false}
        maxLength={200}
        onChange={(event) => onSet({ name: event.currentTarget.value })}
      />
      <Textarea
        label={words.description}
        value={draft.description}
        rows={2}
        maxLength={2000}
        onChange={(event) => onSet({ description: event.currentTarget.value })}
      />
    </>
  );
}

function Places({ draft, onSet }: PartProps) {
  const { placements } = useMessages();
  const { form: words } = usePageWords(EXPERIMENTS_WORDS);
  return (
    <Checkbox.Group
      label={words.placements}
      description={words.placementsHint}
      value={[...draft.placements]}
      onChange={(chosen) => onSet({ placements: PLACEMENTS.filter((one) => chosen.includes(one)) })}
    >
      <Group gap="md" mt="xs">
        {PLACEMENTS.map((place) => (
          <Checkbox key={place} value={place} label={placements[place] ?? place} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

/** How the test ends, how long it runs, and when it begins. */
function Course({ draft, onSet }: PartProps) {
  const { form: words, methods } = usePageWords(EXPERIMENTS_WORDS);
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <NativeSelect
        label={words.method}
        value={draft.method}
        data={METHODS.map((value) => ({ value, label: methods[value] }))}
        onChange={(event) => onSet({ method: METHODS.find((one) => one === event.currentTarget.value) ?? 'hybrid' })}
      />
      <NativeSelect
        label={words.days}
        value={String(draft.weeks)}
        data={WEEKS.map((weeks) => ({ value: String(weeks), label: words.weeks(weeks) }))}
        onChange={(event) => onSet({ weeks: Number(event.currentTarget.value) })}
      />
      <TextInput
        type="date"
        label={words.startDate}
        description={words.startHint}
        value={draft.startDate}
        onChange={(event) => onSet({ startDate: event.currentTarget.value })}
      />
    </SimpleGrid>
  );
}
