import { createHash } from 'node:crypto';
import {
  type CarryOver,
  type CarryOverSums,
  measureCarryOver,
} from '../../engine/experiment/incremental/carry-over.ts';
import { confirmClaim, type SkewCheck, skewnessOfWeeks } from '../../engine/experiment/incremental/confirm-claim.ts';
import {
  evaluateHoldOut,
  type HoldOutResult,
  type HoldOutWeek,
} from '../../engine/experiment/incremental/evaluate-hold-out.ts';
import type { WeekArmSums, WeekSums } from '../../engine/experiment/incremental/week-sums.ts';
import type { HoldOutResultRow } from '../../storage/queries/hold-out.ts';
import type { RelabellingRow } from '../../storage/queries/hold-out-relabellings.ts';

/** How a closed week is worked out; kept with its result, so that a figure once shown can be worked out again. */
export const HOLD_OUT_METHOD = {
  name: 'visitor-week, capped at the 99th percentile, CUPED, safe standard error, randomisation test where few',
  version: 2,
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
  /** What last week's visitors spent in it, by last week's arm; not kept in the first version. */
  readonly carry?: CarryOverSums;
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

/** What a hold-out says, held against the randomisation test where it is small. */
export type CheckedResult = HoldOutResult & { readonly skew: SkewCheck };

/** With a cap, or as it is. */
export type FigureKind = 'capped' | 'uncapped';

/** What the closed weeks say together. */
export interface ClosedWeeksTotal {
  readonly weeks: readonly ClosedWeek[];
  /** Weeks that count: with a share, not spoiled. */
  readonly counted: readonly ClosedWeek[];
  readonly capped: CheckedResult | null;
  readonly uncapped: CheckedResult | null;
  /** What the weeks did to the weeks after them; null before there are two in a row. */
  readonly carryOver: CarryOver | null;
  /** What the randomisation test has said, for reading some of the weeks. */
  readonly relabellings: readonly RelabellingRow[];
}

/**
 * The last revision of each week, and the hold-out over those that count.
 *
 * @param relabellings - what the randomisation test has said; a claim that has to be asked and was not is none yet
 */
export function evaluateClosedWeeks(
  rows: readonly HoldOutResultRow[],
  relabellings: readonly RelabellingRow[] = [],
): ClosedWeeksTotal {
  const latest = new Map(rows.map((row) => [row.iso_week, toClosedWeek(row)]));
  const weeks = [...latest.values()];
  const counted = weeks.filter(({ figures }) => figures.share > 0 && !figures.spoiled);
  return {
    weeks,
    counted,
    capped: evaluateWeeks(counted, { kind: 'capped', relabellings }),
    uncapped: evaluateWeeks(counted, { kind: 'uncapped', relabellings }),
    carryOver: measureCarryOver(counted.flatMap(carryOf)),
    relabellings,
  };
}

/** What some weeks say together. */
export function evaluateWeeks(
  weeks: readonly ClosedWeek[],
  { kind, relabellings }: { kind: FigureKind; relabellings: readonly RelabellingRow[] },
): CheckedResult | null {
  const result = evaluateHoldOut(weeks.map((week) => toHoldOutWeek(week.isoWeek, week.figures[kind])));
  if (result === null) return null;
  const { key } = nameWeeks(weeks);
  const pValue = relabellings.find((row) => row.key === key && row.kind === kind)?.p_value ?? null;
  return confirmClaim(result, { skewness: skewnessOfWeeks(weeks.map(({ figures }) => figures[kind])), pValue });
}

/** How a set of weeks is called: each with its revision, and the hash of that. */
export function nameWeeks(weeks: readonly ClosedWeek[]): { names: string; key: string } {
  const names = weeks.map(({ isoWeek, revision }) => `${isoWeek}:${revision}`).join(' ');
  return { names, key: createHash('sha256').update(names).digest('hex') };
}

function carryOf({ isoWeek, figures: { carry } }: ClosedWeek): HoldOutWeek[] {
  return carry === undefined ? [] : [{ week: isoWeek, treated: carry.treated, control: carry.control }];
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
