import type { Pair } from '../../contract/pair.ts';
import { countPairPerformance } from '../../storage/queries/pair-performance.ts';
import type { ServiceContext } from '../service-context.ts';

/** What came of suggesting a pair. */
export type PairPerformance = Pick<
  Pair,
  'times_recommended' | 'times_clicked' | 'times_converted' | 'revenue_generated' | 'conversion_rate'
>;

const DAY_MS = 86_400_000;
const NEVER: PairPerformance = {
  times_recommended: 0,
  times_clicked: 0,
  times_converted: 0,
  revenue_generated: 0,
  conversion_rate: null,
};

/**
 * What came of the suggestions of the last days, by antecedent and consequent (internal ids), counted from what was
 * served, from the events and from the ledger.
 */
export async function readPairPerformance(
  context: ServiceContext,
  storeId: number,
  { days, antecedentId }: { days: number; antecedentId: number | null },
): Promise<(antecedentId: number, consequentId: number) => PairPerformance> {
  const since = new Date(context.clock().getTime() - days * DAY_MS);
  const rows = await context.database.forStore(storeId, (scope) =>
    countPairPerformance(scope, { since, sourceId: antecedentId }),
  );
  const byPair = new Map(
    rows.map((row) => [
      `${row.source_id}:${row.item_id}`,
      {
        times_recommended: row.recommended,
        times_clicked: row.clicked,
        times_converted: row.converted,
        revenue_generated: row.revenue_minor,
        conversion_rate: row.clicked === 0 ? null : Math.round((row.converted / row.clicked) * 1e6) / 1e6,
      },
    ]),
  );
  return (antecedent, consequent) => byPair.get(`${antecedent}:${consequent}`) ?? NEVER;
}
