import { Button, NativeSelect, Switch } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Category, Item } from '../../contract/catalog.ts';
import { type ListPage, useStoreChange, useStoreData, useStoreList } from '../api/store-queries.ts';
import { isOwner, useCurrentStore } from '../frame/current-store.ts';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { useNotices } from '../frame/notices.tsx';
import { Page } from '../frame/page.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { ItemDialog } from './item-dialog.tsx';
import { tellRole } from './tell-role.ts';
import { CATALOGUE_WORDS } from './words.ts';

/** The menu: what is on sale, which part of a meal it plays, and what the owner recommends. */
export function CataloguePage() {
  const { pages } = useMessages();
  const catalogue = usePageWords(CATALOGUE_WORDS);
  const items = useStoreList<Item>('/api/items');
  return (
    <Page title={pages.catalogue} lead={catalogue.lead}>
      <Loaded query={items}>
        {(menu) =>
          menu.length === 0 ? (
            <EmptyPlace title={catalogue.empty} text={catalogue.emptyText} />
          ) : (
            <ItemTable items={menu} />
          )
        }
      </Loaded>
    </Page>
  );
}

function ItemTable({ items }: { readonly items: readonly Item[] }) {
  const { pages } = useMessages();
  const [parameters] = useSearchParams();
  const [edited, setEdited] = useState<string | null>(null);
  const columns = useItemColumns(setEdited);
  const wanted = parameters.get('show');
  const shown = items.filter(({ available }) => wanted === null || available === (wanted === 'on'));
  const item = items.find(({ id }) => id === edited);
  return (
    <>
      <DataTable
        name="items"
        caption={pages.catalogue}
        rows={shown}
        columns={columns}
        rowKey={({ id }) => id}
        tools={<SaleSelect />}
      />
      {item && <ItemDialog item={item} onClose={() => setEdited(null)} />}
    </>
  );
}

function useItemColumns(onEdit: (id: string) => void): readonly Column<Item>[] {
  const catalogue = usePageWords(CATALOGUE_WORDS);
  const formats = useFormats();
  const store = useCurrentStore();
  const categories = useStoreData<ListPage<Category>>('/api/categories');
  const names = new Map(categories.data?.data.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? id));
  const columns: readonly Column<Item>[] = [
    { id: 'item', header: catalogue.item, value: (item) => item.name },
    {
      id: 'available',
      header: catalogue.available,
      value: (item) => item.available,
      cell: (item) => <AvailabilitySwitch item={item} />,
    },
    { id: 'category', header: catalogue.category, value: (item) => nameOf(item.category) },
    {
      id: 'price',
      header: catalogue.price,
      isNumber: true,
      value: (item) => item.price_minor,
      cell: (item) => (item.price_minor === null ? '–' : formats.money(item.price_minor)),
    },
    {
      id: 'role',
      header: catalogue.role,
      value: (item) => catalogue.roles[item.role],
      cell: (item) => tellRole(item, catalogue),
    },
    { id: 'tier', header: catalogue.tier, isNumber: true, value: (item) => item.tier },
    {
      id: 'featured',
      header: catalogue.featured,
      value: (item) => item.featured,
      cell: (item) => <FeaturedSwitch item={item} />,
    },
  ];
  if (!isOwner(store)) return columns;
  const edit: Column<Item> = {
    id: 'edit',
    header: '',
    isAction: true,
    value: () => null,
    cell: (item) => <EditButton item={item} onEdit={onEdit} />,
  };
  return [...columns, edit];
}

/** Sold out, or back again: the next suggestion knows. */
function AvailabilitySwitch({ item }: { readonly item: Item }) {
  const catalogue = usePageWords(CATALOGUE_WORDS);
  const notices = useNotices();
  const change = useStoreChange<boolean>((available) => ({
    path: `/api/items/${encodeURIComponent(item.id)}/availability`,
    method: 'PUT',
    json: { available },
  }));
  return (
    <Switch
      aria-label={catalogue.availableName(item.name)}
      checked={change.isPending ? change.variables : item.available}
      disabled={change.isPending}
      onChange={(event) => change.mutate(event.currentTarget.checked, { onError: notices.failed })}
    />
  );
}

/** What the house recommends, or no longer: the next suggestion knows. Staff see it, owners say it. */
function FeaturedSwitch({ item }: { readonly item: Item }) {
  const catalogue = usePageWords(CATALOGUE_WORDS);
  const { states } = useMessages();
  const store = useCurrentStore();
  const notices = useNotices();
  const change = useStoreChange<boolean>((featured) => ({
    path: `/api/items/${encodeURIComponent(item.id)}`,
    method: 'PATCH',
    json: { featured },
  }));
  if (!isOwner(store)) return item.featured ? states.yes : states.none;
  return (
    <Switch
      aria-label={catalogue.featuredName(item.name)}
      checked={change.isPending ? change.variables : item.featured}
      disabled={change.isPending}
      onChange={(event) => change.mutate(event.currentTarget.checked, { onError: notices.failed })}
    />
  );
}

function EditButton({ item, onEdit }: { readonly item: Item; onEdit(id: string): void }) {
  const catalogue = usePageWords(CATALOGUE_WORDS);
  const label = catalogue.edit(item.name);
  return (
    <Button size="compact-sm" variant="default" aria-label={label} onClick={() => onEdit(item.id)}>
      {catalogue.editAction}
    </Button>
  );
}

function SaleSelect() {
  const { table } = useMessages();
  const catalogue = usePageWords(CATALOGUE_WORDS);
  const [parameters, setParameters] = useSearchParams();
  return (
    <NativeSelect
      label={catalogue.available}
      value={parameters.get('show') ?? ''}
      data={[
        { value: '', label: table.all },
        { value: 'on', label: catalogue.onSale },
        { value: 'off', label: catalogue.soldOut },
      ]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setParameters((before) => {
          if (value === '') before.delete('show');
          else before.set('show', value);
          return before;
        });
      }}
    />
  );
}
