import type { Experiment, ExperimentPlanJson } from '../../contract/experiment.ts';
import type { LookFigures } from './measure-experiment.ts';

/** How a winner is called on a page. */
export const WINNER_WORDS = {
  control: 'Control',
  variant: 'Variant',
  no_difference: 'No Significant Difference',
} as const;

const METRIC_WORDS: Readonly<Record<string, string>> = {
  revenue_per_visitor: 'revenue per visitor',
  conversion: 'visitors who order',
  click_rate: 'visitors who click',
  items_per_visitor: 'items per visitor',
  refund_rate: 'orders with a refund',
  dismiss_rate: 'visitors who dismiss a suggestion',
  order_rating: 'rating of orders',
  checkout_completion: 'visitors with a cart who order',
  error_rate: 'answers that fail',
  slow_answers: 'slow answers',
};

/** A metric for people. */
export function tellMetric(name: string): string {
  return METRIC_WORDS[name] ?? name;
}

/** A share as people read it: "+4.2 %". */
export function tellPercent(share: number): string {
  const percent = Math.round(share * 1000) / 10;
  return `${percent > 0 ? '+' : ''}${percent} %`;
}

/** A look at a test in one sentence. */
export function tellLook(row: Pick<Experiment, 'primary_metric' | 'method' | 'resolution'>, look: LookFigures): string {
  const metric = tellMetric(row.primary_metric);
  const primary = look.comparisons.find(({ role }) => role === 'primary');
  const [low, high] = primary?.uplift_interval ?? [];
  const range = low === undefined || high === undefined ? '' : ` (${tellPercent(low)} to ${tellPercent(high)})`;
  const uplift = primary?.uplift == null ? '' : `: ${tellPercent(primary.uplift)} ${metric}${range}`;
  if (row.resolution === 'stopped') return `Stopped by hand before anything was shown${uplift}.`;
  switch (look.resolution) {
    case 'invalid_srm':
      return 'The arms are not as large as they should be: something is broken, and no result counts.';
    case 'guardrail': {
      const broken = look.comparisons.find(({ guardrail }) => guardrail === 'broken');
      return `The variant harms: ${tellMetric(broken?.metric ?? '')}.`;
    }
    case 'significant':
      return `${look.winner === 'variant' ? 'The variant wins' : 'The control wins'}${tellShrunk(primary, metric) ?? uplift}.`;
    case 'equivalent':
      return `No difference that matters${uplift}.`;
    case 'inconclusive':
      return `No difference was shown${uplift}.`;
    case 'running':
      return row.method === 'fixed'
        ? 'Running; this test is read once, at its planned end.'
        : `Nothing shown yet${uplift}.`;
    default:
      return `Collecting: ${look.units.control} and ${look.units.variant} visitors with their seven days, ${look.waiting} on the way.`;
  }
}

/** What a winner is worth: picked for being large, it measures too large. */
function tellShrunk(primary: LookFigures['comparisons'][number] | undefined, metric: string): string | null {
  const shrunk = primary?.shrunk_uplift;
  if (shrunk == null || primary?.uplift == null) return null;
  const [low = 0, high = 0] = shrunk.interval;
  const range = `${tellPercent(low)} to ${tellPercent(high)}`;
  return `: about ${tellPercent(shrunk.uplift)} ${metric} (${range}), measured ${tellPercent(primary.uplift)}`;
}

/** What an owner has to know of a test without asking; null = nothing. */
export function tellNotice(
  { row, pause }: { row: { status: string }; pause: { reason: string } | undefined },
  figures: LookFigures | null,
): string | null {
  if (row.status === 'paused' && figures?.resolution === 'guardrail') {
    return `Paused: ${pause?.reason ?? 'the variant harms'}. Everyone sees the control. Stop the test, or look into it before you resume.`;
  }
  if (row.status !== 'draft' && figures?.resolution === 'invalid_srm') {
    return 'The arms are not as large as they should be: no result of this test counts until it is known why.';
  }
  return null;
}

/** How long a test has to run, in one sentence. */
export function tellPlan(plan: Omit<ExperimentPlanJson, 'sentence'>): string {
  if (plan.visitors_per_day === 0) return 'No visitor was seen in the last four weeks: nothing can be planned yet.';
  const wanted = tellPercent(plan.wanted_uplift);
  if (plan.enough) {
    return `After ${plan.days} days, with about ${plan.planned_units} visitors, the test finds ${wanted} ${tellMetric(plan.primary_metric)} in 4 of 5 cases.`;
  }
  const found = `${tellPercent(plan.detectable_uplift)} ${tellMetric(plan.primary_metric)}`;
  return `${wanted} is too small to be found here: it takes ${plan.needed_units} visitors, and in ${plan.days} days about ${plan.planned_units} come. With those only ${found} or more is found in 4 of 5 cases.`;
}
