import { daysBetween } from '../../engine/calendar/business-day.ts';
import { isoWeekStart } from '../../engine/calendar/iso-week.ts';
import {
  DEFAULT_HOLD_OUT_SHARE,
  type ProveItTier,
  proveItShare,
} from '../../engine/experiment/incremental/hold-out-share.ts';
import type { StoreScope } from '../../storage/database.ts';
import {
  findHoldOutSetting,
  findHoldOutWeek,
  fixHoldOutWeek,
  type HoldOutWeekRow,
} from '../../storage/queries/hold-out.ts';
import type { StoreRow } from '../../storage/queries/stores.ts';
import { readClosedWeeks } from './read-closed-weeks.ts';
import { type StoreWeek, storeWeekAt, storeWeekNamed, weeksAfter } from './store-week.ts';

/** What a store wants held out. */
export interface HoldOutSetting {
  readonly share: number;
  /** "Prove it": the week in which it began, and the tier; null = off. */
  readonly proveIt: { readonly from: string; readonly tier: ProveItTier } | null;
  /** Weeks that began before this have no hold-out. */
  readonly since: Date;
}

/** The setting in force: a tenth where the owner never said, from the first Monday after the store was made. */
export async function readHoldOutSetting(scope: StoreScope, store: StoreRow): Promise<HoldOutSetting> {
  const row = await findHoldOutSetting(scope);
  if (row === null) return { share: DEFAULT_HOLD_OUT_SHARE, proveIt: null, since: store.created_at };
  const { prove_it_from: from, prove_it_tier: tier } = row;
  return { share: row.share, proveIt: from === null || tier === null ? null : { from, tier }, since: row.since };
}

/** The share that a setting gives a week. */
export function shareOfWeek(
  { share, proveIt, since }: HoldOutSetting,
  { week, proven }: { week: StoreWeek; proven: boolean },
): Pick<HoldOutWeekRow, 'share' | 'reason'> {
  if (week.startMs < since.getTime()) return { share: 0, reason: 'before-first-week' };
  if (proveIt === null || week.isoWeek < proveIt.from) return { share, reason: 'setting' };
  const weeks = daysBetween(isoWeekStart(proveIt.from), isoWeekStart(week.isoWeek)) / 7;
  return { share: proveItShare(proveIt.tier, { week: weeks, proven }), reason: 'prove-it' };
}

/** Who is held out this week and the next. */
export interface SharesInForce {
  readonly share: number;
  readonly nextShare: number;
  /** The Monday from which somebody is held out, 'YYYY-MM-DD'; null when somebody is now, or nobody will be. */
  readonly beginsOn: string | null;
}

/** What is held out now: as the week was drawn, nobody in a week whose hold-out was ended; else as the setting says. */
export async function readSharesInForce(
  scope: StoreScope,
  { store, setting, proven, now }: { store: StoreRow; setting: HoldOutSetting; proven: boolean; now: Date },
): Promise<SharesInForce> {
  const week = storeWeekAt(store, now.getTime());
  const next = storeWeekNamed(store, weeksAfter(week.isoWeek, 1));
  const drawn = await findHoldOutWeek(scope, week.isoWeek);
  const wanted = drawn ?? { ...shareOfWeek(setting, { week, proven }), spoiled_at: null };
  const share = wanted.spoiled_at === null ? wanted.share : 0;
  const nextShare = shareOfWeek(setting, { week: next, proven }).share;
  return { share, nextShare, beginsOn: share === 0 && nextShare > 0 ? isoWeekStart(next.isoWeek) : null };
}

/** The share of a week, fixed with the first visitor who is drawn in it. */
export async function fixShareOfWeek(
  scope: StoreScope,
  { store, isoWeek, now }: { store: StoreRow; isoWeek: string; now: Date },
): Promise<HoldOutWeekRow> {
  const fixed = await findHoldOutWeek(scope, isoWeek);
  if (fixed !== null) return fixed;
  const setting = await readHoldOutSetting(scope, store);
  const proven = setting.proveIt !== null && (await isProven(scope));
  const share = shareOfWeek(setting, { week: storeWeekNamed(store, isoWeek), proven });
  return fixHoldOutWeek(scope, { iso_week: isoWeek, ...share, decided_at: now });
}

async function isProven(scope: StoreScope): Promise<boolean> {
  return (await readClosedWeeks(scope)).capped?.status === 'proven';
}
