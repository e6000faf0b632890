import type { StoreScope } from '../../storage/database.ts';
import { listHoldOutResults } from '../../storage/queries/hold-out.ts';
import { listRelabellings } from '../../storage/queries/hold-out-relabellings.ts';
import { type ClosedWeeksTotal, evaluateClosedWeeks } from './closed-weeks.ts';

/** The closed weeks of a store with what the randomisation test has said of them. */
export async function readClosedWeeks(scope: StoreScope): Promise<ClosedWeeksTotal> {
  return evaluateClosedWeeks(await listHoldOutResults(scope), await listRelabellings(scope));
}
