import { Paper, Text } from '@mantine/core';
import type { ExperimentResults } from '../../contract/experiment.ts';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import './experiments.css';
import { writeP } from './metric-format.ts';
import { EXPERIMENTS_WORDS } from './words.ts';

/** How the visitors were shared out, and whether that is as it should be. */
export function SplitSection({ results }: { readonly results: ExperimentResults }) {
  const { detail: words } = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  const { units, sample_ratio: ratio, experiment } = results;
  const total = units.control + units.variant;
  const share = total === 0 ? 0.5 : units.control / total;
  return (
    <Section title={words.split} name="split">
      <Paper withBorder p="md">
        <div className="split-bar" aria-hidden>
          <span className="control" style={{ flexGrow: share }} />
          <span className="variant" style={{ flexGrow: 1 - share }} />
        </div>
        <Text mt="xs">
          {words.splitOf(
            `${formats.number(units.control)} (${formats.percent(share, 1)})`,
            `${formats.number(units.variant)} (${formats.percent(1 - share, 1)})`,
          )}
        </Text>
        <Text size="sm">{words.splitWanted(formats.percent(experiment.traffic_split / 100))}</Text>
        <Text size="sm" fw={600} {...(ratio.ok ? {} : { c: 'error' })} role={ratio.ok ? 'status' : 'alert'}>
          {ratio.ok ? words.splitHolds : words.splitBroken}
        </Text>
        <Text size="xs" c="dimmed">
          {words.splitP(writeP(ratio.p_value, formats), ratio.test)}
        </Text>
      </Paper>
    </Section>
  );
}
