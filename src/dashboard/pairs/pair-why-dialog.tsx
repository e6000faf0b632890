import { Alert, Stack, Table, Text } from '@mantine/core';
import type { Pair, PairWhy } from '../../contract/pair.ts';
import { useStoreData } from '../api/store-queries.ts';
import type { Formats } from '../format/formats.ts';
import { Dialog } from '../frame/dialog.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { PAIRS_WORDS } from './words.ts';

/** Why guests see a pair, or why they do not: every condition with what was found. */
export function PairWhyDialog({ pair, onClose }: { readonly pair: Pair; onClose(): void }) {
  const words = usePageWords(PAIRS_WORDS);
  const formats = useFormats();
  const place = [pair.antecedent, pair.consequent].map(encodeURIComponent).join('/');
  const why = useStoreData<PairWhy>(`/api/pairs/${place}`);
  return (
    <Dialog title={words.whyTitle(pair.antecedent_name, pair.consequent_name)} onClose={onClose}>
      <Loaded query={why}>
        {(found) => (
          <Stack>
            <Alert color={found.shown ? 'leaf' : 'yellow'} variant="light">
              {found.shown ? words.shown : words.hidden}
            </Alert>
            <Text>
              {words.told(pair.antecedent_name, pair.consequent_name, {
                share: formats.percent(pair.confidence),
                times: formats.number(pair.lift, 1),
              })}
            </Text>
            <Gates gates={found.gates} />
            <Text size="sm" c="dimmed">
              {words.counts(pair.antecedent_name, pair.consequent_name, writeCounts(found.pair, formats))}
            </Text>
          </Stack>
        )}
      </Loaded>
    </Dialog>
  );
}

/** What the figures were made from. */
function writeCounts(evidence: PairWhy['pair'], formats: Formats) {
  return {
    orders: formats.number(evidence.orders),
    first: formats.number(evidence.antecedent_orders),
    second: formats.number(evidence.consequent_orders),
    both: formats.number(evidence.times_together),
    expected: formats.number(evidence.expected_together, 1),
    lift: formats.number(evidence.shrunk_lift, 2),
    least: formats.number(evidence.lift_lower, 2),
  };
}

function Gates({ gates }: Pick<PairWhy, 'gates'>) {
  const { states } = useMessages();
  const words = usePageWords(PAIRS_WORDS);
  const formats = useFormats();
  const tell = (value: number | boolean) => {
    if (typeof value === 'boolean') return value ? states.yes : states.no;
    return formats.number(value, Number.isInteger(value) ? 0 : 2);
  };
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{words.gate}</Table.Th>
          <Table.Th scope="col" className="number">
            {words.found}
          </Table.Th>
          <Table.Th scope="col" className="number">
            {words.needed}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {gates.map(({ gate, passed, value, needed }) => (
          <Table.Tr key={gate}>
            <Table.Td>{words.words[gate] ?? gate}</Table.Td>
            <Table.Td className="number" fw={passed ? 400 : 700}>
              {tell(value)}
            </Table.Td>
            <Table.Td className="number">{needed === 'true' ? states.yes : needed.replace('>=', '≥')}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
