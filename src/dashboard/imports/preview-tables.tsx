import { Table, Text, Title } from '@mantine/core';
import type { ImportFault, ImportPreview } from '../../contract/import.ts';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { IMPORTS_WORDS } from './words.ts';

const SHOWN_FAULTS = 10;

/** The first rows as they stand in the file, each column with what it is taken for. */
export function SampleTable({ preview }: { readonly preview: ImportPreview }) {
  const { preview: words, roles } = usePageWords(IMPORTS_WORDS);
  // Two columns, or two rows, may say the same: what tells them apart is where they stand.
  const columns = preview.columns.map((column, position) => ({ ...column, key: `column ${position}`, position }));
  const rows = preview.sample_rows.map((cells, position) => ({ cells, key: `row ${position}` }));
  return (
    <div>
      <Title order={3} size="h5" id="sample" mb="xs">
        {words.sample}
      </Title>
      {/* A wide file is moved with the keyboard too. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reached without a mouse */}
      <section className="table-frame sample-frame" tabIndex={0} aria-labelledby="sample">
        <Table withTableBorder>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ key, name, role }) => (
                <Table.Th key={key} scope="col">
                  {name || '–'}
                  <span className="second-line">{role === null ? '–' : roles[role]}</span>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ cells, key: row }) => (
              <Table.Tr key={row}>
                {columns.map(({ key, position }) => (
                  <Table.Td key={key}>{cells[position]}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </div>
  );
}

/** The first rows that cannot be read, with what is wrong and what to do. */
export function FaultTable({ faults }: { readonly faults: readonly ImportFault[] }) {
  const { preview: words } = usePageWords(IMPORTS_WORDS);
  const formats = useFormats();
  // In other languages by the code, where there are words for it.
  const tellFault = ({ code, expected, hint }: ImportFault) => words.telling(code) ?? [expected, hint];
  const heads = [words.row, words.column, words.value, words.expected, words.hint];
  return (
    <Table className="cards-on-phones" aria-label={words.expected}>
      <Table.Thead>
        <Table.Tr>
          {heads.map((head) => (
            <Table.Th key={head} scope="col">
              {head}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {faults.slice(0, SHOWN_FAULTS).map((fault) => (
          <Table.Tr key={`${fault.row} ${fault.column}`}>
            {[formats.number(fault.row), fault.column, fault.value, ...tellFault(fault)].map((cell, place) => (
              <Table.Td key={heads[place]}>
                <span className="cell-name" aria-hidden>
                  {heads[place]}
                </span>
                <Text span size="sm" className="cell-value">
                  {cell}
                </Text>
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
