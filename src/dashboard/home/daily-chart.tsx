import { LineChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import '@mantine/core/styles/ColorSwatch.css';
import type { Home } from '../../contract/home.ts';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { toChartPoints } from './chart-points.ts';
import { HOME_WORDS } from './words.ts';

type Day = Home['series'][number];

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
