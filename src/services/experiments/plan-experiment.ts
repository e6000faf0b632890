import type { ExperimentPlanJson, PrimaryMetric } from '../../contract/experiment.ts';
import { planRun } from '../../engine/experiment/planning/plan-run.ts';
import type { StoreScope } from '../../storage/database.ts';
import { countDailyGuests } from '../../storage/queries/visitor-weeks.ts';
import type { ServiceContext } from '../service-context.ts';
import { tellPlan } from './experiment-words.ts';
import { readClosedWeeks } from './read-closed-weeks.ts';

const DAY_MS = 86_400_000;
const LOOK_BACK_DAYS = 28;
const FEWEST_DAYS = 7;
/** Of visitors of whom a tenth orders, spending with the spread that menus have. */
const USUAL_VARIATION: Readonly<Record<PrimaryMetric, number>> = {
  revenue_per_visitor: 3.7,
  conversion: 3,
  click_rate: 2.4,
  items_per_visitor: 3.5,
};

/** What is to be planned. */
export interface WantedTest {
  readonly primary_metric: PrimaryMetric;
  readonly wanted_uplift: number;
  /** Percent who get the variant. */
  readonly traffic_split: number;
}

/** How long a test has to run in this store, by its visitors of the last four weeks. */
export async function planExperiment(
  context: ServiceContext,
  storeId: number,
  wanted: WantedTest,
): Promise<ExperimentPlanJson> {
  return context.database.forStore(storeId, (scope) => planWithin(scope, { wanted, now: context.clock() }));
}

/** {@link planExperiment} within a transaction. */
export async function planWithin(
  scope: StoreScope,
  { wanted, now }: { wanted: WantedTest; now: Date },
): Promise<ExperimentPlanJson> {
  const from = new Date(now.getTime() - LOOK_BACK_DAYS * DAY_MS);
  const visitorsPerDay = perDay(await countDailyGuests(scope, { from, to: now }), now);
  const variation = wanted.primary_metric === 'revenue_per_visitor' ? await measureVariation(scope) : null;
  // A split of 0 or 100 compares nobody; the plan is that of the nearest one that does.
  const treatedShare = Math.min(0.99, Math.max(0.01, wanted.traffic_split / 100));
  const run = planRun(
    {
      variation: variation ?? USUAL_VARIATION[wanted.primary_metric],
      treatedShare,
      unitsPerDay: Math.max(visitorsPerDay, 1 / LOOK_BACK_DAYS),
    },
    { uplift: wanted.wanted_uplift },
  );
  const plan = {
    ...wanted,
    visitors_per_day: visitorsPerDay,
    variation,
    needed_units: run.neededUnits,
    planned_units: run.plannedUnits,
    days: run.days,
    detectable_uplift: run.detectable,
    enough: run.enough,
  };
  return { ...plan, sentence: tellPlan(plan) };
}

/** A store that has shown suggestions for less than four weeks is planned by the days since, at least a week of them. */
function perDay({ guests, first_at: first }: { guests: number; first_at: Date | null }, now: Date): number {
  const days = first === null ? LOOK_BACK_DAYS : Math.ceil((now.getTime() - first.getTime()) / DAY_MS);
  return guests / Math.min(LOOK_BACK_DAYS, Math.max(FEWEST_DAYS, days));
}

/** Standard deviation over mean of a visitor-week's revenue, over the closed weeks. */
async function measureVariation(scope: StoreScope): Promise<number | null> {
  const { weeks } = await readClosedWeeks(scope);
  const arms = weeks.flatMap(({ figures }) => [figures.capped.treated, figures.capped.control]);
  const [n, sum, squares] = [
    arms.reduce((total, arm) => total + arm.n, 0),
    arms.reduce((total, arm) => total + arm.sumY, 0),
    arms.reduce((total, arm) => total + arm.sumYY, 0),
  ];
  if (n < 100 || sum <= 0) return null;
  return Math.sqrt((squares - sum ** 2 / n) / (n - 1)) / (sum / n);
}
