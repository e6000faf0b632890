import { Badge, type BadgeProps } from '@mantine/core';
import type { Experiment } from '../../contract/experiment.ts';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { type StateTone, tellState } from './experiment-state.ts';
import { EXPERIMENTS_WORDS } from './words.ts';

const LOOKS: Readonly<Record<StateTone, BadgeProps>> = {
  plain: { variant: 'default' },
  busy: { variant: 'default' },
  good: { variant: 'light' },
  bad: { variant: 'filled', color: 'red.9' },
};

/** The state of a test, as a badge. */
export function StateBadge({ test }: { readonly test: Experiment }) {
  const words = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  const { text, tone } = tellState(test, { words, formats, nowMs: Date.now() });
  return (
    <Badge {...LOOKS[tone]} tt="none">
      {text}
    </Badge>
  );
}
