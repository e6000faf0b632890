import { Anchor, Stack, Text } from '@mantine/core';
import type { HomeCard } from '../../contract/home.ts';
import { apiClient } from '../api/api-client.ts';
import { useCurrentStore } from '../frame/current-store.ts';
import { Dialog } from '../frame/dialog.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { HOME_WORDS } from './words.ts';
import { writeFigure } from './write-figure.ts';

const MONEY_PARTS = new Set<HomeCard['id']>(['extra_revenue', 'attributed_revenue', 'average_order_uplift']);

/** How a figure comes about: its formula, the same in numbers, and the rows beneath it. */
export function HowDialog({ card, onClose }: { readonly card: HomeCard; onClose(): void }) {
  const { cards: words } = usePageWords(HOME_WORDS);
  const formats = useFormats();
  const { slug } = useCurrentStore();
  const { id, numerator, denominator, value, unit, how, share_of_total: share } = card;
  const write = (part: number) =>
    MONEY_PARTS.has(id) ? formats.money(part) : formats.number(part, Number.isInteger(part) ? 0 : 2);
  // The month is money over days: its upper part is money, its lower is not.
  const upper = (part: number) => (id === 'monthly_impact' ? formats.money(part) : write(part));
  // Money over all money is its share of it, as under the figure.
  const quotient = share === null ? value : share;
  const result =
    quotient === null ? null : writeFigure({ value: quotient, unit: share === null ? unit : 'share' }, formats);
  return (
    <Dialog title={words.names[id]} onClose={onClose}>
      <Stack gap="sm">
        <Text>{words.formula(id, how.formula)}</Text>
        {numerator !== null && denominator !== null && (
          <Text className="figure">
            {words.inNumbers}: {words.divided(upper(numerator), write(denominator))}
            {result !== null && ` → ${result}`}
          </Text>
        )}
        {id === 'extra_revenue' && numerator !== null && numerator > 0 && value !== null && (
          <Text className="figure">
            {words.inNumbers}: {words.multiplied(formats.money(numerator), formats.percent(value / numerator, 1))}
            {` → ${result}`}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {words.n[card.n_of](formats.number(card.n))}
        </Text>
        {how.rows === null ? (
          <Text size="sm">{words.noRows}</Text>
        ) : (
          <Anchor href={apiClient.fileAddress(how.rows, slug)} download>
            {words.rows}
          </Anchor>
        )}
      </Stack>
    </Dialog>
  );
}
