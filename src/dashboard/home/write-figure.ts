import type { HomeCard } from '../../contract/home.ts';
import type { Formats } from '../format/formats.ts';
import type { HomeWords } from './words.english.ts';

/** What the figures of the page count in. */
export type FigureUnit = HomeCard['unit'];

/** A figure as people read it: whole money, a count, a share, or items with two decimals. */
export function writeFigure({ value, unit }: { value: number; unit: FigureUnit }, formats: Formats): string {
  switch (unit) {
    case 'minor':
      return formats.wholeMoney(value);
    case 'share':
      return formats.percent(value, 1);
    case 'items':
      return formats.number(value, 2);
    default:
      return formats.number(value);
  }
}

/** The same with its sign, as changes and ends of an interval around 0 have it. */
export function writeSigned({ value, unit }: { value: number; unit: FigureUnit }, formats: Formats): string {
  if (unit === 'share') return formats.change(value);
  if (unit === 'minor') return formats.wholeMoney(value, true);
  return `${value > 0 ? '+' : ''}${writeFigure({ value, unit }, formats)}`;
}

/** The likely range of a figure; of a change, and where one end is below 0, both ends have their sign. */
export function writeInterval(
  {
    interval: [low = 0, high = 0],
    unit,
    isChange,
  }: { interval: readonly number[]; unit: FigureUnit; isChange: boolean },
  { words, formats }: { words: HomeWords['cards']; formats: Formats },
): string {
  const write = isChange || low < 0 ? writeSigned : writeFigure;
  return words.likely(write({ value: low, unit }, formats), write({ value: high, unit }, formats));
}

/** What was hoped for: "15% to 25%", or "more than 10%". */
export function writeTarget(
  { from, to, unit, of = 'value' }: { from: number; to: number | null; unit: FigureUnit; of?: 'value' | 'uplift' },
  { words, formats }: { words: HomeWords['cards']; formats: Formats },
): string {
  const low = writeTargetEnd({ value: from, unit }, formats);
  if (to === null) return words.moreThan(low);
  const high = writeTargetEnd({ value: to, unit }, formats);
  return of === 'uplift' ? words.rangeMore(low, high) : words.range(low, high);
}

/** Targets are round: no decimals where there is nothing behind them. */
function writeTargetEnd({ value, unit }: { value: number; unit: FigureUnit }, formats: Formats): string {
  if (unit === 'share') return formats.percent(value);
  return unit === 'items' ? formats.number(value, 1) : writeFigure({ value, unit }, formats);
}

/** How a figure moved against the days before; null when there is nothing to compare. */
export function tellChange(
  { value, previous, unit }: Pick<HomeCard, 'value' | 'previous' | 'unit'>,
  { words, formats }: { words: HomeWords['cards']; formats: Formats },
): { readonly text: string; readonly direction: 'up' | 'down' | null } | null {
  if (value === null || previous === null) return null;
  if (previous === 0) return value === 0 ? null : { text: words.beforeNew, direction: null };
  const before = writeFigure({ value: previous, unit }, formats);
  // Against a figure below 0 a share says nothing.
  if (previous < 0) return { text: words.before(before), direction: null };
  // An arrow stands only beside a change that is written: below half a percent it says 0%.
  const change = Math.round((value / previous - 1) * 100) / 100;
  const direction = change > 0 ? 'up' : change < 0 ? 'down' : null;
  return { text: words.change(formats.change(change, 0), before), direction };
}
