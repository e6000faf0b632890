import { measureKappa } from '../../engine/experiment/incremental/hold-out-kappa.ts';
import { KAPPA_PRIOR } from '../../engine/experiment/incremental/incrementality-ratio.ts';
import { type Interval, intervalAround } from '../../engine/experiment/interval.ts';
import { normalQuantile } from '../../engine/statistics/normal-distribution.ts';
import type { StoreScope } from '../../storage/database.ts';
import { listHoldOutResults } from '../../storage/queries/hold-out.ts';
import { type ClosedWeeksTotal, evaluateClosedWeeks } from './closed-weeks.ts';

/** How far a figure is the store's own. */
export type MeasurementBadge = 'measured here' | 'pooled estimate' | 'not measured';

/** How much of what is attributed to suggestions is extra, as well as the store knows by now. */
export interface StoreKappa {
  readonly mean: number;
  readonly standardDeviation: number;
  /** 95 %. */
  readonly interval: Interval;
  readonly badge: MeasurementBadge;
  /** Closed weeks of the store's own hold-out that it rests on. */
  readonly weeks: number;
}

/** Extra of an attributed amount, with the interval in which it lies with probability 95 %. Minor units, whole. */
export interface ExtraAmount {
  readonly estimateMinor: number;
  readonly lowMinor: number;
  readonly highMinor: number;
  readonly badge: MeasurementBadge;
}

/** kappa of a store, up to its last closed week. */
export async function readKappa(scope: StoreScope): Promise<StoreKappa> {
  return kappaOf(evaluateClosedWeeks(await listHoldOutResults(scope)));
}

/**
 * kappa of the closed weeks, drawn to a quarter, give or take a quarter; exactly that while nothing is measured. *Measured
 * here* is only what is proven here: the any-time interval of the store's own extra lies above 0.
 */
export function kappaOf({ counted, capped }: ClosedWeeksTotal): StoreKappa {
  const measured = measureKappa(counted.map(({ figures }) => figures.capped));
  const { mean, standardDeviation } = measured ?? KAPPA_PRIOR;
  return {
    mean,
    standardDeviation,
    interval: intervalAround(mean, normalQuantile(0.975) * standardDeviation),
    badge: capped?.status === 'proven' ? 'measured here' : 'not measured',
    weeks: counted.length,
  };
}

/**
 * Extra of what was attributed in any time, place or campaign: the amount times kappa, and times the ends of its interval.
 *
 * @example
 * const kappa = { mean: 0.3, standardDeviation: 0.1, interval: [0.1, 0.5], badge: 'measured here', weeks: 8 };
 * extraFor(10_000, kappa) // => { estimateMinor: 3000, lowMinor: 1000, highMinor: 5000, badge: 'measured here' }
 */
export function extraFor(attributedMinor: number, { mean, interval, badge }: StoreKappa): ExtraAmount {
  const ends = interval.map((end) => attributedMinor * end);
  return {
    estimateMinor: whole(attributedMinor * mean),
    lowMinor: whole(Math.min(...ends)),
    highMinor: whole(Math.max(...ends)),
    badge,
  };
}

/** Rounds, and gives 0 for the -0 that a negative end of nothing would be. */
function whole(minor: number): number {
  return Math.round(minor) + 0;
}
