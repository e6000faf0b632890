import { Fieldset, NativeSelect, NumberInput, Stack } from '@mantine/core';
import { usePageWords } from '../messages/page-words.ts';
import { ALGORITHMS, type ArmDraft } from './draft.ts';
import { EXPERIMENTS_WORDS } from './words.ts';

const ORDERS = ['ranked', 'price-descending', 'price-ascending'] as const;
const NUMBERS = [
  { field: 'limit', word: 'limit', min: 1, max: 20, step: 1 },
  { field: 'leastConfidencePercent', word: 'confidence', min: 0, max: 100, step: 5 },
  { field: 'diversity', word: 'diversity', min: 0, max: 1, step: 0.05 },
  { field: 'marginDial', word: 'margin', min: 0, max: 1, step: 0.05 },
] as const;

/** What one side of a test shows: strategy, how many, threshold, order, variety and margin. */
export function ArmFields({
  name,
  arm,
  onChange,
}: {
  readonly name: 'control' | 'variant';
  readonly arm: ArmDraft;
  onChange(next: ArmDraft): void;
}) {
  const { form: words, arms, algorithms, settings } = usePageWords(EXPERIMENTS_WORDS);
  const set = (more: Partial<ArmDraft>) => onChange({ ...arm, ...more });
  return (
    <Fieldset legend={arms[name]}>
      <Stack gap="sm">
        <NativeSelect
          label={words.strategy}
          value={arm.algorithm}
          data={ALGORITHMS.map((value) => ({ value, label: algorithms[value] ?? value }))}
          onChange={(event) => set({ algorithm: ALGORITHMS.find((one) => one === event.currentTarget.value) ?? 'v1' })}
        />
        <NativeSelect
          label={words.order}
          value={arm.order}
          data={ORDERS.map((value) => ({ value, label: settings.order[value] }))}
          onChange={(event) => set({ order: ORDERS.find((one) => one === event.currentTarget.value) ?? 'ranked' })}
        />
        {NUMBERS.map(({ field, word, ...range }) => (
          <NumberInput
            key={field}
            label={words[word]}
            placeholder={words.same}
            {...(field === 'leastConfidencePercent' ? { description: words.confidenceHint } : {})}
            value={arm[field] ?? ''}
            {...range}
            decimalScale={range.step < 1 ? 2 : 0}
            onChange={(value) => set({ [field]: value === '' ? null : Number(value) })}
          />
        ))}
      </Stack>
    </Fieldset>
  );
}
