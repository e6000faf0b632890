import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { PeriodKind, Report, ReportFigures } from '../../contract/report.ts';
import {
  listDaySales,
  listDaySlots,
  listTopCombinations,
  listTopSlotItems,
} from '../../storage/queries/rollup-sums.ts';
import { settleAttribution } from '../attribution/process-due.ts';
import { CLOSING_MS, settleVisitorWeeks } from '../experiments/rebuild-weeks.ts';
import { type DayRows, rateOf, sumDays } from '../home/home-sums.ts';
import { settleRollups } from '../rollups/settle-rollups.ts';
import type { Services } from '../services.ts';
import { readExtra } from './read-extra.ts';
import { readToDo } from './read-to-do.ts';
import { daysOf, isClosedAt, nameOf, periodBefore, periodOf, type ReportPeriod } from './report-period.ts';

const ROWS = 10;

/** The report of the closed week or month that a day belongs to. @throws AppError `unknown_report`. */
export async function makeReport(
  services: Services,
  store: Store,
  { kind, day }: { kind: PeriodKind; day: string },
): Promise<Report> {
  const { context } = services;
  const period = requireClosed(store, { kind, day, nowMs: context.clock().getTime() });
  const before = periodBefore(store, period);
  await settleAttribution(services, store.id);
  await settleVisitorWeeks(context, store.id);
  await settleRollups(context, store.id);
  const to_do = await readToDo(services, store);
  const span = spanOf(period);
  const facts = await context.database.forStore(
    store.id,
    async (scope) => {
      const both = { from: before.firstDay, to: period.lastDay };
      const rows: DayRows = { sales: await listDaySales(scope, both), slots: await listDaySlots(scope, both) };
      const figures = toFigures(rows, period);
      return {
        rows,
        figures,
        before: toFigures(rows, before),
        extra: await readExtra(scope, { period, attributedMinor: figures.attributed_minor }),
        items: await listTopSlotItems(scope, { span, limit: ROWS }),
        combinations: await listTopCombinations(scope, { span, limit: ROWS }),
      };
    },
    { frozen: true },
  );
  return {
    store: { slug: store.slug, name: store.name, currency: store.currency, locale: store.locale },
    kind,
    name: nameOf(period),
    first_day: period.firstDay,
    last_day: period.lastDay,
    closed_at: new Date(period.endMs + CLOSING_MS).toISOString(),
    extra: facts.extra,
    figures: facts.figures,
    before: facts.before,
    days: toDays(facts.rows, period),
    top_items: facts.items
      .filter((item) => item.purchased > 0)
      .map(({ name, purchased, credited_minor: revenue }) => ({
        name,
        conversions: purchased,
        revenue_minor: revenue,
      })),
    top_combinations: facts.combinations.map((pair) => ({
      name_a: pair.name_a,
      name_b: pair.name_b,
      times_together: pair.orders,
      revenue_minor: pair.credited_minor,
    })),
    to_do,
  };
}

/** Days of a period as queries take them. */
export function spanOf({ firstDay, lastDay }: ReportPeriod): { from: string; to: string } {
  return { from: firstDay, to: lastDay };
}

function requireClosed(
  store: Store,
  { kind, day, nowMs }: { kind: PeriodKind; day: string; nowMs: number },
): ReportPeriod {
  const period = periodOf(store, { kind, day });
  if (isClosedAt(period, nowMs)) return period;
  const word = kind === 'weekly' ? 'week' : 'month';
  throw new AppError('unknown_report', {
    detail: `The ${word} of ${period.firstDay} is not closed yet: it can be reported a day after its end.`,
  });
}

function toFigures(rows: DayRows, period: ReportPeriod): ReportFigures {
  const sums = sumDays(rows, spanOf(period));
  return {
    revenue_minor: sums.revenueMinor,
    orders: sums.orders,
    items: sums.units,
    attributed_minor: sums.attributedMinor,
    items_added: sums.added,
    impressions: sums.seen,
    clicks: sums.clicked,
    conversions: sums.purchased,
    attributed_share: rateOf(sums.attributedMinor, sums.revenueMinor),
    average_order_minor: rateOf(sums.revenueMinor, sums.orders),
    items_per_order: rateOf(sums.units, sums.orders),
    click_rate: rateOf(sums.clicked, sums.seen),
    conversion_rate: rateOf(sums.purchased, sums.clicked),
  };
}

/** Every day of the period: those without a sale too. */
function toDays({ sales }: DayRows, period: ReportPeriod): Report['days'] {
  const byDay = new Map(sales.map((row) => [row.day, row]));
  return daysOf(period).map((day) => ({
    day,
    revenue_minor: byDay.get(day)?.kept_minor ?? 0,
    attributed_minor: byDay.get(day)?.credited_minor ?? 0,
  }));
}
