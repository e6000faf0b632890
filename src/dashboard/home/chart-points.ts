import type { Home } from '../../contract/home.ts';

type Day = Home['series'][number];

/** One place on the axis; what is not there is not drawn. */
export interface ChartPoint {
  readonly day: string;
  readonly attributed: number | null;
  /** Dotted: from the last whole day to today. */
  readonly today: number | null;
  readonly compared: number | null;
}

/** The days as they are drawn: whole days as one line, today as the end of another, the days before beside them. */
export function toChartPoints(series: readonly Day[], compared: readonly Day[]): ChartPoint[] {
  return series.map(({ day, attributed_minor: amount, is_today: isToday }, place) => ({
    day,
    attributed: isToday ? null : amount,
    today: isToday || series[place + 1]?.is_today ? amount : null,
    compared: compared[place]?.attributed_minor ?? null,
  }));
}
