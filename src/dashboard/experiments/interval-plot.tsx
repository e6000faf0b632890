import './experiments.css';

/** An estimate with the interval in which the truth likely lies. */
export interface PlottedInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

const HEIGHT = 36;
const MIDDLE = HEIGHT / 2;
/** Room at both ends, in percent of the width. */
const MARGIN = 3;

/**
 * The axis on which several intervals can be compared: as far to one side of 0 as to the other, so that 0 stands in the middle.
 *
 * @example
 * axisOf([{ estimate: 1, low: -2, high: 4 }]) // => 4
 */
export function axisOf(intervals: readonly PlottedInterval[]): number {
  const furthest = Math.max(0, ...intervals.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
  return furthest > 0 && Number.isFinite(furthest) ? furthest : 1;
}

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
