import { Badge, SimpleGrid, Text } from '@mantine/core';
import type { Home } from '../../contract/home.ts';
import { FigureCard } from '../frame/figure-card.tsx';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { HOME_WORDS } from './words.ts';
import { writeFigure, writeTarget } from './write-figure.ts';

type EarlyTarget = Home['first_weeks']['targets'][number];

/** The first two weeks beside what was hoped for; gone when they are over. */
export function FirstWeeks({ first }: { readonly first: Home['first_weeks'] }) {
  const { first: words } = usePageWords(HOME_WORDS);
  const formats = useFormats();
  const { start, end, over, targets } = first;
  if (over || start === null || end === null) return null;
  return (
    <Section title={words.title} name="first-weeks" lead={words.lead(formats.day(start), formats.day(end))}>
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
        {targets.map((target) => (
          <TargetCard key={target.id} target={target} />
        ))}
      </SimpleGrid>
    </Section>
  );
}

function TargetCard({ target }: { readonly target: EarlyTarget }) {
  const words = usePageWords(HOME_WORDS);
  const { states } = useMessages();
  const formats = useFormats();
  const { id, unit, value, met, badge } = target;
  const hoped = words.cards.target(writeTarget({ ...target.target, unit }, { words: words.cards, formats }));
  return (
    <FigureCard
      label={words.first.names[id]}
      name={`${words.first.title}: ${words.first.names[id]}`}
      figure={value === null ? states.none : writeFigure({ value, unit }, formats)}
      note={[badge === null ? '' : `${words.badges[badge]}.`, `${hoped}.`].join(' ').trim()}
    >
      <Badge variant={met ? 'light' : 'default'} tt="none" mt="xs">
        {met === null ? words.first.open : met ? words.first.met : words.first.notMet}
      </Badge>
      <Text size="xs" c="dimmed" mt={4}>
        n = {formats.number(target.n)}
      </Text>
    </FigureCard>
  );
}
