import type { Report, ReportFigures } from '../../contract/report.ts';
import { CSV_BOM, type CsvValue, csvLine } from '../imports/reading/csv-out.ts';

/** The columns of the file. */
export const REPORT_COLUMNS = ['section', 'name', 'unit', 'value', 'before'] as const;

const UNITS: Readonly<Record<keyof ReportFigures, string>> = {
  revenue_minor: 'minor',
  orders: 'count',
  items: 'count',
  attributed_minor: 'minor',
  items_added: 'count',
  impressions: 'count',
  clicks: 'count',
  conversions: 'count',
  attributed_share: 'share',
  average_order_minor: 'minor',
  items_per_order: 'items',
  click_rate: 'share',
  conversion_rate: 'share',
};

/**
 * A report as a CSV file in pieces: one figure a line, money in minor units, shares from 0 to 1. Figures carry their value
 * of the period before. Names are guarded, so that no spreadsheet runs one as a formula.
 */
export function* writeReportCsv(report: Report): Generator<string> {
  yield CSV_BOM + csvLine(REPORT_COLUMNS);
  yield lines(reportLines(report));
  yield lines(figureLines(report));
  yield lines(
    report.days.flatMap((day) => [
      line('day', `${day.day} revenue`, { unit: 'minor', value: day.revenue_minor }),
      line('day', `${day.day} attributed`, { unit: 'minor', value: day.attributed_minor }),
    ]),
  );
  yield lines(
    report.top_items.flatMap((item) => [
      line('item', item.name, { unit: 'conversions', value: item.conversions }),
      line('item', item.name, { unit: 'minor', value: item.revenue_minor }),
    ]),
  );
  yield lines(
    report.top_combinations.flatMap((pair) => [
      line('combination', `${pair.name_a} + ${pair.name_b}`, { unit: 'orders', value: pair.times_together }),
      line('combination', `${pair.name_a} + ${pair.name_b}`, { unit: 'minor', value: pair.revenue_minor }),
    ]),
  );
}

type Line = readonly CsvValue[];

function line(section: string, name: string, rest: { unit: string; value: CsvValue; before?: CsvValue }): Line {
  return [section, name, rest.unit, rest.value, rest.before ?? null];
}

function lines(rows: readonly Line[]): string {
  return rows.map(csvLine).join('');
}

function reportLines({ store, name, first_day: first, last_day: last, closed_at: closedAt, extra }: Report): Line[] {
  const [low = null, high = null] = extra.interval_minor ?? [];
  return [
    line('report', 'store', { unit: 'text', value: store.name }),
    line('report', 'currency', { unit: 'text', value: store.currency }),
    line('report', 'period', { unit: 'text', value: name }),
    line('report', 'first_day', { unit: 'day', value: first }),
    line('report', 'last_day', { unit: 'day', value: last }),
    line('report', 'closed_at', { unit: 'moment', value: closedAt }),
    line('extra', 'state', { unit: 'text', value: extra.state }),
    line('extra', 'estimate', { unit: 'minor', value: extra.estimate_minor }),
    line('extra', 'interval_low', { unit: 'minor', value: low }),
    line('extra', 'interval_high', { unit: 'minor', value: high }),
    line('extra', 'visitor_weeks', { unit: 'count', value: extra.visitor_weeks }),
  ];
}

function figureLines({ figures, before }: Report): Line[] {
  return Object.entries(UNITS).map(([name, unit]) => {
    const key = name as keyof ReportFigures;
    return line('figure', name.replace(/_minor$/, ''), { unit, value: figures[key], before: before[key] });
  });
}
