import type { Readable } from 'node:stream';
import type { Report } from '../../../contract/report.ts';
import { tellReport } from '../tell-report.ts';
import { drawChart } from './draw-chart.ts';
import { drawFigures, drawHeadline, drawTitle, drawToDo } from './draw-summary.ts';
import { drawTable } from './draw-table.ts';
import { FontStack } from './font-stack.ts';
import { COLORS, CONTENT_WIDTH, PAGE, type Sheet, writeRight } from './sheet.ts';

/**
 * A report as a PDF of one or two A4 pages, which leaves while it is drawn. The same report is the same file, byte for byte: its
 * date is that of the report.
 */
export async function writeReportPdf(report: Report): Promise<Readable> {
  // Its fonts and tables take a quarter of a second to load: that is paid by who prints, not by every start.
  const { default: PDFDocument } = await import('pdfkit');
  const told = tellReport(report);
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    lang: told.words.language,
    info: {
      Title: `${told.storeName}: ${told.title}, ${told.period}`,
      Creator: 'Pairwell',
      CreationDate: new Date(report.closed_at),
    },
  });
  const sheet: Sheet = { document, fonts: new FontStack(document), told };
  drawSummaryPage(sheet, report);
  if (hasTables(sheet)) drawTablesPage(sheet);
  drawFooters(sheet);
  document.end();
  return document as unknown as Readable;
}

function drawSummaryPage(sheet: Sheet, report: Report): void {
  let y = drawTitle(sheet);
  y = drawHeadline(sheet, y);
  y = drawFigures(sheet, y);
  y = drawChart(sheet, { days: report.days, y });
  y = drawToDo(sheet, y);
  if (!hasTables(sheet)) drawNotes(sheet, y + 12);
}

function hasTables({ told }: Sheet): boolean {
  return told.items.length + told.combinations.length > 0;
}

function drawTablesPage(sheet: Sheet): void {
  const { document, told } = sheet;
  const { items, pairs } = told.words;
  document.addPage({ size: 'A4', margin: 0 });
  let y: number = PAGE.margin;
  const columns = (words: { revenue: string }, name: string, count: string) => [name, count, words.revenue] as const;
  y = drawTable(sheet, {
    y,
    title: items.title,
    columns: columns(items, items.item, items.conversions),
    rows: told.items,
    none: told.words.noItems,
  });
  y = drawTable(sheet, {
    y,
    title: pairs.title,
    columns: columns(pairs, pairs.pair, pairs.times),
    rows: told.combinations,
    none: told.words.noPairs,
  });
  drawNotes(sheet, y);
}

/** How the figures are counted, and what the fonts could not write. */
function drawNotes({ fonts, told }: Sheet, top: number): void {
  const style = { size: 8, color: COLORS.quiet } as const;
  let y = top;
  for (const line of fonts.wrap(told.words.footer.how, { ...style, width: CONTENT_WIDTH, most: 3 })) {
    fonts.write(line, { x: PAGE.margin, y: y + 4, ...style });
    y += 12;
  }
  if (fonts.hasMissingLetters) fonts.write(told.words.footer.letters, { x: PAGE.margin, y: y + 4, ...style });
}

function drawFooters(sheet: Sheet): void {
  const { document, told } = sheet;
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    document.switchToPage(page);
    const style = { y: PAGE.height - 28, size: 7.5, color: COLORS.quiet } as const;
    const name = sheet.fonts.fit(`${told.storeName} · ${told.period} · Pairwell`, {
      ...style,
      width: CONTENT_WIDTH - 60,
    });
    sheet.fonts.write(name, { x: PAGE.margin, ...style });
    writeRight(sheet, told.words.footer.page(page + 1, count), { right: PAGE.margin + CONTENT_WIDTH, ...style });
  }
}
