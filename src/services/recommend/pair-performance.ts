import { type DayRange, daysOfRange } from '../../contract/day-range.ts';
import { AppError } from '../../contract/error-registry.ts';
import { MOST_PAIR_DAYS, type Pair } from '../../contract/pair.ts';
import { addDays, businessDayAt, businessDayRange } from '../../engine/calendar/business-day.ts';
import { countPairPerformance } from '../../storage/queries/pair-performance.ts';
import { type ClosedDays, countServedDays } from '../../storage/queries/served-pairs.ts';
import { getStoreById } from '../catalog/stores.ts';
import { calendarOf } from '../experiments/store-week.ts';
import { spanOfRange } from '../home/span-of-range.ts';
import type { ServiceContext } from '../service-context.ts';

/** What came of suggesting a pair. */
export type PairPerformance = Pick<
  Pair,
  'times_recommended' | 'times_clicked' | 'times_converted' | 'revenue_generated' | 'conversion_rate'
>;

const DAY_MS = 86_400_000;
/** An answer is on disk within a second; an hour is long enough for the slowest disk. */
const WRITTEN_WITHIN_MS = 3_600_000;
const NEVER: PairPerformance = {
  times_recommended: 0,
  times_clicked: 0,
  times_converted: 0,
  revenue_generated: 0,
  conversion_rate: null,
};

/** The instant before which no answer is still to be written down. */
function writtenUntil({ clock }: ServiceContext): number {
  return clock().getTime() - WRITTEN_WITHIN_MS;
}

/** The days (UTC) that begin and end between two instants. */
function closedDays(sinceMs: number, untilMs: number): ClosedDays {
  const first = Math.ceil(sinceMs / DAY_MS) * DAY_MS;
  const end = Math.floor(untilMs / DAY_MS) * DAY_MS;
  return first < end
    ? { from: new Date(first), to: new Date(end) }
    : { from: new Date(sinceMs), to: new Date(sinceMs) };
}

/** Counts the days of the longest time that can be asked for, so that nobody has to wait for them. */
export async function keepServedDays(context: ServiceContext, storeId: number): Promise<void> {
  const sinceMs = context.clock().getTime() - MOST_PAIR_DAYS * DAY_MS;
  await context.database.forStore(storeId, (scope) =>
    countServedDays(scope, closedDays(sinceMs, writtenUntil(context))),
  );
}

/**
 * What came of the suggestions of some days, by antecedent and consequent (internal ids), counted from what was
 * served, from the events and from the ledger.
 *
 * @throws AppError `invalid_request` for days of which it is not known.
 */
export async function readPairPerformance(
  context: ServiceContext,
  storeId: number,
  { range, antecedentId }: { range: DayRange; antecedentId: number | null },
): Promise<(antecedentId: number, consequentId: number) => PairPerformance> {
  const span = await instantsOf(context, storeId, range);
  const closed = closedDays(span.since.getTime(), Math.min(span.until?.getTime() ?? Infinity, writtenUntil(context)));
  const rows = await context.database.forStore(storeId, async (scope) => {
    await countServedDays(scope, closed);
    return countPairPerformance(scope, { ...span, closed, sourceId: antecedentId });
  });
  const byPair = new Map(
    rows.map((row) => [
      `${row.source_id}:${row.item_id}`,
      {
        times_recommended: row.recommended,
        times_clicked: row.clicked,
        times_converted: row.converted,
        revenue_generated: row.revenue_minor,
        conversion_rate: row.clicked === 0 ? null : Math.round((row.converted / row.clicked) * 1e6) / 1e6,
      },
    ]),
  );
  return (antecedent, consequent) => byPair.get(`${antecedent}:${consequent}`) ?? NEVER;
}

/** The last days end now and have 24 hours each; from a day to a day they are business days. */
async function instantsOf(
  context: ServiceContext,
  storeId: number,
  range: DayRange,
): Promise<{ since: Date; until: Date | null }> {
  const nowMs = context.clock().getTime();
  if (range.from === undefined) return { since: new Date(nowMs - daysOfRange(range) * DAY_MS), until: null };
  const calendar = calendarOf(await getStoreById(context, storeId));
  const today = businessDayAt(nowMs, calendar);
  const { from, to } = spanOfRange(range, { today, mostDays: MOST_PAIR_DAYS });
  const first = addDays(today, 1 - MOST_PAIR_DAYS);
  if (from < first) {
    throw new AppError('invalid_request', {
      detail: `from is ${from}: what came of suggestions is known for ${MOST_PAIR_DAYS} days.`,
      hint: `Begin on ${first} or later.`,
    });
  }
  return { since: new Date(businessDayRange(from, calendar)[0]), until: new Date(businessDayRange(to, calendar)[1]) };
}
