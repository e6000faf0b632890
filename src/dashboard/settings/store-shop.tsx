import '@mantine/core/styles/Fieldset.css';
import { Anchor, Fieldset, Group, Stack, Switch } from '@mantine/core';
import type { Store } from '../../contract/catalog.ts';
import { WholeNumberInput } from '../frame/whole-number-input.tsx';
import { usePageWords } from '../messages/page-words.ts';
import type { StorePartProps } from './store-thresholds.tsx';
import { STORE_WORDS } from './store-words.ts';

/** As many as the API takes. */
const MOST_TABLES = 200;

/** Whether guests order on pages of the store, and how many of its tables have a code. */
export function StoreShop({ store, onSet }: StorePartProps) {
  const words = usePageWords(STORE_WORDS);
  return (
    <Fieldset legend={words.shop}>
      <Stack>
        <Switch
          label={words.pages}
          description={words.pagesHint}
          defaultChecked={store.shop_pages}
          onChange={(event) => onSet({ shop_pages: event.currentTarget.checked })}
        />
        {store.shop_pages && <ShopLinks store={store} />}
        <WholeNumberInput
          label={words.tables}
          description={words.tablesHint}
          value={store.shop_tables || null}
          max={MOST_TABLES}
          onSet={(tables) => onSet({ shop_tables: tables ?? 0 })}
        />
      </Stack>
    </Fieldset>
  );
}

/** The pages that are open, each in a tab of its own: the form may hold changes. */
function ShopLinks({ store }: { readonly store: Store }) {
  const words = usePageWords(STORE_WORDS);
  const menu = `/s/${store.slug}`;
  const links = [
    [menu, words.menu],
    [`${menu}/staff`, words.staff],
    ...(store.shop_tables > 0 ? [[`${menu}/tables`, words.codes]] : []),
  ];
  return (
    <Group gap="md">
      {links.map(([href, text]) => (
        <Anchor key={href} href={href} target="_blank" size="sm">
          {text}
        </Anchor>
      ))}
    </Group>
  );
}
