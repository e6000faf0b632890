import { type ReachCounts, reachOf } from '../../engine/customer/reach.ts';
import { PRIOR_CUSTOMERS } from '../../engine/customer/transitions.ts';
import { estimateUplift, type Opportunity } from '../../engine/experiment/incremental/estimated-uplift.ts';
import type { Interval } from '../../engine/experiment/interval.ts';
import { countShownCustomers } from '../../storage/queries/revenue-estimates.ts';
import { readKappa, type StoreKappa } from '../experiments/kappa.ts';
import type { Services } from '../services.ts';
import type { BookedCustomer } from './customer-book.ts';
import type { CustomerView } from './customer-view.ts';
import { inTurns } from './in-turns.ts';
import { adviseCustomer, type MadeAdvice } from './recommend-customer.ts';

/** An estimate is of so many days. */
export const ESTIMATE_DAYS = 30;
const DAY_MS = 86_400_000;

/** What the first recommendation to each customer may bring in a month. Money in minor units, unrounded. */
export interface ExtraEstimate {
  /** Customers for whom there is something to recommend. */
  readonly recommendations: number;
  readonly reach: number;
  readonly reachCounts: ReachCounts;
  readonly kappa: StoreKappa;
  /** What is expected to be attributed. */
  readonly attributableMinor: number;
  readonly extraMinor: number;
  readonly interval: Interval;
  /** The same in profit; null where the cost of something that is recommended is not known. */
  readonly profitMinor: number | null;
  readonly profitInterval: Interval | null;
}

/** One recommendation with what it may bring. */
interface Expected extends Opportunity {
  readonly marginMinor: number | null;
}

/** Works out the estimate of a store for the {@link ESTIMATE_DAYS} days from now. */
export async function estimateExtra(
  { context }: Pick<Services, 'context'>,
  storeId: number,
  view: CustomerView,
): Promise<ExtraEstimate> {
  const customers = [...view.book.customers.values()];
  const sinceMs = view.nowMs - ESTIMATE_DAYS * DAY_MS;
  const { kappa, counted } = await context.database.forStore(storeId, async (scope) => ({
    kappa: await readKappa(scope),
    counted: await countShownCustomers(scope, new Date(sinceMs)),
  }));
  const reachCounts = {
    ...countReturned(customers, sinceMs),
    came: counted.came,
    shown: counted.shownToAnybody === 0 ? null : counted.shown,
  };
  const reach = reachOf(reachCounts);
  const expected = await expectAcceptances(view, { customers, reach });
  const sales = estimateUplift(expected, kappa);
  const profit = profitsOf(expected);
  const earned = profit === null ? null : estimateUplift(profit, kappa);
  return {
    ...{ recommendations: expected.length, reach, reachCounts, kappa },
    ...{ attributableMinor: sales.attributable, extraMinor: sales.incremental, interval: sales.interval },
    ...{ profitMinor: earned?.incremental ?? null, profitInterval: earned?.interval ?? null },
  };
}

/** Customers who had ordered before a moment, and those of them who have since. */
function countReturned(customers: readonly BookedCustomer[], sinceMs: number): { known: number; returned: number } {
  const known = customers.filter(({ firstAtMs }) => firstAtMs !== null && firstAtMs < sinceMs);
  return { known: known.length, returned: known.filter(({ lastAtMs }) => (lastAtMs ?? 0) >= sinceMs).length };
}

async function expectAcceptances(
  view: CustomerView,
  { customers, reach }: { customers: readonly BookedCustomer[]; reach: number },
): Promise<Expected[]> {
  const expected: Expected[] = [];
  for await (const part of inTurns(customers)) {
    for (const customer of part) {
      for (const advice of adviseCustomer(view, customer, { limit: 1 }))
        expected.push({ ...toExpectation(view, customer, advice), reach });
    }
  }
  return expected;
}

/** The variance of a chance that was learned from n customers beside a prior worth 20: p (1 - p) / (n + 21). */
function toExpectation(
  view: CustomerView,
  { tierLevel }: BookedCustomer,
  { probability, itemId }: MadeAdvice,
): Omit<Expected, 'reach'> {
  const row = view.catalog.rowById.get(itemId);
  const price = row?.price_minor ?? null;
  const cost = row?.cost_minor ?? null;
  const learnedFrom = view.knowledge.transitions.find(({ fromTier }) => fromTier === tierLevel)?.customers ?? 0;
  return {
    acceptance: probability,
    acceptanceVariance: (probability * (1 - probability)) / (learnedFrom + PRIOR_CUSTOMERS + 1),
    net: price ?? 0,
    marginMinor: price === null || cost === null ? null : price - cost,
  };
}

/** The same with margins in the place of prices; null where one of them is not known. */
function profitsOf(expected: readonly Expected[]): Opportunity[] | null {
  const profits = expected.flatMap(({ marginMinor, ...one }) =>
    marginMinor === null ? [] : [{ ...one, net: marginMinor }],
  );
  return expected.length > 0 && profits.length === expected.length ? profits : null;
}
