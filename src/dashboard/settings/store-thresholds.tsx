import '@mantine/core/styles/Fieldset.css';
import { Fieldset, NativeSelect, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useContext, useState } from 'react';
import type { Store, StorePatch } from '../../contract/catalog.ts';
import { MoneyInput } from '../frame/money-input.tsx';
import { WholeNumberInput } from '../frame/whole-number-input.tsx';
import { LanguageContext } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { STORE_WORDS } from './store-words.ts';

/** What the parts of the form are given: the store as it is, and where changes go. */
export interface StorePartProps {
  readonly store: Store;
  onSet(more: StorePatch): void;
}

/** From where on something trends, earns credit, is too much of one kind, of high value, or offered. */
export function StoreThresholds({ store, onSet }: StorePartProps) {
  const words = usePageWords(STORE_WORDS);
  return (
    <Fieldset legend={words.thresholds}>
      <Stack>
        <NativeSelect
          label={words.trending}
          defaultValue={store.trending_rule}
          data={toOptions(words.trendingRules)}
          onChange={(event) => onSet({ trending_rule: event.currentTarget.value as Store['trending_rule'] })}
        />
        <NativeSelect
          label={words.credit}
          defaultValue={store.attribution_window}
          data={toOptions(words.creditWindows)}
          onChange={(event) => onSet({ attribution_window: event.currentTarget.value as Store['attribution_window'] })}
        />
        <WholeNumberInput
          label={words.quota}
          description={words.quotaHint}
          value={store.category_quota}
          max={4}
          onSet={(quota) => onSet({ category_quota: quota })}
        />
        <WholeNumberInput
          label={words.offers}
          description={words.offersHint}
          value={store.max_offer_percent}
          max={50}
          onSet={(percent) => onSet({ max_offer_percent: percent })}
        />
        <MoneyInput
          label={words.highValue}
          description={words.highValueHint}
          value={store.high_ltv_minor}
          onSet={(amountMinor) => onSet({ high_ltv_minor: amountMinor })}
        />
      </Stack>
    </Fieldset>
  );
}

/** How much each month lifts the scores of customers. */
export function StoreSeason({ store, onSet }: StorePartProps) {
  const words = usePageWords(STORE_WORDS);
  const { language } = useContext(LanguageContext);
  const [factors, setFactors] = useState<readonly number[]>(store.season_factors);
  const change = (place: number, factor: number) => {
    const next = factors.with(place, factor);
    setFactors(next);
    onSet({ season_factors: next });
  };
  return (
    <Fieldset legend={words.season}>
      <Text size="sm" c="dimmed" mb="xs">
        {words.seasonHint}
      </Text>
      <SimpleGrid cols={{ base: 3, sm: 6 }} spacing="xs">
        {monthNames(language).map((month, place) => (
          <NumberInput
            key={month}
            label={month}
            defaultValue={factors[place] ?? 1}
            min={0.1}
            max={10}
            step={0.1}
            decimalScale={2}
            hideControls
            onChange={(value) => change(place, Number(value))}
          />
        ))}
      </SimpleGrid>
    </Fieldset>
  );
}

function toOptions(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

function monthNames(locale: string): string[] {
  const format = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2026, month, 1)));
}
