import type { Estimates } from '../../contract/estimate.ts';
import type { Experiment, ExperimentResults } from '../../contract/experiment.ts';
import type { HoldOut } from '../../contract/hold-out.ts';
import { tellMetric, tellPercent } from '../../services/experiments/experiment-words.ts';
import type { FleetWins } from '../../services/experiments/fleet-wins.ts';
import { formatTable } from '../output.ts';

/** The tests of a store as a table. */
export function tellExperiments(tests: readonly Experiment[]): string {
  if (tests.length === 0)
    return 'No test yet. Make one: pairwell experiment create "Fewer, better" --variant-settings \'{"limit":3}\'';
  return formatTable(tests, [
    { title: 'NO', align: 'right', value: (test) => String(test.id) },
    { title: 'NAME', value: (test) => test.name },
    { title: 'STATE', value: (test) => test.status },
    { title: 'VARIANT', align: 'right', value: (test) => `${test.traffic_split} %` },
    { title: 'CONTROL', align: 'right', value: (test) => String(test.control_units) },
    { title: 'VARIANT', align: 'right', value: (test) => String(test.variant_units) },
    { title: 'END', value: (test) => test.end_date ?? '' },
    { title: 'WINNER', value: (test) => test.winner_text ?? test.resolution ?? '' },
  ]);
}

/** One test. */
export function tellExperiment(test: Experiment): string {
  const lines = [
    `Test ${test.id} "${test.name}" is ${test.status}${test.paused_reason === null ? '' : ` (${test.paused_reason})`}.`,
    `${100 - test.traffic_split} % ${tellArm(test.control_algorithm, test.control_settings)} against ${test.traffic_split} % ${tellArm(test.variant_algorithm, test.variant_settings)}, by ${tellMetric(test.primary_metric)}.`,
  ];
  if (isSameInBoth(test)) lines.push('Both arms are the same: only chance can make a difference.');
  if (test.status === 'draft') lines.push(`Start it: pairwell experiment start ${test.id}`);
  if (test.end_date !== null) lines.push(`${test.status === 'completed' ? 'Ended' : 'Ends'} on ${test.end_date}.`);
  if (test.winner_text !== null) lines.push(`Winner: ${test.winner_text}.`);
  return lines.join('\n');
}

function tellArm(algorithm: string, settings: object): string {
  return Object.keys(settings).length === 0 ? algorithm : `${algorithm} ${JSON.stringify(settings)}`;
}

function isSameInBoth(test: Experiment): boolean {
  const control = tellArm(test.control_algorithm, test.control_settings);
  return control === tellArm(test.variant_algorithm, test.variant_settings);
}

/** A look at a test: the sentence, then every metric. */
export function tellResults(results: ExperimentResults): string {
  const table = formatTable(results.comparisons, [
    { title: 'METRIC', value: (row) => tellMetric(row.metric) },
    { title: 'ROLE', value: (row) => row.role },
    { title: 'CONTROL', align: 'right', value: (row) => row.control.mean.toFixed(3) },
    { title: 'VARIANT', align: 'right', value: (row) => row.variant.mean.toFixed(3) },
    { title: 'UPLIFT', align: 'right', value: (row) => (row.uplift === null ? '' : tellPercent(row.uplift)) },
    { title: 'P', align: 'right', value: (row) => row.p_value.toPrecision(3) },
    { title: '', value: (row) => row.guardrail ?? row.resolution },
  ]);
  const units = `${results.units.control} visitors in the control, ${results.units.variant} in the variant, ${results.waiting} on the way.`;
  return [
    tellExperiment(results.experiment),
    results.sentence,
    units,
    ...(results.comparisons.length > 0 ? [table] : []),
  ].join('\n');
}

/** The hold-out: its sentences, then its weeks. */
export function tellHoldOut(holdOut: HoldOut): string {
  const table = formatTable(holdOut.weeks, [
    { title: 'WEEK', value: (week) => week.week },
    { title: 'SHARE', align: 'right', value: (week) => tellShare(week.share) },
    { title: 'SHOWN', align: 'right', value: (week) => String(week.shown.units) },
    { title: 'HELD OUT', align: 'right', value: (week) => String(week.held_out.units) },
    { title: 'REV', align: 'right', value: (week) => (week.closed ? String(week.revision) : 'open') },
    { title: '', value: (week) => week.sentence },
  ]);
  const { cost_sentence: cost, prove_it: proveIt } = holdOut.setting;
  const lines = [`${holdOut.store}: ${holdOut.badge}.`, cost, ...tellProveIt(proveIt), ...holdOut.sentences];
  return [...lines, ...(holdOut.weeks.length > 0 ? [table] : [])].join('\n');
}

function tellProveIt(proveIt: HoldOut['setting']['prove_it']): string[] {
  if (proveIt === null) return [];
  const { from, until, share, then_share: then } = proveIt;
  return [`"Prove it": ${tellShare(share)} see none from ${from} to the end of ${until}, then ${tellShare(then)}.`];
}

function tellShare(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

/** The estimate of now, the rule of thumb, and the months. */
export function tellEstimates({ store, sentences, months }: Estimates): string {
  return [`${store}:`, ...sentences, ...months.map(({ sentence }) => sentence)].join('\n');
}

/** The tests that were won, over all stores. */
export function tellWins({ tests, wins }: FleetWins): string {
  const rule = 'of those listed, 1 in 20 is chance in the long run';
  if (wins.length === 0) return `${tests} finished tests, none of them won beyond chance (${rule}).`;
  const table = formatTable(wins, [
    { title: 'STORE', value: (win) => win.store },
    { title: 'TEST', value: (win) => win.test },
    { title: 'WINNER', value: (win) => win.winner },
    { title: 'METRIC', value: (win) => tellMetric(win.metric) },
    {
      title: 'UPLIFT',
      align: 'right',
      value: (win) => (win.uplift === null ? '' : `about ${tellPercent(win.uplift)}`),
    },
    { title: 'P', align: 'right', value: (win) => win.adjusted_p_value.toPrecision(3) },
  ]);
  return `${wins.length} of ${tests} finished tests were won (${rule}).\n${table}`;
}
