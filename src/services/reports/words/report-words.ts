import type { PeriodKind, ReportToDo } from '../../../contract/report.ts';

/** An estimate with its interval, as money in words. */
export interface ExtraWords {
  readonly estimate: string;
  readonly low: string;
  readonly high: string;
  /** "in week 47", "in November 2026". */
  readonly when: string;
}

/** Everything that reports and the weekly mail say, in one language. */
export interface ReportWords {
  readonly language: string;
  readonly title: Readonly<Record<PeriodKind, string>>;
  week(week: number, year: number): string;
  inWeek(week: number): string;
  inMonth(month: string): string;
  readonly extra: {
    more(words: ExtraWords): string;
    open(words: ExtraWords): string;
    less(words: ExtraWords): string;
    estimated(words: ExtraWords): string;
    /** Nothing can be said of what is extra; what was attributed can. */
    collecting(credited: string): string;
    notMeasured(credited: string): string;
    /** How each came about, in a sentence. */
    readonly how: Readonly<Record<'measured' | 'estimated' | 'collecting' | 'notMeasured', string>>;
  };
  readonly figures: {
    readonly attributed: string;
    shareOfRevenue(share: string): string;
    readonly revenue: string;
    readonly orders: string;
    readonly averageOrder: string;
    readonly itemsAdded: string;
    readonly clickRate: string;
    readonly conversionRate: string;
    readonly itemsPerOrder: string;
    seen(n: string): string;
    clicked(n: string): string;
  };
  readonly change: {
    /** "+12% on the week before" */
    than(change: string, kind: PeriodKind): string;
    /** "€12 the week before" */
    before(value: string, kind: PeriodKind): string;
    same(kind: PeriodKind): string;
    none(kind: PeriodKind): string;
  };
  readonly chart: { readonly title: string; readonly rest: string; readonly attributed: string };
  readonly items: {
    readonly title: string;
    readonly item: string;
    readonly conversions: string;
    readonly revenue: string;
  };
  readonly pairs: { readonly title: string; readonly pair: string; readonly times: string; readonly revenue: string };
  readonly nothingSold: string;
  readonly noItems: string;
  readonly noPairs: string;
  readonly toDo: {
    readonly title: string;
    readonly none: string;
    text(kind: ReportToDo['kind'], names: readonly string[]): string;
    worth(money: string): string;
  };
  readonly footer: { readonly how: string; readonly letters: string; page(n: number, of: number): string };
  readonly mail: {
    readonly open: string;
    why(store: string): string;
    readonly stop: string;
  };
}
