import type { Store } from '../../contract/catalog.ts';
import { squaresOf, type TableCode } from './table-codes.ts';

/** Points: 72 to the inch; A4 is 595 by 842. */
const MARGIN = 36;
const COLUMNS = 2;
const ROWS = 3;
const CARD = { width: (595 - 2 * MARGIN) / COLUMNS, height: (842 - 2 * MARGIN) / ROWS };
const CODE_SIZE = 150;

/** A sheet to print and cut: six cards on a page, each with the store's name, the table and its code. */
export async function drawTableSheet(store: Store, codes: readonly TableCode[]): Promise<Buffer> {
  // Its fonts and tables take a quarter of a second to load: that is paid by who prints, not by every start.
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument({ size: 'A4', margin: MARGIN, autoFirstPage: false });
  const parts: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
  });
  document.info.Title = `Tables of ${store.name}`;
  codes.forEach((code, index) => {
    const place = index % (COLUMNS * ROWS);
    if (place === 0) document.addPage();
    drawCard(document, code, {
      store,
      left: MARGIN + (place % COLUMNS) * CARD.width,
      top: MARGIN + Math.floor(place / COLUMNS) * CARD.height,
    });
  });
  if (codes.length === 0) document.addPage().fontSize(14).text('This store has no tables.');
  document.end();
  return done;
}

interface Place {
  readonly store: Store;
  readonly left: number;
  readonly top: number;
}

function drawCard(document: PDFKit.PDFDocument, code: TableCode, { store, left, top }: Place): void {
  document.lineWidth(0.5).dash(2, { space: 3 }).rect(left, top, CARD.width, CARD.height).stroke('#999999').undash();
  const text = { width: CARD.width - 24, align: 'center' as const, lineBreak: false, ellipsis: true };
  document.fillColor('#1c1e21').font('Helvetica-Bold').fontSize(13);
  document.text(toWinAnsi(store.name), left + 12, top + 16, text);
  drawSquares(document, code, { left: left + (CARD.width - CODE_SIZE) / 2, top: top + 40 });
  document
    .font('Helvetica-Bold')
    .fontSize(20)
    .text(`Table ${code.table}`, left + 12, top + 198, text);
  document
    .font('Helvetica')
    .fontSize(9)
    .text('Scan to see the menu and order', left + 12, top + 224, text);
}

function drawSquares(document: PDFKit.PDFDocument, code: TableCode, { left, top }: Omit<Place, 'store'>): void {
  const { size, isDark } = squaresOf(code);
  const side = CODE_SIZE / size;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (isDark(row, column)) document.rect(left + column * side, top + row * side, side, side);
    }
  }
  document.fill('#000000').fillColor('#1c1e21');
}

/** The fonts that every PDF reader has know the letters of western Europe only. */
function toWinAnsi(text: string): string {
  return text.replace(/[^\u0020-\u00ff\u2018\u2019\u201c\u201d\u2013\u2014\u20ac]/gu, '?');
}
