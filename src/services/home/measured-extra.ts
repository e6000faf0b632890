import type { badges, nullReasons } from '../../contract/home.ts';
import { compareBaskets, type HoldOutBasket } from '../../engine/experiment/incremental/hold-out-basket.ts';
import type { PoolReading } from '../../engine/experiment/pooling/read-in-pool.ts';
import type { StoreScope } from '../../storage/database.ts';
import type { ClosedWeeksTotal } from '../experiments/closed-weeks.ts';
import { type MeasurementBadge, ownMeasurement, readPooledFigure } from '../experiments/pooled-figure.ts';
import { readClosedWeeks } from '../experiments/read-closed-weeks.ts';

type Badge = (typeof badges)[number];

/** What the closed weeks of a store's hold-out, beside those of other stores, say of money that is attributed. */
export interface MeasuredExtra {
  readonly total: ClosedWeeksTotal;
  readonly kappa: Pick<PoolReading, 'mean' | 'standardDeviation' | 'interval'>;
  readonly badge: Badge;
  /** Why the store's own hold-out says nothing yet; null = it does. */
  readonly reason: (typeof nullReasons)[number] | null;
  /** Visitor-weeks, shown and held out. */
  readonly units: number;
  readonly orders: number;
  readonly basket: HoldOutBasket;
}

/** An amount with the interval in which it lies with probability 95 %, in whole minor units. */
export interface ExtraMoney {
  readonly estimate: number;
  readonly interval: readonly [low: number, high: number];
}

const BADGES: Record<MeasurementBadge, Badge> = {
  'measured here': 'measured',
  'pooled estimate': 'pooled',
  'not measured': 'not_measured',
};

/**
 * Reads the closed weeks. Until 50 visitors and 20 orders were held out, here or in stores like this one, nothing is
 * measured: kappa is a rule of thumb then (a quarter, give or take a quarter), and no money is told by it.
 */
export async function readMeasuredExtra(scope: StoreScope, { isOn }: { isOn: boolean }): Promise<MeasuredExtra> {
  const total = await readClosedWeeks(scope);
  const { badge, kappa } = await readPooledFigure(scope, total);
  const sums = total.counted.map(({ figures }) => figures.capped);
  const isMeasured = ownMeasurement(total) !== null;
  const add = (pick: (week: (typeof sums)[number]) => number) => sums.reduce((sum, week) => sum + pick(week), 0);
  return {
    total,
    kappa,
    badge: BADGES[badge],
    reason: isMeasured ? null : reasonOf(total, isOn),
    units: add(({ treated, control }) => treated.n + control.n),
    orders: add(({ treated, control }) => treated.sumO + control.sumO),
    basket: isMeasured ? compareBaskets(sums) : { averageOrderValue: null, itemsPerOrder: null },
  };
}

/** What of attributed money is extra: the amount times kappa, and times the ends of its interval. */
export function extraOf(attributedMinor: number, { kappa }: Pick<MeasuredExtra, 'kappa'>): ExtraMoney {
  const ends = kappa.interval.map((end) => attributedMinor * end);
  return {
    estimate: whole(attributedMinor * kappa.mean),
    interval: [whole(Math.min(...ends)), whole(Math.max(...ends))],
  };
}

/** The same, or null while nothing is measured: what is only assumed is not told as a figure. */
export function toldExtraOf(attributedMinor: number, measured: Pick<MeasuredExtra, 'kappa' | 'badge'>) {
  return measured.badge === 'not_measured' ? null : extraOf(attributedMinor, measured);
}

/** Rounds, and gives 0 for the -0 that a negative end of nothing would be. */
function whole(minor: number): number {
  return Math.round(minor) + 0;
}

function reasonOf({ counted }: ClosedWeeksTotal, isOn: boolean): MeasuredExtra['reason'] {
  if (counted.length > 0) return 'collecting';
  return isOn ? 'no_closed_week' : 'hold_out_off';
}
