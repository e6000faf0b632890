import { LineChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import '@mantine/core/styles/ColorSwatch.css';
import type { Home } from '../../contract/home.ts';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { HOME_WORDS } from './words.ts';

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

/** Revenue from recommendations of each day. The same stands in the table, so it is hidden from those who hear the page. */
export function DailyChart({
  series,
  compared,
}: {
  readonly series: readonly Day[];
  readonly compared: readonly Day[];
}) {
  const { chart: words } = usePageWords(HOME_WORDS);
  const formats = useFormats();
  return (
    <div aria-hidden className="daily-chart">
      <LineChart
        h={280}
        data={toChartPoints(series, compared).map((point) => ({ ...point, day: formats.day(point.day) }))}
        dataKey="day"
        curveType="linear"
        withLegend
        withDots={series.length <= 31}
        connectNulls={false}
        valueFormatter={(value) => formats.wholeMoney(value)}
        yAxisProps={{ width: 72 }}
        xAxisProps={{ minTickGap: 32 }}
        lineChartProps={{ accessibilityLayer: false }}
        series={[
          { name: 'attributed', label: words.attributed, color: 'leaf.6' },
          { name: 'today', label: words.today, color: 'leaf.6', strokeDasharray: '2 5' },
          { name: 'compared', label: words.compared, color: 'gray.5', strokeDasharray: '6 3' },
        ]}
      />
    </div>
  );
}
