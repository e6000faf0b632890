import { measureKappa } from '../../engine/experiment/incremental/hold-out-kappa.ts';
import { KAPPA_PRIOR } from '../../engine/experiment/incremental/incrementality-ratio.ts';
import type { Estimate } from '../../engine/experiment/pooling/paule-mandel.ts';
import { chooseKind, type PoolReading, readInPool } from '../../engine/experiment/pooling/read-in-pool.ts';
import { UPLIFT_PRIOR } from '../../engine/experiment/pooling/uplift-posterior.ts';
import { normalQuantile } from '../../engine/statistics/normal-distribution.ts';
import type { StoreScope } from '../../storage/database.ts';
import { listOtherMeasurements } from '../../storage/queries/network-measurements.ts';
import { readVertical } from '../network/vertical.ts';
import type { ClosedWeeksTotal } from './closed-weeks.ts';

/** How far a figure is the store's own. */
export type MeasurementBadge = 'measured here' | 'pooled estimate' | 'not measured';

/** What a store's hold-out says by itself. */
export interface OwnMeasurement {
  readonly uplift: Estimate;
  readonly kappa: Estimate | null;
}

/** Uplift and kappa of a store in the light of the others. */
export interface PooledFigure {
  readonly badge: MeasurementBadge;
  readonly uplift: PoolReading;
  readonly kappa: PoolReading;
}

/** Uplifts of true stores differ by at least this much; kappas, which are larger figures, by this. */
const SMALLEST_TAU = { uplift: 0.02, kappa: 0.05 };

/** The store's own figures; null while it is collecting. */
export function ownMeasurement({ counted, capped }: ClosedWeeksTotal): OwnMeasurement | null {
  if (capped === null || capped.status === 'collecting' || capped.relative === null) return null;
  const [low, high] = capped.relative.interval;
  const standardError = (high - low) / (2 * normalQuantile(0.975));
  if (!(standardError > 0)) return null;
  const kappa = measureKappa(counted.map(({ figures }) => figures.capped));
  return {
    uplift: { value: capped.relative.uplift, standardError },
    kappa:
      kappa === null || !(kappa.standardError > 0) ? null : { value: kappa.kappa, standardError: kappa.standardError },
  };
}

/**
 * Reads the store's figures beside those of other stores. Only what is proven here, an any-time interval of the own extra
 * above 0, is *measured here*: a pooled figure is a best estimate and never a proof.
 */
export async function readPooledFigure(scope: StoreScope, total: ClosedWeeksTotal): Promise<PooledFigure> {
  const others = (await listOtherMeasurements(scope)).map((row) => ({ ...row, kind: row.vertical }));
  const alike = others.length === 0 ? [] : chooseKind(others, await readVertical(scope));
  return poolFigures(total, alike);
}

/** What another store gave. */
export interface OtherFigures {
  readonly uplift: number;
  readonly uplift_error: number;
  readonly kappa: number | null;
  readonly kappa_error: number | null;
}

/** {@link readPooledFigure} beside these stores. */
export function poolFigures(total: ClosedWeeksTotal, others: readonly OtherFigures[]): PooledFigure {
  const own = ownMeasurement(total);
  const uplift = readInPool(own?.uplift ?? null, {
    others: others.map((row) => ({ value: row.uplift, standardError: row.uplift_error })),
    prior: UPLIFT_PRIOR,
    smallestTau: SMALLEST_TAU.uplift,
  });
  const kappa = readInPool(own?.kappa ?? null, {
    others: others.flatMap(({ kappa: value, kappa_error: standardError }) =>
      value === null || standardError === null ? [] : [{ value, standardError }],
    ),
    prior: KAPPA_PRIOR,
    smallestTau: SMALLEST_TAU.kappa,
  });
  return { badge: badgeOf(total, { isPooled: own !== null || uplift.merchants > 0 }), uplift, kappa };
}

function badgeOf({ capped }: ClosedWeeksTotal, { isPooled }: { isPooled: boolean }): MeasurementBadge {
  if (capped?.status === 'proven') return 'measured here';
  return isPooled ? 'pooled estimate' : 'not measured';
}
