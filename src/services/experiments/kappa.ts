import type { Interval } from '../../engine/experiment/interval.ts';
import type { StoreScope } from '../../storage/database.ts';
import { type MeasurementBadge, readPooledFigure } from './pooled-figure.ts';
import { readClosedWeeks } from './read-closed-weeks.ts';

/** How much of what is attributed to suggestions is extra, as well as the store knows by now. */
export interface StoreKappa {
  readonly mean: number;
  readonly standardDeviation: number;
  /** 95 %. */
  readonly interval: Interval;
  readonly badge: MeasurementBadge;
  /** Closed weeks of the store's own hold-out that count. */
  readonly weeks: number;
  /** Stores that it was pooled over, this one among them; 0 = this store and a prior alone. */
  readonly stores: number;
}

/** Extra of an attributed amount, with the interval in which it lies with probability 95 %. Minor units, whole. */
export interface ExtraAmount {
  readonly estimateMinor: number;
  readonly lowMinor: number;
  readonly highMinor: number;
  readonly badge: MeasurementBadge;
}

/**
 * kappa of a store, up to its last closed week: its own, drawn to those of at least four others, else to a quarter, give or
 * take a quarter; exactly that while nothing is measured anywhere.
 */
export async function readKappa(scope: StoreScope): Promise<StoreKappa> {
  const total = await readClosedWeeks(scope);
  const { badge, kappa } = await readPooledFigure(scope, total);
  const { mean, standardDeviation, interval, merchants } = kappa;
  return { mean, standardDeviation, interval, badge, weeks: total.counted.length, stores: merchants };
}

/**
 * Extra of what was attributed in any time, place or campaign: the amount times kappa, and times the ends of its interval.
 *
 * @example
 * const kappa = { mean: 0.3, standardDeviation: 0.1, interval: [0.1, 0.5], badge: 'measured here', weeks: 8, stores: 0 };
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
