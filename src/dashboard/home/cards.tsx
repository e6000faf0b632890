import { Badge, Button, Group, Paper, SimpleGrid, Text, Title, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import type { HomeCard } from '../../contract/home.ts';
import type { Formats } from '../format/formats.ts';
import { Icon } from '../frame/icon.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { HowDialog } from './how-dialog.tsx';
import type { HomeWords } from './words.english.ts';
import { HOME_WORDS } from './words.ts';
import { tellChange, writeFigure, writeInterval, writeSigned, writeTarget } from './write-figure.ts';

/** The figures, each with what it was made from, what was hoped for, and how it is computed. */
export function Cards({ cards }: { readonly cards: readonly HomeCard[] }) {
  const { cards: words } = usePageWords(HOME_WORDS);
  const [asked, setAsked] = useState<HomeCard | null>(null);
  return (
    <section aria-labelledby="figures">
      <VisuallyHidden>
        <Title order={2} id="figures">
          {words.title}
        </Title>
      </VisuallyHidden>
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
        {cards.map((card) => (
          <Card key={card.id} card={card} onAsk={() => setAsked(card)} />
        ))}
      </SimpleGrid>
      {asked && <HowDialog card={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

function Card({ card, onAsk }: { readonly card: HomeCard; onAsk(): void }) {
  const words = usePageWords(HOME_WORDS);
  const { states } = useMessages();
  const formats = useFormats();
  const name = words.cards.names[card.id];
  // Lift is a change: it carries its sign.
  const isLift = card.id === 'average_order_uplift';
  const figure =
    card.value === null
      ? states.none
      : isLift
        ? formats.change(card.value)
        : writeFigure({ value: card.value, unit: card.unit }, formats);
  return (
    <Paper withBorder p="md" component="section" aria-label={name} className="home-card">
      <Group gap="xs" justify="space-between" align="start">
        <Text size="sm" c="dimmed">
          {name}
        </Text>
        {card.badge !== null && (
          <Badge variant={card.badge === 'not_measured' ? 'default' : 'light'} tt="none" size="sm">
            {words.badges[card.badge]}
          </Badge>
        )}
      </Group>
      <Text fz={28} lh={1.2} fw={650} className="figure">
        {figure}
      </Text>
      {notesOf(card, { words, formats }).map((note) => (
        <Text key={note} size="sm">
          {note}
        </Text>
      ))}
      <Change card={card} />
      <Text size="xs" c="dimmed">
        {card.n > 0 && words.cards.n[card.n_of](formats.number(card.n))}
        {card.target && (
          <>
            {card.n > 0 && '. '}
            {words.cards.target(writeTarget(card.target, { words: words.cards, formats }))}
          </>
        )}
      </Text>
      <Button
        variant="subtle"
        size="compact-sm"
        className="text-button"
        aria-label={words.cards.howOf(name)}
        onClick={onAsk}
      >
        {words.cards.how}
      </Button>
    </Paper>
  );
}

/** What stands under a figure: why there is none, how sure it is, and what it means. */
function notesOf(card: HomeCard, { words, formats }: { words: HomeWords; formats: Formats }): readonly string[] {
  const { cards, reasons } = words;
  const { interval, unit, value, uplift } = card;
  const isChange = card.id === 'average_order_uplift';
  return [
    interval !== null && writeInterval({ interval, unit, isChange }, { words: cards, formats }),
    card.reason !== null && reasons[card.reason],
    card.share_of_total !== null && cards.ofTotal(formats.percent(card.share_of_total, 1)),
    isChange && value !== null && tellBaseline(interval ?? [0, 0], cards),
    card.id === 'monthly_impact' && cards.rate,
    card.id === 'monthly_impact' && cards.rateHint,
    uplift !== null && tellUplift(card, { words, formats }),
  ].filter((note) => typeof note === 'string');
}

/** Against the baseline only where the interval lies on one side of it. */
function tellBaseline([low = 0, high = 0]: readonly number[], cards: HomeWords['cards']): string {
  if (low > 0) return cards.higher;
  return high < 0 ? cards.lower : cards.unsure;
}

function tellUplift({ uplift, unit }: HomeCard, { words, formats }: { words: HomeWords; formats: Formats }): string {
  const [low = 0, high = 0] = uplift?.interval ?? [];
  const write = (value: number) => writeSigned({ value, unit }, formats);
  return words.cards.upliftOf(write(uplift?.value ?? 0), write(low), write(high));
}

function Change({ card }: { readonly card: HomeCard }) {
  const { cards: words } = usePageWords(HOME_WORDS);
  const formats = useFormats();
  const change = tellChange(card, { words, formats });
  if (change === null) return null;
  return (
    <Group gap={4} wrap="nowrap" className={`change ${change.direction ?? ''}`}>
      {change.direction && <Icon name={change.direction} size={14} />}
      <Text size="sm">{change.text}</Text>
    </Group>
  );
}
