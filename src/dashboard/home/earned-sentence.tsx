import { Anchor, Badge, Group, Paper, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Home, WeekFigure } from '../../contract/home.ts';
import type { Formats } from '../format/formats.ts';
import { useCurrentStore } from '../frame/current-store.ts';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { HOME_WORDS, type HomeWords } from './words.ts';

interface Writers {
  readonly words: HomeWords;
  readonly formats: Formats;
}

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

/** This week in one sentence. */
export function tellThisWeek(week: WeekFigure, { words: { sentence }, formats }: Writers): string {
  const { extra_minor: extra, interval_minor: interval } = week;
  if (week.status === 'none' || extra === null || interval === null) return sentence.nothing;
  if (week.badge === 'not_measured') return sentence.notMeasured(formats.wholeMoney(week.attributed_minor));
  const [low = 0, high = 0] = interval;
  const ends = [formats.wholeMoney(low), formats.wholeMoney(high)] as const;
  if (low > 0) return sentence.extra(formats.wholeMoney(extra), ...ends);
  if (high < 0) return sentence.lost(formats.wholeMoney(-extra), ...ends);
  return sentence.notProven(ends[0], formats.wholeMoney(high, true));
}

function tellHoldOut({ on, share }: Home['sentence']['hold_out'], { words: { sentence }, formats }: Writers): string {
  if (!on) return sentence.holdOutOff;
  return share === 0 ? sentence.holdOutSoon : sentence.heldOut(formats.percent(share));
}

function tellLastWeek(last: WeekFigure, { words: { sentence, reasons }, formats }: Writers): string {
  const { week, extra_minor: extra, interval_minor: interval, reason } = last;
  if (reason === 'hold_out_off') return sentence.lastOff(week);
  if (extra === null || interval === null) return sentence.lastUnknown(week, reasons[reason ?? 'collecting']);
  const [low = 0, high = 0] = interval;
  const ends = [formats.wholeMoney(low), formats.wholeMoney(high)] as const;
  if (low > 0) return sentence.lastExtra(week, formats.wholeMoney(extra), ...ends);
  if (high < 0) return sentence.lastLost(week, formats.wholeMoney(-extra), ...ends);
  return sentence.lastOpen(week, ends[0], formats.wholeMoney(high, true));
}
