import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { businessDayAt } from '../format/store-time.ts';
import { useStoreSettings } from '../frame/current-store.ts';
import { usePageWords } from '../messages/page-words.ts';
import { type Period, readPeriod } from './period.ts';
import { PERIOD_WORDS } from './words.ts';

const RANGE = 'range';
const DAY_MS = 86_400_000;

/** The days that the address names: `?days=`, or `?from=` and `?to=`. */
export function usePeriod(mostDays: number): Period {
  const [parameters] = useSearchParams();
  const today = businessDayAt(Date.now(), useStoreSettings());
  const [days, from, to] = ['days', 'from', 'to'].map((name) => parameters.get(name));
  return readPeriod({ days: days ?? null, from: from ?? null, to: to ?? null }, mostDays, { today });
}

/** The last days, or two days of the calendar; the choice stands in the address. */
export function PeriodChoice({
  period,
  presets,
  mostDays,
  label,
}: {
  readonly period: Period;
  readonly presets: readonly number[];
  readonly mostDays: number;
  /** What it is a choice of, where that is not plain. */
  readonly label?: string;
}) {
  const words = usePageWords(PERIOD_WORDS);
  const [, setParameters] = useSearchParams();
  const [isRange, setRange] = useState('from' in period);
  const days = 'days' in period ? period.days : null;
  const choose = (next: Period) =>
    setParameters((before) => {
      for (const name of ['days', 'from', 'to']) before.delete(name);
      for (const [name, value] of Object.entries(next)) before.set(name, String(value));
      return before;
    });
  const counts = days === null || presets.includes(days) ? presets : [...presets, days].sort((a, b) => a - b);
  return (
    <Group gap="sm" align="end" className="period-choice">
      <NativeSelect
        label={label ?? words.label}
        value={isRange ? RANGE : String(days)}
        data={[
          ...counts.map((count) => ({ value: String(count), label: words.lastDays(count) })),
          { value: RANGE, label: words.range },
        ]}
        onChange={({ currentTarget: { value } }) => {
          setRange(value === RANGE);
          if (value !== RANGE) choose({ days: Number(value) });
        }}
      />
      {isRange && <DayInputs period={period} mostDays={mostDays} onChoose={choose} />}
    </Group>
  );
}

/** Two days of the store's calendar; taken once both are there and in order. */
function DayInputs({
  period,
  mostDays,
  onChoose,
}: {
  readonly period: Period;
  readonly mostDays: number;
  onChoose(next: Period): void;
}) {
  const words = usePageWords(PERIOD_WORDS);
  const store = useStoreSettings();
  const today = businessDayAt(Date.now(), store);
  const days = 'days' in period ? period.days : 1;
  const [ends, setEnds] = useState(
    'from' in period ? period : { from: businessDayAt(Date.now() - (days - 1) * DAY_MS, store), to: today },
  );
  const change = (next: typeof ends) => {
    setEnds(next);
    const read = readPeriod(next, mostDays, { today });
    if ('from' in read) onChoose(read);
  };
  return (
    <>
      <TextInput
        type="date"
        label={words.from}
        value={ends.from}
        max={ends.to}
        onChange={({ currentTarget: { value } }) => change({ ...ends, from: value })}
      />
      <TextInput
        type="date"
        label={words.to}
        value={ends.to}
        min={ends.from}
        max={today}
        onChange={({ currentTarget: { value } }) => change({ ...ends, to: value })}
      />
    </>
  );
}
