import type { badges, nullReasons } from '../../contract/home.ts';
import { attributedToExtra } from '../../engine/experiment/incremental/attributed-to-extra.ts';
import type { ExtraRevenue } from '../../engine/experiment/incremental/extra-revenue.ts';
import { compareBaskets, type HoldOutBasket } from '../../engine/experiment/incremental/hold-out-basket.ts';
import { measureKappa } from '../../engine/experiment/incremental/hold-out-kappa.ts';
import { KAPPA_PRIOR } from '../../engine/experiment/incremental/incrementality-ratio.ts';
import type { NormalPrior } from '../../engine/experiment/pooling/uplift-posterior.ts';
import type { StoreScope } from '../../storage/database.ts';
import { listHoldOutResults } from '../../storage/queries/hold-out.ts';
import { type ClosedWeeksTotal, evaluateClosedWeeks } from '../experiments/closed-weeks.ts';

/** What the closed weeks of a store's hold-out say of money that is attributed. */
export interface MeasuredExtra {
  readonly total: ClosedWeeksTotal;
  readonly kappa: NormalPrior;
  readonly badge: (typeof badges)[number];
  /** Why nothing is measured yet; null = it is. */
  readonly reason: (typeof nullReasons)[number] | null;
  /** Visitor-weeks, shown and held out. */
  readonly units: number;
  readonly orders: number;
  readonly basket: HoldOutBasket;
}

/**
 * Reads the closed weeks. Until 50 visitors and 20 orders were held out nothing is measured, and money is told by the prior
 * (a quarter of what is attributed, give or take a quarter).
 */
export async function readMeasuredExtra(scope: StoreScope, { isOn }: { isOn: boolean }): Promise<MeasuredExtra> {
  const total = evaluateClosedWeeks(await listHoldOutResults(scope));
  const sums = total.counted.map(({ figures }) => figures.capped);
  const isMeasured = total.capped !== null && total.capped.status !== 'collecting';
  const kappa = isMeasured ? measureKappa(sums) : null;
  const add = (pick: (week: (typeof sums)[number]) => number) => sums.reduce((sum, week) => sum + pick(week), 0);
  return {
    total,
    kappa: kappa ?? KAPPA_PRIOR,
    badge: kappa === null ? 'not_measured' : 'measured',
    reason: kappa === null ? reasonOf(total, isOn) : null,
    units: add(({ treated, control }) => treated.n + control.n),
    orders: add(({ treated, control }) => treated.sumO + control.sumO),
    basket: isMeasured ? compareBaskets(sums) : { averageOrderValue: null, itemsPerOrder: null },
  };
}

/** What of attributed money is extra, in whole minor units. */
export function extraOf(attributedMinor: number, { kappa }: Pick<MeasuredExtra, 'kappa'>): ExtraRevenue {
  const { estimate, interval } = attributedToExtra(attributedMinor, kappa);
  return { estimate: Math.round(estimate), interval: [Math.round(interval[0]), Math.round(interval[1])] };
}

function reasonOf({ counted }: ClosedWeeksTotal, isOn: boolean): MeasuredExtra['reason'] {
  if (counted.length > 0) return 'collecting';
  return isOn ? 'no_closed_week' : 'hold_out_off';
}
