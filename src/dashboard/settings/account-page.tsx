import { Badge, Button, Paper, PasswordInput, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Session } from '../../contract/accounts.ts';
import { apiClient } from '../api/api-client.ts';
import { useEntrance, useSignOut } from '../api/session.ts';
import type { ListPage } from '../api/store-queries.ts';
import { NewPassword } from '../entrance/first-admin-page.tsx';
import { ConfirmDialog } from '../frame/dialog.tsx';
import { FormError } from '../frame/form-error.tsx';
import { readForm } from '../frame/form-text.ts';
import { Loaded } from '../frame/loaded.tsx';
import { useNotices } from '../frame/notices.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';

/** What belongs to the person who is signed in: the password, and where one is signed in. */
export function AccountPage() {
  return (
    <Stack gap="lg">
      <PasswordForm />
      <Sessions />
    </Stack>
  );
}

function PasswordForm() {
  const { account: words } = useMessages().settings;
  const change = useEntrance('/api/password');
  return (
    <Paper withBorder p="md" maw={520} component="section" aria-labelledby="password">
      <form
        key={change.submittedAt}
        onSubmit={(event) => {
          const text = readForm(event);
          change.mutate({ current: text('current'), next: text('next') });
        }}
      >
        <Stack>
          <Title order={2} size="h4" id="password">
            {words.password}
          </Title>
          <PasswordInput name="current" label={words.current} autoComplete="current-password" required />
          <NewPassword name="next" label={words.next} />
          <FormError error={change.error} />
          {change.isSuccess && <div role="status">{words.changed}</div>}
          <Button type="submit" loading={change.isPending}>
            {words.password}
          </Button>
        </Stack>
      </form>
    </Paper>
  );
}

function Sessions() {
  const { account: words } = useMessages().settings;
  const [isAsking, setAsking] = useState(false);
  const sessions = useQuery({
    queryKey: ['account', 'sessions'],
    queryFn: ({ signal }) => apiClient.call<ListPage<Session>>('/api/sessions', { signal }),
  });
  return (
    <Stack component="section" aria-labelledby="sessions">
      <Title order={2} size="h4" id="sessions">
        {words.sessions}
      </Title>
      <Loaded query={sessions}>{({ data }) => <SessionTable sessions={data} />}</Loaded>
      <div>
        <Button variant="default" onClick={() => setAsking(true)}>
          {words.everywhere}
        </Button>
      </div>
      {isAsking && <SignOutEverywhere onClose={() => setAsking(false)} />}
    </Stack>
  );
}

function SessionTable({ sessions }: { readonly sessions: readonly Session[] }) {
  const { account: words } = useMessages().settings;
  const formats = useFormats();
  const columns: readonly Column<Session>[] = [
    {
      id: 'began',
      header: words.began,
      value: (one) => one.created_at,
      cell: (one) => formats.dateTime(one.created_at),
    },
    {
      id: 'seen',
      header: words.seen,
      value: (one) => one.last_seen_at,
      cell: (one) => formats.dateTime(one.last_seen_at),
    },
    {
      id: 'until',
      header: words.until,
      value: (one) => one.expires_at,
      cell: (one) => formats.dateTime(one.expires_at),
    },
    {
      id: 'here',
      header: words.here,
      value: (one) => one.current,
      cell: (one) =>
        one.current ? (
          <Badge variant="light" tt="none">
            {words.here}
          </Badge>
        ) : (
          '–'
        ),
    },
  ];
  return (
    <DataTable
      name="sessions"
      caption={words.sessions}
      rows={sessions}
      columns={columns}
      rowKey={({ id }) => id}
      hasTools={false}
    />
  );
}

function SignOutEverywhere({ onClose }: { onClose(): void }) {
  const { account: words } = useMessages().settings;
  const notices = useNotices();
  const signOut = useSignOut('/api/sessions');
  return (
    <ConfirmDialog
      title={words.everywhere}
      text={words.everywhereText}
      action={words.everywhere}
      isBusy={signOut.isPending}
      onClose={onClose}
      onConfirm={() => signOut.mutate(undefined, { onError: notices.failed })}
    />
  );
}
