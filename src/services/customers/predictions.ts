import type { Predictions, PredictionsQuery } from '../../contract/customer.ts';
import { wilsonInterval } from '../../engine/statistics/wilson-interval.ts';
import { type OutcomeRow, readOutcomes } from '../../storage/queries/customer-recommendations.ts';
import type { Services } from '../services.ts';
import { openCustomerView } from './customer-view.ts';
import { nameOfTier } from './recommend-customer.ts';

type Outcome = Predictions['confidence_bands'][number];

/** What was predicted for the recommendations that were made, and what was bought: by step of the ladder and by confidence. */
export async function comparePredictions(
  services: Services,
  storeId: number,
  { days }: PredictionsQuery,
): Promise<Predictions> {
  await services.recommended.flush();
  const view = await openCustomerView(services, storeId);
  const outcomes = await services.context.database.forStore(storeId, (scope) =>
    readOutcomes(scope, { days, now: new Date(view.nowMs) }),
  );
  return {
    days,
    steps: groupBy(outcomes, (row) => `${row.from_tier}>${row.to_tier}`).map((group) => ({
      from: nameOfTier(view, group[0]?.from_tier ?? null),
      to: nameOfTier(view, group[0]?.to_tier ?? null),
      ...summarize(group),
    })),
    confidence_bands: groupBy(outcomes, (row) => String(row.confidence))
      .map((group) => ({ confidence: group[0]?.confidence ?? 0, ...summarize(group) }))
      .sort((a, b) => a.confidence - b.confidence),
  };
}

function groupBy(rows: readonly OutcomeRow[], keyOf: (row: OutcomeRow) => string): OutcomeRow[][] {
  const groups = new Map<string, OutcomeRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups.values()];
}

function summarize(group: readonly OutcomeRow[]): Omit<Outcome, 'confidence'> {
  const sum = (field: 'made' | 'bought' | 'predicted') => group.reduce((total, row) => total + row[field], 0);
  const [customers, bought] = [sum('made'), sum('bought')];
  const [low, high] = wilsonInterval(bought, customers);
  return {
    customers,
    bought,
    predicted: round(sum('predicted') / customers),
    actual: round(bought / customers),
    low: round(low),
    high: round(high),
  };
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
