import { Badge, Button, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Key } from '../../contract/accounts.ts';
import { type ListPage, useStoreChange, useStoreData } from '../api/store-queries.ts';
import { ConfirmDialog } from '../frame/dialog.tsx';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Icon } from '../frame/icon.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { useNotices } from '../frame/notices.tsx';
import { RemoveButton } from '../frame/remove-button.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { KeyDialog } from './key-dialog.tsx';

/** The keys of the store's programs and pages. */
export function KeysPage() {
  const { keys: words } = useMessages().settings;
  const [isMaking, setMaking] = useState(false);
  const keys = useStoreData<ListPage<Key>>('/api/keys');
  return (
    <Stack>
      <div>
        <Button leftSection={<Icon name="add" />} onClick={() => setMaking(true)}>
          {words.make}
        </Button>
      </div>
      <Loaded query={keys}>
        {({ data }) =>
          data.length === 0 ? <EmptyPlace title={words.empty} text={words.emptyText} /> : <KeyTable keys={data} />
        }
      </Loaded>
      {isMaking && <KeyDialog onClose={() => setMaking(false)} />}
    </Stack>
  );
}

function KeyTable({ keys }: { readonly keys: readonly Key[] }) {
  const { settings } = useMessages();
  const { keys: words } = settings;
  const formats = useFormats();
  const [revoked, setRevoked] = useState<Key | null>(null);
  const pagesOf = ({ kind, origins }: Key) =>
    kind === 'secret' ? null : origins.join(' ').replace(/^self$/, words.ownPages) || words.anyPage;
  const columns: readonly Column<Key>[] = [
    { id: 'label', header: words.label, value: (key) => key.label },
    { id: 'kind', header: words.kind, value: (key) => words.shortKinds[key.kind] },
    { id: 'hint', header: words.hint, value: (key) => key.hint },
    { id: 'origins', header: words.origins, value: pagesOf },
    { id: 'made', header: words.made, value: (key) => key.created_at, cell: (key) => formats.date(key.created_at) },
    {
      id: 'state',
      header: words.state,
      value: (key) => (key.revoked_at === null ? words.working : words.revoked),
      cell: (key) => <State isWorking={key.revoked_at === null} />,
    },
    {
      id: 'revoke',
      header: '',
      isAction: true,
      value: () => null,
      cell: (key) =>
        key.revoked_at === null && <RemoveButton label={words.revoke(key.label)} onRemove={() => setRevoked(key)} />,
    },
  ];
  return (
    <>
      <DataTable
        name="keys"
        caption={settings.tabs.keys}
        rows={keys}
        columns={columns}
        rowKey={({ id }) => id}
        hasTools={false}
      />
      {revoked && <RevokeKey revoked={revoked} onClose={() => setRevoked(null)} />}
    </>
  );
}

function State({ isWorking }: { readonly isWorking: boolean }) {
  const { keys: words } = useMessages().settings;
  return (
    <Badge variant={isWorking ? 'light' : 'default'} tt="none">
      {isWorking ? words.working : words.revoked}
    </Badge>
  );
}

function RevokeKey({ revoked, onClose }: { readonly revoked: Key; onClose(): void }) {
  const { keys: words } = useMessages().settings;
  const notices = useNotices();
  const revoke = useStoreChange<number>((id) => ({ path: `/api/keys/${id}`, method: 'DELETE' }));
  return (
    <ConfirmDialog
      title={words.revokeTitle}
      text={`${revoked.label}: ${words.revokeText}`}
      action={words.revokeAction}
      isBusy={revoke.isPending}
      onClose={onClose}
      onConfirm={() =>
        revoke.mutate(revoked.id, { onSuccess: notices.saved, onError: notices.failed, onSettled: onClose })
      }
    />
  );
}
