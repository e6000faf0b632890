import {
  evaluateHoldOut,
  type HoldOutResult,
  type HoldOutWeek,
} from '../../engine/experiment/incremental/evaluate-hold-out.ts';
import type { WeekArmSums, WeekSums } from '../../engine/experiment/incremental/week-sums.ts';
import type { HoldOutResultRow } from '../../storage/queries/hold-out.ts';

/** How a closed week is worked out; kept with its result, so that a figure once shown can be worked out again. */
export const HOLD_OUT_METHOD = {
  name: 'visitor-week, capped at the 99th percentile, CUPED, safe standard error',
  version: 1,
};

/** What is kept of a week. */
export interface WeekFigures {
  /** Share that was held out. */
  readonly share: number;
  /** The hold-out ended within the week: the week is shown, and counts for nothing. */
  readonly spoiled: boolean;
  readonly capped: WeekSums;
  readonly uncapped: WeekSums;
  /** Sessions without consent, a stratum of their own. */
  readonly sessions: WeekSums;
  /** The ledger's sum over the orders of the week. */
  readonly attributedMinor: number;
  /** Counted orders of the week, and those of them that belong to a visitor of the hold-out or of the shown. */
  readonly orders: number;
  readonly matchedOrders: number;
}

/** A week with its last revision. */
export interface ClosedWeek {
  readonly isoWeek: string;
  readonly revision: number;
  readonly computedAt: Date;
  readonly figures: WeekFigures;
}

/** What the closed weeks say together. */
export interface ClosedWeeksTotal {
  readonly weeks: readonly ClosedWeek[];
  /** Weeks that count: with a share, not spoiled. */
  readonly counted: readonly ClosedWeek[];
  readonly capped: HoldOutResult | null;
  readonly uncapped: HoldOutResult | null;
}

/** The last revision of each week, and the hold-out over those that count. */
export function evaluateClosedWeeks(rows: readonly HoldOutResultRow[]): ClosedWeeksTotal {
  const latest = new Map(rows.map((row) => [row.iso_week, toClosedWeek(row)]));
  const weeks = [...latest.values()];
  const counted = weeks.filter(({ figures }) => figures.share > 0 && !figures.spoiled);
  const evaluate = (kind: 'capped' | 'uncapped') =>
    evaluateHoldOut(counted.map((week) => toHoldOutWeek(week.isoWeek, week.figures[kind])));
  return { weeks, counted, capped: evaluate('capped'), uncapped: evaluate('uncapped') };
}

/** A week as the hold-out is read from it. */
export function toHoldOutWeek(week: string, { treated, control }: WeekSums): HoldOutWeek {
  const arm = (sums: WeekArmSums) => ({ ...sums, orders: sums.sumO });
  return { week, treated: arm(treated), control: arm(control) };
}

/** A row as it was kept. */
export function toClosedWeek(row: HoldOutResultRow): ClosedWeek {
  return {
    isoWeek: row.iso_week,
    revision: row.revision,
    computedAt: row.computed_at,
    figures: row.figures as WeekFigures,
  };
}
