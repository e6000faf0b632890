import { Group, NativeSelect, NumberInput } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { usePageWords } from '../messages/page-words.ts';
import { MOST_DAYS, readDays } from './period-days.ts';
import { HOME_WORDS } from './words.ts';

const PRESETS: readonly number[] = [1, 7, 14, 30, 90, 180, 366];

/** The last so many days, as the address says: 1 to 366, else 30. */
export function usePeriodDays(): number {
  const [parameters] = useSearchParams();
  return readDays(parameters.get('days'));
}

/** Presets, and any other number of days. */
export function PeriodChoice({ days }: { readonly days: number }) {
  const { period: words } = usePageWords(HOME_WORDS);
  const [, setParameters] = useSearchParams();
  const choose = (next: number) =>
    setParameters((before) => {
      before.set('days', String(next));
      return before;
    });
  const isPreset = PRESETS.includes(days);
  return (
    <Group gap="sm" align="end">
      <NativeSelect
        label={words.label}
        value={isPreset ? String(days) : ''}
        data={[
          ...PRESETS.map((preset) => ({ value: String(preset), label: words.lastDays(preset) })),
          ...(isPreset ? [] : [{ value: '', label: words.other }]),
        ]}
        onChange={(event) => event.currentTarget.value !== '' && choose(Number(event.currentTarget.value))}
      />
      <NumberInput
        key={days}
        label={words.otherDays}
        defaultValue={days}
        min={1}
        max={MOST_DAYS}
        allowDecimal={false}
        w="9rem"
        hideControls
        onBlur={(event) => apply(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && apply(event.currentTarget.value)}
      />
    </Group>
  );

  function apply(text: string) {
    const wanted = Number(text);
    if (wanted !== days && readDays(text) === wanted) choose(wanted);
  }
}
