import { Text } from '@mantine/core';
import type { Experiment, ExperimentPlanJson } from '../../contract/experiment.ts';
import { useStoreData } from '../api/store-queries.ts';
import { Loaded } from '../frame/loaded.tsx';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { daysUntil } from './experiment-state.ts';
import { EXPERIMENTS_WORDS } from './words.ts';

/** How long a test still runs, and how long it would need at the traffic of now. */
export function TimeLeft({ test }: { readonly test: Experiment }) {
  const { detail: words } = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  const plan = useStoreData<ExperimentPlanJson>(`/api/experiments/${test.id}/plan`);
  if (test.status === 'completed') {
    return test.end_date === null ? null : <Text>{words.ended(formats.day(test.end_date))}</Text>;
  }
  return (
    <Section title={words.time} name="time">
      <div>
        {test.status === 'paused' && <Text fw={600}>{words.paused(test.paused_reason ?? '')}</Text>}
        <Text>
          {test.ends_at === null || test.end_date === null
            ? words.noEnd
            : words.daysLeft(words.days(daysUntil(test.ends_at, Date.now())), formats.day(test.end_date))}
        </Text>
        <Loaded query={plan}>{(found) => <Pace test={test} plan={found} />}</Loaded>
      </div>
    </Section>
  );
}

function Pace({ test, plan }: { readonly test: Experiment; readonly plan: ExperimentPlanJson }) {
  const { detail: words } = usePageWords(EXPERIMENTS_WORDS);
  const formats = useFormats();
  if (plan.visitors_per_day === 0) return <Text>{words.noTraffic}</Text>;
  const missing = plan.needed_units - test.control_units - test.variant_units;
  const [needed, uplift] = [formats.number(plan.needed_units), formats.change(plan.wanted_uplift)];
  if (missing <= 0) return <Text>{words.reached(needed, uplift)}</Text>;
  const days = words.days(Math.ceil(missing / plan.visitors_per_day));
  return <Text>{words.pace(formats.number(plan.visitors_per_day, 1), needed, uplift, days)}</Text>;
}
