import type { StoreScope } from '../../storage/database.ts';
import { giveMeasurement, withdrawMeasurement } from '../../storage/queries/network-measurements.ts';
import { listAllStores } from '../catalog/stores.ts';
import { ownMeasurement } from '../experiments/pooled-figure.ts';
import { readClosedWeeks } from '../experiments/read-closed-weeks.ts';
import type { Services } from '../services.ts';
import { readVertical } from './vertical.ts';

/**
 * Nightly: what consenting stores measured is told to the others, as shares only. A store that has stopped measuring keeps
 * telling what it found last; one that no longer consents tells nothing.
 */
export async function gatherMeasurements({ context }: Pick<Services, 'context'>): Promise<void> {
  for (const { id, share_statistics: gives } of await listAllStores(context)) {
    await context.database.forStore(id, (scope) => (gives ? give(scope) : withdrawMeasurement(scope)));
  }
}

async function give(scope: StoreScope): Promise<void> {
  const total = await readClosedWeeks(scope);
  const own = ownMeasurement(total);
  if (own === null) return;
  await giveMeasurement(scope, {
    vertical: await readVertical(scope),
    iso_week: total.counted.at(-1)?.isoWeek ?? '',
    uplift: own.uplift.value,
    uplift_error: own.uplift.standardError,
    kappa: own.kappa?.value ?? null,
    kappa_error: own.kappa?.standardError ?? null,
  });
}
