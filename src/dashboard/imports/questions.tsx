import { NativeSelect, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import type { ImportChoices, ImportPreview } from '../../contract/import.ts';
import { usePageWords } from '../messages/page-words.ts';
import { IMPORTS_WORDS } from './words.ts';

/** What nothing in the file tells: asked when it matters, and said otherwise. */
export function Questions({
  preview,
  isBusy,
  onChange,
}: {
  readonly preview: ImportPreview;
  readonly isBusy: boolean;
  onChange(choices: ImportChoices): void;
}) {
  const { preview: words } = usePageWords(IMPORTS_WORDS);
  const { dates, decimals, currency, time_zone: zone, missing } = preview;
  if (missing.length > 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="questions">
      <Title order={3} size="h5" id="questions">
        {words.questions}
      </Title>
      {zone.is_asked && <Text size="sm">{words.zone(zone.used)}</Text>}
      {currency.column === null && <Text size="sm">{words.currency(currency.store)}</Text>}
      <SimpleGrid cols={{ base: 1, xs: 2 }} className="questions">
        {!dates.proven && (
          <NativeSelect
            label={words.dates}
            value={dates.order}
            disabled={isBusy}
            data={[
              { value: 'day-first', label: words.dayFirst },
              { value: 'month-first', label: words.monthFirst },
            ]}
            onChange={({ currentTarget }) => onChange({ date_order: currentTarget.value as 'day-first' })}
          />
        )}
        {!decimals.proven && (
          <NativeSelect
            label={words.decimals}
            value={decimals.sign}
            disabled={isBusy}
            data={[
              { value: ',', label: words.comma },
              { value: '.', label: words.point },
            ]}
            onChange={({ currentTarget }) => onChange({ decimal_sign: currentTarget.value as '.' })}
          />
        )}
      </SimpleGrid>
    </Paper>
  );
}
