import { Button, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Invitation, Member, StoreRole } from '../../contract/accounts.ts';
import { type ListPage, useStoreChange, useStoreData } from '../api/store-queries.ts';
import { useCurrentStore } from '../frame/current-store.ts';
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
import { InviteDialog } from './invite-dialog.tsx';

/** Who works in the store, and who is invited. */
export function PeoplePage() {
  const { people: words } = useMessages().settings;
  const [isInviting, setInviting] = useState(false);
  const members = useStoreData<ListPage<Member>>('/api/users');
  const invitations = useStoreData<ListPage<Invitation>>('/api/invitations');
  return (
    <Stack>
      <Text c="dimmed">{words.owners}</Text>
      <div>
        <Button leftSection={<Icon name="add" />} onClick={() => setInviting(true)}>
          {words.invite}
        </Button>
      </div>
      <Loaded query={members}>{({ data }) => <MemberTable members={data} />}</Loaded>
      <Title order={2} size="h4">
        {words.waiting}
      </Title>
      <Loaded query={invitations}>{({ data }) => <InvitationTable invitations={data} />}</Loaded>
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Stack>
  );
}

function MemberTable({ members }: { readonly members: readonly Member[] }) {
  const { settings } = useMessages();
  const { people: words } = settings;
  const formats = useFormats();
  const [removed, setRemoved] = useState<Member | null>(null);
  const { signedIn } = useCurrentStore();
  const isOther = ({ id }: Member) => id !== signedIn.user.id;
  const columns: readonly Column<Member>[] = [
    { id: 'name', header: words.name, value: (member) => member.name },
    { id: 'email', header: words.email, value: (member) => member.email },
    {
      id: 'role',
      header: words.role,
      value: (member) => member.role,
      cell: (member) => <RoleSelect member={member} isFixed={!isOther(member)} />,
    },
    { id: 'since', header: words.since, value: (member) => member.since, cell: (member) => formats.date(member.since) },
    {
      id: 'remove',
      header: '',
      isAction: true,
      value: () => null,
      cell: (member) =>
        isOther(member) && <RemoveButton label={words.remove(member.name)} onRemove={() => setRemoved(member)} />,
    },
  ];
  if (members.length === 0) return <EmptyPlace title={words.empty} text={words.emptyText} />;
  return (
    <>
      <DataTable
        name="people"
        caption={settings.tabs.people}
        rows={members}
        columns={columns}
        rowKey={({ id }) => id}
        hasTools={false}
      />
      {removed && <RemoveMember member={removed} onClose={() => setRemoved(null)} />}
    </>
  );
}

function RoleSelect({ member, isFixed }: { readonly member: Member; readonly isFixed: boolean }) {
  const { settings, person } = useMessages();
  const notices = useNotices();
  const change = useStoreChange<StoreRole>((role) => ({
    path: `/api/users/${member.id}`,
    method: 'PATCH',
    json: { role },
  }));
  return (
    <NativeSelect
      aria-label={settings.people.roleOf(member.name)}
      value={member.role}
      disabled={isFixed || change.isPending}
      data={(['owner', 'staff'] as const).map((value) => ({ value, label: person.roles[value] }))}
      onChange={(event) => {
        const role = event.currentTarget.value === 'owner' ? 'owner' : 'staff';
        change.mutate(role, { onSuccess: notices.saved, onError: notices.failed });
      }}
    />
  );
}

function RemoveMember({ member, onClose }: { readonly member: Member; onClose(): void }) {
  const { settings, actions } = useMessages();
  const notices = useNotices();
  const remove = useStoreChange<number>((id) => ({ path: `/api/users/${id}`, method: 'DELETE' }));
  return (
    <ConfirmDialog
      title={settings.people.removeTitle}
      text={`${member.name}: ${settings.people.removeText}`}
      action={actions.remove}
      isBusy={remove.isPending}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(member.id, { onSuccess: notices.saved, onError: notices.failed, onSettled: onClose })
      }
    />
  );
}

function InvitationTable({ invitations }: { readonly invitations: readonly Invitation[] }) {
  const { settings, person } = useMessages();
  const { people: words } = settings;
  const formats = useFormats();
  const notices = useNotices();
  const withdraw = useStoreChange<number>((id) => ({ path: `/api/invitations/${id}`, method: 'DELETE' }));
  const columns: readonly Column<Invitation>[] = [
    { id: 'email', header: words.email, value: (one) => one.email },
    { id: 'role', header: words.role, value: (one) => person.roles[one.role] },
    {
      id: 'expires',
      header: words.expires,
      value: (one) => one.expires_at,
      cell: (one) => formats.dateTime(one.expires_at),
    },
    {
      id: 'withdraw',
      header: '',
      isAction: true,
      value: () => null,
      cell: ({ id, email }) => (
        <RemoveButton
          label={words.withdraw(email)}
          onRemove={() => withdraw.mutate(id, { onSuccess: notices.saved, onError: notices.failed })}
        />
      ),
    },
  ];
  if (invitations.length === 0) return <Text c="dimmed">{words.nobody}</Text>;
  return (
    <DataTable
      name="invitations"
      caption={words.waiting}
      rows={invitations}
      columns={columns}
      rowKey={({ id }) => id}
      hasTools={false}
    />
  );
}
