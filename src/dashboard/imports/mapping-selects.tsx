import { NativeSelect, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import type { ImportChoices, ImportPreview, ImportRole } from '../../contract/import.ts';
import { usePageWords } from '../messages/page-words.ts';
import { IMPORTS_WORDS } from './words.ts';

const MAIN: readonly ImportRole[] = [
  'orderId',
  'orderedAt',
  'itemName',
  'itemId',
  'quantity',
  'unitPrice',
  'customerId',
];

/** One select for each meaning, with the columns of the file. */
export function MappingSelects({
  preview,
  isBusy,
  onChange,
}: {
  readonly preview: ImportPreview;
  readonly isBusy: boolean;
  onChange(columns: NonNullable<ImportChoices['columns']>): void;
}) {
  const { preview: words, roles } = usePageWords(IMPORTS_WORDS);
  const chosen = columnsOf(preview);
  const choose = (role: ImportRole, column: string) => {
    const { [role]: _, ...others } = chosen;
    onChange(column === '' ? others : { ...others, [role]: column });
  };
  const select = (role: ImportRole) => (
    <RoleSelect key={role} {...{ role, preview, isBusy }} value={chosen[role] ?? ''} onChange={choose} />
  );
  const others = (Object.keys(roles) as ImportRole[]).filter((role) => !MAIN.includes(role));
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="mapping">
      <Title order={3} size="h5" id="mapping">
        {words.mapping}
      </Title>
      <Text size="sm" c="dimmed">
        {words.mappingLead}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} mt="sm">
        {MAIN.map(select)}
      </SimpleGrid>
      <details className="more-columns">
        <summary>{words.more}</summary>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} mt="sm">
          {others.map(select)}
        </SimpleGrid>
      </details>
    </Paper>
  );
}

function RoleSelect({
  role,
  preview,
  value,
  isBusy,
  onChange,
}: {
  readonly role: ImportRole;
  readonly preview: ImportPreview;
  readonly value: string;
  readonly isBusy: boolean;
  onChange(role: ImportRole, column: string): void;
}) {
  const { preview: words, roles } = usePageWords(IMPORTS_WORDS);
  const names = [...new Set(preview.columns.map(({ name }) => name).filter((name) => name !== ''))];
  const sample = preview.columns.find(({ name }) => name === value)?.samples.join(', ');
  return (
    <NativeSelect
      label={roles[role]}
      value={value}
      disabled={isBusy}
      data={[{ value: '', label: words.unused }, ...names.map((name) => ({ value: name, label: name }))]}
      onChange={(event) => onChange(role, event.currentTarget.value)}
      {...(sample ? { description: sample.slice(0, 60) } : {})}
    />
  );
}

/** The columns as they are read now. */
function columnsOf({ columns }: ImportPreview): Partial<Record<ImportRole, string>> {
  return Object.fromEntries(columns.flatMap(({ role, name }) => (role === null ? [] : [[role, name]])));
}
