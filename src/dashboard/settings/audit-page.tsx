import { Button, Stack, Text } from '@mantine/core';
import type { AuditEntry } from '../../contract/accounts.ts';
import { useStorePages } from '../api/store-queries.ts';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { type Column, DataTable } from '../table/data-table.tsx';

/** Who changed what, newest first. */
export function AuditPage() {
  const { audit: words } = useMessages().settings;
  const entries = useStorePages<AuditEntry>('/api/audit');
  return (
    <Stack>
      <Text c="dimmed">{words.lead}</Text>
      <Loaded query={entries}>
        {(shown) =>
          shown.length === 0 ? (
            <EmptyPlace title={words.empty} text={words.emptyText} />
          ) : (
            <AuditTable entries={shown} />
          )
        }
      </Loaded>
      {entries.hasNextPage && (
        <Button
          variant="default"
          mx="auto"
          loading={entries.isFetchingNextPage}
          onClick={() => entries.fetchNextPage()}
        >
          {words.older}
        </Button>
      )}
    </Stack>
  );
}

function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const { settings } = useMessages();
  const { audit: words } = settings;
  const formats = useFormats();
  const nameOf = ({ actor }: AuditEntry) => {
    if (actor.kind === 'command-line') return words.commandLine;
    if (actor.kind === 'pairwell') return 'Pairwell';
    const id = actor.id ?? 0;
    return actor.kind === 'key' ? words.key(id) : (actor.name ?? words.gone(id));
  };
  const tell = (details: AuditEntry['details']) =>
    Object.entries(details)
      .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join(', ');
  const columns: readonly Column<AuditEntry>[] = [
    { id: 'at', header: words.at, value: (entry) => entry.at, cell: (entry) => formats.dateTime(entry.at) },
    { id: 'who', header: words.who, value: nameOf },
    { id: 'what', header: words.what, value: (entry) => entry.action },
    { id: 'subject', header: words.subject, value: (entry) => entry.subject },
    { id: 'details', header: words.details, value: (entry) => tell(entry.details) },
  ];
  return (
    <DataTable name="audit" caption={settings.tabs.audit} rows={entries} columns={columns} rowKey={({ id }) => id} />
  );
}
