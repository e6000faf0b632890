import { Anchor, Badge, Group, Paper, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Home } from '../../contract/home.ts';
import { useCurrentStore } from '../frame/current-store.ts';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { tellLastWeek, tellThisWeek, type Writers } from './tell-week.ts';
import { HOME_WORDS } from './words.ts';

/** The first thing on the page: what suggestions earned this week, or in honest words why nobody knows yet. */
export function EarnedSentence({ home }: { readonly home: Home }) {
  const words = usePageWords(HOME_WORDS);
  const formats = useFormats();
  const { slug } = useCurrentStore();
  const { this_week: week, last_closed_week: last, hold_out: holdOut } = home.sentence;
  return (
    <Paper withBorder p="lg" component="section" aria-label={words.sentence.label}>
      <Group gap="sm" align="start" justify="space-between">
        <Title order={2} size="h3" className="earned">
          {tellThisWeek(week, { words, formats })}
        </Title>
        <Badge variant={week.badge === 'not_measured' ? 'default' : 'light'} tt="none">
          {words.badges[week.badge]}
        </Badge>
      </Group>
      {week.badge !== 'not_measured' && week.attributed_minor > 0 && (
        <Text mt="xs">{words.sentence.attributed(formats.wholeMoney(week.attributed_minor))}</Text>
      )}
      {home.freshness.days_waiting_this_week > 0 && (
        <Text size="sm" mt="xs">
          {words.sentence.unfinished}
        </Text>
      )}
      {last && <Text mt="xs">{tellLastWeek(last, { words, formats })}</Text>}
      <Text size="sm" c="dimmed" mt="xs">
        {tellHoldOut(holdOut, { words, formats })}{' '}
        <Anchor size="sm" component={Link} to={`/s/${slug}/experiments`} underline="always">
          {words.sentence.more}
        </Anchor>
      </Text>
    </Paper>
  );
}

function tellHoldOut(
  { on, share, begins, next_share: next }: Home['sentence']['hold_out'],
  { words: { sentence }, formats }: Writers,
): string {
  if (!on) return sentence.holdOutOff;
  return begins === null
    ? sentence.heldOut(formats.percent(share))
    : sentence.holdOutSoon(formats.day(begins), formats.percent(next));
}
