import type { Report } from '../../../contract/report.ts';
import { COLORS, CONTENT_WIDTH, drawHeading, PAGE, type Sheet, writeRight } from './sheet.ts';

const HEIGHT = 176;
const LABEL_GAP = 8;
/** Widest bar, and how much of its place a bar fills. */
const [WIDEST_BAR, FILLED] = [34, 0.66];
/** With more days than this every day's name would run into the next one's. */
const FEW_DAYS = 10;
const GRID_STEPS = 2;
const LABEL = { size: 7.5, color: COLORS.quiet } as const;

type Day = Report['days'][number];

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** What the height stands for. */
  readonly topMinor: number;
}

/** Revenue of each day as a bar, what suggestions brought at its foot; gives where what follows begins. */
export function drawChart(sheet: Sheet, { days, y }: { days: readonly Day[]; y: number }): number {
  const { words } = sheet.told;
  const top = drawHeading(sheet, { text: words.chart.title, y }) + 4;
  if (days.every((day) => day.revenue_minor <= 0)) {
    sheet.fonts.write(words.nothingSold, { x: PAGE.margin, y: top + 8, size: 10, color: COLORS.quiet });
    return top + 40;
  }
  drawLegend(sheet, y + 11);
  const topMinor = niceTop(Math.max(...days.map((day) => day.revenue_minor)));
  const labels = Array.from({ length: GRID_STEPS + 1 }, (_, step) =>
    sheet.told.formats.wholeMoney((topMinor * step) / GRID_STEPS),
  );
  const widest = Math.max(...labels.map((label) => sheet.fonts.widthOf(label, LABEL)));
  const frame: Frame = {
    left: PAGE.margin + widest + LABEL_GAP,
    right: PAGE.margin + CONTENT_WIDTH,
    top,
    bottom: top + HEIGHT,
    topMinor,
  };
  drawGrid(sheet, labels, frame);
  for (const [index, day] of days.entries()) drawDay(sheet, day, { frame, index, count: days.length });
  return frame.bottom + 30;
}

function drawLegend(sheet: Sheet, y: number): void {
  const { chart } = sheet.told.words;
  let right = PAGE.margin + CONTENT_WIDTH;
  for (const [text, color] of [
    [chart.rest, COLORS.pale],
    [chart.attributed, COLORS.leaf],
  ] as const) {
    writeRight(sheet, text, { right, y, size: 8, color: COLORS.quiet });
    right -= sheet.fonts.widthOf(text, { size: 8 }) + 12;
    sheet.document.rect(right, y - 6.5, 7.5, 7.5).fill(color);
    right -= 14;
  }
}

function drawGrid(sheet: Sheet, labels: readonly string[], frame: Frame): void {
  labels.forEach((label, step) => {
    const y = frame.bottom - ((frame.bottom - frame.top) * step) / GRID_STEPS;
    sheet.document
      .lineWidth(step === 0 ? 0.8 : 0.5)
      .moveTo(frame.left, y)
      .lineTo(frame.right, y)
      .stroke(COLORS.line);
    writeRight(sheet, label, { right: frame.left - LABEL_GAP, y: y + 2.5, ...LABEL });
  });
}

function drawDay(
  { document, fonts, told }: Sheet,
  day: Day,
  { frame, index, count }: { frame: Frame; index: number; count: number },
): void {
  const place = (frame.right - frame.left) / count;
  const width = Math.min(WIDEST_BAR, place * FILLED);
  const left = frame.left + place * index + (place - width) / 2;
  const heightOf = (minor: number) => ((frame.bottom - frame.top) * Math.max(0, minor)) / frame.topMinor;
  const whole = heightOf(day.revenue_minor);
  const credited = Math.min(whole, heightOf(day.attributed_minor));
  if (whole > 0) document.rect(left, frame.bottom - whole, width, whole).fill(COLORS.pale);
  if (credited > 0) document.rect(left, frame.bottom - credited, width, credited).fill(COLORS.leaf);
  const isFew = count <= FEW_DAYS;
  if (!isFew && index % 2 === 1) return;
  const label = isFew ? told.formats.shortDay(day.day) : String(Number(day.day.slice(8)));
  fonts.write(label, { x: left + (width - fonts.widthOf(label, LABEL)) / 2, y: frame.bottom + 12, ...LABEL });
}

/**
 * The next of 1, 2, 4, 5, 8, 10, 20 ... thousands of the minor unit: half of it is a round amount too.
 *
 * @example
 * niceTop(34_500) // => 40000
 * niceTop(0) // => 1000
 */
export function niceTop(largest: number): number {
  let power = 1000;
  for (;;) {
    for (const step of [1, 2, 4, 5, 8]) {
      if (step * power >= largest) return step * power;
    }
    power *= 10;
  }
}
