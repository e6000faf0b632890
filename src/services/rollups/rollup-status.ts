import { AppError } from '../../contract/error-registry.ts';
import type { RollupStatus } from '../../contract/rollups.ts';
import { findRollupHead, listDueDays } from '../../storage/queries/rollup-due.ts';
import { readRollupState } from '../../storage/queries/rollup-sums.ts';
import { findStoreById } from '../../storage/queries/stores.ts';
import type { ServiceContext } from '../service-context.ts';

/** How fresh the sums by day of a store are: what waits, and when they were last worked on. */
export async function readRollupStatus(context: ServiceContext, storeId: number): Promise<RollupStatus> {
  return context.database.forStore(storeId, async (scope) => {
    const store = await findStoreById(scope.tx, storeId);
    if (store === null) throw new AppError('unknown_store', { detail: `There is no store ${storeId}.` });
    const head = await findRollupHead(scope);
    const due = await listDueDays(scope);
    const { days, computed_at: computedAt } = await readRollupState(scope);
    return {
      store: store.slug,
      days,
      days_waiting: due.length,
      oldest_waiting: due.at(-1) ?? null,
      computed_at: computedAt?.toISOString() ?? null,
      version: head?.version ?? null,
      time_zone: head?.time_zone ?? null,
      cutoff_minutes: head?.cutoff_minutes ?? null,
      last_run:
        head === null || head.ran_at === null
          ? null
          : { at: head.ran_at.toISOString(), days: head.ran_days, took_ms: head.ran_ms },
    };
  });
}
