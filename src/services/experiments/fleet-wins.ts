import { adjustByBenjaminiHochberg } from '../../engine/experiment/families/benjamini-hochberg-adjusted.ts';
import { type ExperimentRecord, listExperiments } from '../../storage/queries/experiments.ts';
import { listAllStores } from '../catalog/stores.ts';
import type { ServiceContext } from '../service-context.ts';
import { lastLook } from './describe-experiment.ts';

/** Of what is listed, this share is false in the long run. */
const FALSE_DISCOVERIES = 0.05;

/** A test that somebody won, over all stores. */
export interface FleetWin {
  readonly store: string;
  readonly test: string;
  readonly winner: 'control' | 'variant';
  readonly metric: string;
  /** Drawn towards 0, as a winner is to be read. */
  readonly uplift: number | null;
  readonly p_value: number;
  /** After Benjamini and Hochberg, over all finished tests of all stores. */
  readonly adjusted_p_value: number;
}

/** What the tests of an installation have shown together. */
export interface FleetWins {
  /** Finished tests with a p-value: what the list is picked from. */
  readonly tests: number;
  readonly wins: readonly FleetWin[];
}

/**
 * The tests that were won, over all stores. Of many tests of nothing one in twenty wins: the list keeps that share of
 * itself, not of all tests, by Benjamini and Hochberg.
 */
export async function listFleetWins(context: ServiceContext): Promise<FleetWins> {
  const finished: FinishedTest[] = [];
  for (const { id, slug } of await listAllStores(context)) {
    const records = await context.database.forStore(id, (scope) => listExperiments(scope, { statuses: ['completed'] }));
    finished.push(...records.flatMap((record) => toFinished(slug, record)));
  }
  const adjusted = adjustByBenjaminiHochberg(finished.map((test) => test.p_value));
  const wins = finished
    .flatMap(({ winner, ...test }, index): FleetWin[] => {
      const p = adjusted[index] ?? 1;
      const isWon = winner === 'control' || winner === 'variant';
      return isWon && p <= FALSE_DISCOVERIES ? [{ ...test, winner, adjusted_p_value: p }] : [];
    })
    .sort((a, b) => a.adjusted_p_value - b.adjusted_p_value);
  return { tests: finished.length, wins };
}

type FinishedTest = Omit<FleetWin, 'winner' | 'adjusted_p_value'> & { readonly winner: string | null };

/** A test that ended without a p-value, such as one that was stopped at once, is in no list. */
function toFinished(store: string, record: ExperimentRecord): FinishedTest[] {
  const primary = lastLook(record)?.comparisons.find(({ role }) => role === 'primary');
  const p = primary?.decision?.p_value;
  if (primary === undefined || p === undefined) return [];
  const { name: test, winner } = record.row;
  return [{ store, test, winner, metric: primary.metric, uplift: primary.shrunk_uplift?.uplift ?? null, p_value: p }];
}
