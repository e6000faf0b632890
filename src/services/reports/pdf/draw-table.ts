import { COLORS, CONTENT_WIDTH, drawHeading, PAGE, type Sheet, writeRight } from './sheet.ts';

const ROW = 19;
const NUMBER_WIDTH = 92;

/** A table of names with two columns of figures. */
export interface ReportTable {
  readonly title: string;
  readonly columns: readonly [name: string, count: string, money: string];
  readonly rows: readonly (readonly [name: string, count: string, money: string])[];
  /** What is said where there are no rows. */
  readonly none: string;
}

/** Draws a table; gives where what follows begins. */
export function drawTable(sheet: Sheet, { y, title, columns, rows, none }: ReportTable & { y: number }): number {
  let top = drawHeading(sheet, { text: title, y });
  if (rows.length === 0) {
    sheet.fonts.write(none, { x: PAGE.margin, y: top + 9, size: 9.5, color: COLORS.quiet });
    return top + 34;
  }
  drawRow(sheet, columns, { top, size: 8, color: COLORS.quiet });
  top += ROW - 3;
  for (const row of rows) {
    sheet.document
      .lineWidth(0.5)
      .moveTo(PAGE.margin, top)
      .lineTo(PAGE.margin + CONTENT_WIDTH, top)
      .stroke(COLORS.line);
    drawRow(sheet, row, { top, size: 9.5, color: COLORS.ink });
    top += ROW;
  }
  return top + 24;
}

function drawRow(
  sheet: Sheet,
  [name, count, money]: readonly [string, string, string],
  { top, ...style }: { top: number; size: number; color: string },
): void {
  const right = PAGE.margin + CONTENT_WIDTH;
  const y = top + 12.5;
  const width = CONTENT_WIDTH - 2 * NUMBER_WIDTH - 12;
  sheet.fonts.write(sheet.fonts.fit(name, { ...style, width }), { x: PAGE.margin, y, ...style });
  writeRight(sheet, count, { right: right - NUMBER_WIDTH, y, ...style });
  writeRight(sheet, money, { right, y, ...style });
}
