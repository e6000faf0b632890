import type { Report, ReportExtra, ReportFigures, ReportToDo } from '../../contract/report.ts';
import { createReportFormats, type ReportFormats } from './report-formats.ts';
import type { ReportWords } from './words/report-words.ts';
import { wordsOf } from './words/words-of.ts';

/** From so many orders or places on a change is told as a percentage; below, what it was before. */
const ENOUGH = 20;
const NONE = '–';
/** What rounds to 0 %, and what is past telling as a percentage. */
const [SAME, WILD] = [0.005, 10];

/** One figure as it is read. */
export interface ToldFigure {
  readonly label: string;
  readonly value: string;
  /** What it is part of, or was made from; '' = nothing to say. */
  readonly of: string;
  /** Beside the period before. */
  readonly change: string;
}

/** A report in the words, money and days of its store: what every way to show it shows. */
export interface ToldReport {
  readonly words: ReportWords;
  readonly formats: ReportFormats;
  readonly storeName: string;
  /** "Weekly report". */
  readonly title: string;
  /** "Week 47, 2026" or "November 2026". */
  readonly period: string;
  /** "16 – 22 November 2026". */
  readonly days: string;
  readonly headline: string;
  readonly how: string;
  readonly figures: readonly ToldFigure[];
  readonly items: readonly (readonly [name: string, conversions: string, revenue: string])[];
  readonly combinations: readonly (readonly [names: string, times: string, revenue: string])[];
  readonly toDo: readonly { readonly text: string; readonly worth: string }[];
}

/** Tells a report in the language of its store. */
export function tellReport(report: Report): ToldReport {
  const { store, kind, name, first_day: first, last_day: last } = report;
  const words = wordsOf(store.locale);
  const formats = createReportFormats({ ...store, language: words.language });
  const [year = 0, week = 0] = name.split('-W').map(Number);
  const month = formats.month(first);
  const when = kind === 'weekly' ? words.inWeek(week) : words.inMonth(month);
  return {
    words,
    formats,
    storeName: inOneLine(store.name),
    title: words.title[kind],
    period: kind === 'weekly' ? words.week(week, year) : month,
    days: formats.dayRange(first, last),
    headline: report.figures.orders === 0 ? words.nothingSold : tellExtra(report, { words, formats, when }),
    how: tellHow(report.extra, words),
    figures: tellFigures(report, { words, formats }),
    items: report.top_items.map((item) => [
      inOneLine(item.name),
      formats.number(item.conversions),
      moneyOrNone(item.revenue_minor, formats),
    ]),
    combinations: report.top_combinations.map((pair) => [
      `${inOneLine(pair.name_a)} + ${inOneLine(pair.name_b)}`,
      formats.number(pair.times_together),
      moneyOrNone(pair.revenue_minor, formats),
    ]),
    toDo: report.to_do.map((thing) => tellToDo(thing, { words, formats })),
  };
}

type Language = Pick<ToldReport, 'words' | 'formats'>;

function tellExtra({ extra, figures }: Report, { words, formats, when }: Language & { when: string }): string {
  const { state, estimate_minor: estimate, interval_minor: interval } = extra;
  const credited = formats.money(figures.attributed_minor);
  if (state === 'not_measured') return words.extra.notMeasured(credited);
  if (state === 'collecting' || estimate === null || interval === null) return words.extra.collecting(credited);
  const [low = 0, high = 0] = interval;
  const said = {
    estimate: formats.wholeMoney(state === 'less' ? -estimate : estimate),
    low: formats.wholeMoney(low),
    // Beside a minus, what is more has its sign too.
    high: formats.wholeMoney(high, low < 0),
    when,
  };
  return words.extra[state](said);
}

function tellHow({ state }: ReportExtra, { extra }: ReportWords): string {
  if (state === 'estimated') return extra.how.estimated;
  if (state === 'collecting') return extra.how.collecting;
  return state === 'not_measured' ? extra.how.notMeasured : extra.how.measured;
}

function tellFigures(report: Report, language: Language): ToldFigure[] {
  const { words, formats } = language;
  const { figures: now, before } = report;
  const money = (value: number) => formats.money(value);
  const count = (value: number) => formats.number(value);
  const rate = (value: number) => formats.percent(value);
  const decimal = (value: number) => formats.number(value, 2);
  const byOrders = (figures: ReportFigures) => figures.orders;
  const tell = (
    label: string,
    of: string,
    { value, write, base }: { value: FigureOf; write: (value: number) => string; base: (f: ReportFigures) => number },
  ): ToldFigure => {
    const [current, past] = [value(now), value(before)];
    const isEnough = base(now) >= ENOUGH && base(before) >= ENOUGH;
    const change = tellChange({ current, past, isEnough, write }, { words, formats, kind: report.kind });
    return { label, value: current === null ? NONE : write(current), of, change };
  };
  const share =
    now.attributed_share === null ? '' : words.figures.shareOfRevenue(formats.percent(now.attributed_share));
  return [
    tell(words.figures.attributed, share, { value: (f) => f.attributed_minor, write: money, base: byOrders }),
    tell(words.figures.revenue, '', { value: (f) => f.revenue_minor, write: money, base: byOrders }),
    tell(words.figures.orders, '', { value: (f) => f.orders, write: count, base: byOrders }),
    tell(words.figures.averageOrder, '', { value: (f) => f.average_order_minor, write: money, base: byOrders }),
    tell(words.figures.itemsAdded, '', { value: (f) => f.items_added, write: count, base: (f) => f.items_added }),
    tell(words.figures.clickRate, now.impressions === 0 ? '' : words.figures.seen(count(now.impressions)), {
      value: (f) => f.click_rate,
      write: rate,
      base: (f) => f.impressions,
    }),
    tell(words.figures.conversionRate, now.clicks === 0 ? '' : words.figures.clicked(count(now.clicks)), {
      value: (f) => f.conversion_rate,
      write: rate,
      base: (f) => f.clicks,
    }),
    tell(words.figures.itemsPerOrder, '', { value: (f) => f.items_per_order, write: decimal, base: byOrders }),
  ];
}

type FigureOf = (figures: ReportFigures) => number | null;

/** A percentage of a few orders says nothing: then what it was before is told. */
function tellChange(
  {
    current,
    past,
    isEnough,
    write,
  }: { current: number | null; past: number | null; isEnough: boolean; write: (value: number) => string },
  { words, formats, kind }: Language & Pick<Report, 'kind'>,
): string {
  if (past === null || past === 0) return words.change.none(kind);
  if (!isEnough || current === null) return words.change.before(write(past), kind);
  const change = (current - past) / past;
  if (Math.abs(change) < SAME) return words.change.same(kind);
  return change < WILD ? words.change.than(formats.change(change), kind) : words.change.before(write(past), kind);
}

function tellToDo(thing: ReportToDo, { words, formats }: Language): { text: string; worth: string } {
  const { kind, names, monthly_minor: monthly } = thing;
  return {
    text: words.toDo.text(kind, names.map(inOneLine)),
    worth: monthly === null || monthly <= 0 ? '' : words.toDo.worth(formats.wholeMoney(monthly)),
  };
}

function moneyOrNone(minor: number, formats: ReportFormats): string {
  return minor === 0 ? NONE : formats.money(minor);
}

/** A name in one line: in a subject, a title and a table nothing of it may begin another one. */
export function inOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, ' ').trim();
}
