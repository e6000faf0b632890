import { Button, NumberInput, Paper, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { StorePatch } from '../../contract/catalog.ts';
import { useStoreChange } from '../api/store-queries.ts';
import { useStoreSettings } from '../frame/current-store.ts';
import { FormError } from '../frame/form-error.tsx';
import { useNotices } from '../frame/notices.tsx';
import { useMessages } from '../messages/language.ts';
import { StoreShop } from './store-shop.tsx';
import { type StorePartProps, StoreSeason, StoreThresholds } from './store-thresholds.tsx';

/** What the store is called, where it is, and how it suggests. */
export function StorePage() {
  const store = useStoreSettings();
  const { actions } = useMessages();
  const notices = useNotices();
  const [patch, setPatch] = useState<StorePatch>({});
  const change = useStoreChange<StorePatch>((json) => ({ path: `/api/stores/${store.id}`, method: 'PATCH', json }));
  const onSet = (more: StorePatch) => setPatch((before) => ({ ...before, ...more }));
  const save = () =>
    change.mutate(patch, {
      onSuccess: () => {
        setPatch({});
        notices.saved();
      },
    });
  return (
    <Paper withBorder p="md" maw={720}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack>
          <Identity store={store} onSet={onSet} />
          <Suggesting store={store} onSet={onSet} />
          <StoreShop store={store} onSet={onSet} />
          <StoreThresholds store={store} onSet={onSet} />
          <StoreSeason store={store} onSet={onSet} />
          <FormError error={change.error} />
          <Button type="submit" loading={change.isPending} disabled={Object.keys(patch).length === 0}>
            {actions.save}
          </Button>
        </Stack>
      </form>
    </Paper>
  );
}

function Identity({ store, onSet }: StorePartProps) {
  const { store: words } = useMessages().settings;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput
        label={words.name}
        defaultValue={store.name}
        required
        onChange={(event) => onSet({ name: event.currentTarget.value })}
      />
      <TextInput label={words.currency} description={words.currencyHint} value={store.currency} readOnly />
      <TextInput
        label={words.locale}
        description={words.localeHint}
        defaultValue={store.locale}
        required
        onChange={(event) => onSet({ locale: event.currentTarget.value })}
      />
      <TextInput
        label={words.zone}
        description="Asia/Kolkata, Europe/Berlin"
        defaultValue={store.time_zone}
        required
        onChange={(event) => onSet({ time_zone: event.currentTarget.value })}
      />
      <TextInput
        label={words.cutoff}
        type="time"
        defaultValue={clockOf(store.business_day_cutoff_minutes)}
        required
        onChange={(event) => onSet({ business_day_cutoff_minutes: minutesOf(event.currentTarget.value) })}
      />
    </SimpleGrid>
  );
}

/** Minutes after midnight as a clock has them: 240 is 04:00. */
function clockOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return 60 * hours + minutes;
}

const SWITCHES = [
  ['suggestions_enabled', 'enabled'],
  ['suggest_age_restricted', 'alcohol'],
  ['exploration', 'exploration'],
  ['use_network_priors', 'network'],
  ['share_statistics', 'share'],
] as const;
const WEIGHTS = [
  ['margin_dial', 'dial'],
  ['diversity', 'diversity'],
] as const;

function Suggesting({ store, onSet }: StorePartProps) {
  const { store: words } = useMessages().settings;
  return (
    <>
      {SWITCHES.map(([field, word]) => (
        <Switch
          key={field}
          label={words[word]}
          {...(field === 'suggestions_enabled' ? { description: words.enabledHint } : {})}
          defaultChecked={store[field]}
          onChange={(event) => onSet({ [field]: event.currentTarget.checked })}
        />
      ))}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {WEIGHTS.map(([field, word]) => (
          <NumberInput
            key={field}
            label={words[word]}
            defaultValue={store[field]}
            min={0}
            max={1}
            step={0.05}
            decimalScale={2}
            hideControls
            onChange={(value) => onSet({ [field]: Number(value) })}
          />
        ))}
      </SimpleGrid>
    </>
  );
}
