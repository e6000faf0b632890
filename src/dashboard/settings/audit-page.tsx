import { Button, Stack, Text } from '@mantine/core';
import type { AuditEntry } from '../../contract/accounts.ts';
import { useStorePages } from '../api/store-queries.ts';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { AUDIT_WORDS } from './audit-words.ts';
import { tellChanges, tellSubject } from './tell-changes.ts';

/** Who changed what, newest first. */
export function AuditPage() {
  const words = usePageWords(AUDIT_WORDS);
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
  const { settings, states } = useMessages();
  const words = usePageWords(AUDIT_WORDS);
  const formats = useFormats();
  const nameOf = ({ actor }: AuditEntry) => {
    if (actor.kind === 'command-line') return words.commandLine;
    if (actor.kind === 'pairwell') return 'Pairwell';
    const id = actor.id ?? 0;
    return actor.kind === 'key' ? words.key(id) : (actor.name ?? words.gone(id));
  };
  const tell = (entry: AuditEntry) => tellChanges(entry, { words, states, formats });
  const columns: readonly Column<AuditEntry>[] = [
    { id: 'at', header: words.at, value: (entry) => entry.at, cell: (entry) => formats.dateTime(entry.at) },
    { id: 'who', header: words.who, value: nameOf },
    { id: 'what', header: words.what, value: ({ action }) => words.actions[action] ?? action },
    { id: 'subject', header: words.subject, value: (entry) => tellSubject(entry, words) },
    {
      id: 'details',
      header: words.details,
      value: (entry) => tell(entry).join('; '),
      cell: (entry) => tell(entry).map((line) => <div key={line}>{line}</div>),
    },
  ];
  return (
    <DataTable name="audit" caption={settings.tabs.audit} rows={entries} columns={columns} rowKey={({ id }) => id} />
  );
}
