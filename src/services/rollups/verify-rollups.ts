import type { StoreScope } from '../../storage/database.ts';
import { findWrongPairWeeks } from '../../storage/queries/pair-weeks.ts';
import { compareDays, findUnsettledDays } from '../../storage/queries/rollup-days.ts';
import { findKnownDays, listDueDays } from '../../storage/queries/rollup-due.ts';
import { findStoreById } from '../../storage/queries/stores.ts';
import type { ServiceContext } from '../service-context.ts';
import { dayRuns } from './day-runs.ts';
import { openDays, settleRollups } from './settle-rollups.ts';

const MOST_TRIES = 3;
const DAYS_PER_READ = 31;

/**
 * Makes the sums of every day of a store again from its orders, events and ledger, and holds them against those that are
 * kept. Gives one line for each table and day that differs; none when they are right.
 */
export async function verifyRollups(context: ServiceContext, storeId: number): Promise<string[]> {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    await settleRollups(context, storeId);
    const differences = await context.database.forStore(storeId, (scope) => compareStore(context, scope), {
      frozen: true,
    });
    if (differences !== null) return differences;
  }
  return ['orders or events came in while the sums by day were verified: try again'];
}

/** All at one moment; null when at that moment something was still due. */
async function compareStore(context: ServiceContext, scope: StoreScope): Promise<string[] | null> {
  const store = await findStoreById(scope.tx, scope.storeId);
  if (store === null) return [];
  if ((await listDueDays(scope)).length > 0) return null;
  const { days } = await findKnownDays(scope);
  const found: string[] = [];
  for (let start = 0; start < days.length; start += DAYS_PER_READ) {
    const part = days.slice(start, start + DAYS_PER_READ);
    const runs = dayRuns(store, openDays(context, store, part));
    const differences = await compareDays(scope, { days: part, runs });
    found.push(...differences.map(({ name, day, rows }) => `${name}: ${rows} rows of ${day} differ from a rebuild`));
  }
  const unsettled = await findUnsettledDays(scope);
  const wrongWeeks = await findWrongPairWeeks(scope);
  return [
    ...found,
    ...unsettled.map((day) => `day_slots: the credit of ${day} does not add up to the ledger`),
    ...wrongWeeks.map((week) => `week_pair_sales: the week of ${week} is not the sum of its days`),
  ];
}
