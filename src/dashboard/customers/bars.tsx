import './customers.css';

const HEIGHT = 40;
/** What is not nothing is seen. */
const LEAST = 2;
const GAP_SHARE = 0.25;

/**
 * Values in a row as bars from 0 up, the highest as high as the picture. What it shows is told by `label`, and in full where
 * the numbers stand beside it.
 */
export function Bars({
  values,
  label,
  isMarked = () => false,
}: {
  readonly values: readonly number[];
  readonly label: string;
  /** Bars that stand out. */
  isMarked?(place: number): boolean;
}) {
  const highest = Math.max(...values, 0);
  const width = 100 / Math.max(1, values.length);
  const heightOf = (value: number) => (value <= 0 ? 0 : Math.max(LEAST, (value / highest) * HEIGHT));
  return (
    <svg className="bars" width="100%" height={HEIGHT} role="img" aria-label={label}>
      {values.map((value, place) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
          key={place}
          className={isMarked(place) ? 'bar marked' : 'bar'}
          x={`${place * width}%`}
          width={`${width * (1 - GAP_SHARE)}%`}
          y={HEIGHT - heightOf(value)}
          height={heightOf(value)}
        />
      ))}
      <line className="ground" x1="0%" x2="100%" y1={HEIGHT} y2={HEIGHT} />
    </svg>
  );
}
