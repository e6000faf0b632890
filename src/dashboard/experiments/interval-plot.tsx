import './experiments.css';
import type { PlottedInterval } from './interval-axis.ts';

const HEIGHT = 36;
const MIDDLE = HEIGHT / 2;
/** Room at both ends, in percent of the width. */
const MARGIN = 3;

/**
 * An interval drawn beside the line of "no difference". The words that say the same stand next to it, so it is hidden from
 * those who hear the page.
 */
export function IntervalPlot({ interval, axis }: { readonly interval: PlottedInterval; readonly axis: number }) {
  const at = (value: number) => {
    const share = Math.min(1, Math.max(-1, value / axis));
    return `${50 + share * (50 - MARGIN)}%`;
  };
  const { estimate, low, high } = interval;
  const tone = low > 0 ? 'good' : high < 0 ? 'bad' : 'open';
  return (
    <svg className="interval-plot" width="100%" height={HEIGHT} aria-hidden focusable="false">
      <line className="axis" x1="0%" x2="100%" y1={MIDDLE} y2={MIDDLE} />
      <line className="zero" x1="50%" x2="50%" y1={2} y2={HEIGHT - 2} />
      <line className={`bar ${tone}`} x1={at(low)} x2={at(high)} y1={MIDDLE} y2={MIDDLE} />
      <circle className={`point ${tone}`} cx={at(estimate)} cy={MIDDLE} r={6} />
    </svg>
  );
}
