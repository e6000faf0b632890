import { COLORS, CONTENT_WIDTH, drawHeading, PAGE, type Sheet, writeRight } from './sheet.ts';

const COLUMNS = 4;
const CARD = { height: 74, gap: 10, padding: 10 } as const;
const HEADLINE = { size: 16, weight: 'bold', color: COLORS.ink } as const;
const VALUE = { size: 15, weight: 'bold', color: COLORS.ink } as const;
const HOW = { size: 9, color: COLORS.quiet } as const;

/** Store, title and days; gives where what follows begins. */
export function drawTitle(sheet: Sheet): number {
  const { fonts, told } = sheet;
  const right = PAGE.margin + CONTENT_WIDTH;
  const top = PAGE.margin;
  fonts.write(told.title.toLocaleUpperCase(told.words.language), {
    x: PAGE.margin,
    y: top + 8,
    size: 8.5,
    weight: 'bold',
    color: COLORS.leaf,
  });
  const days = { size: 9.5, color: COLORS.quiet } as const;
  writeRight(sheet, told.days, { right, y: top + 33, ...days });
  const room = CONTENT_WIDTH - Math.max(fonts.widthOf(told.days, days), fonts.widthOf(told.period, PERIOD)) - 24;
  const name = fonts.fit(told.storeName, { size: 22, weight: 'bold', width: room });
  fonts.write(name, { x: PAGE.margin, y: top + 33, size: 22, weight: 'bold', color: COLORS.ink });
  writeRight(sheet, told.period, { right, y: top + 16, ...PERIOD });
  return top + 52;
}

const PERIOD = { size: 11, weight: 'bold', color: COLORS.ink } as const;

/** The sentence that matters, and how it came about. */
export function drawHeadline({ document, fonts, told }: Sheet, y: number): number {
  const inner = { x: PAGE.margin + 20, width: CONTENT_WIDTH - 40 };
  const lines = fonts.wrap(told.headline, { ...HEADLINE, width: inner.width, most: 3 });
  const how = fonts.wrap(told.how, { ...HOW, width: inner.width, most: 2 });
  const height = 34 + lines.length * 22 + how.length * 13;
  document.roundedRect(PAGE.margin, y, CONTENT_WIDTH, height, 6).fill(COLORS.wash);
  document.rect(PAGE.margin, y + 12, 3, height - 24).fill(COLORS.leaf);
  let baseline = y + 33;
  for (const line of lines) {
    fonts.write(line, { x: inner.x, y: baseline, ...HEADLINE });
    baseline += 22;
  }
  for (const line of how) {
    fonts.write(line, { x: inner.x, y: baseline, ...HOW });
    baseline += 13;
  }
  return y + height + 22;
}

/** The figures as cards, four in a row. */
export function drawFigures({ document, fonts, told }: Sheet, y: number): number {
  const width = (CONTENT_WIDTH - CARD.gap * (COLUMNS - 1)) / COLUMNS;
  told.figures.forEach((figure, index) => {
    const left = PAGE.margin + (index % COLUMNS) * (width + CARD.gap);
    const top = y + Math.floor(index / COLUMNS) * (CARD.height + CARD.gap);
    document.roundedRect(left, top, width, CARD.height, 5).lineWidth(0.7).stroke(COLORS.line);
    const x = left + CARD.padding;
    const room = width - 2 * CARD.padding;
    const row = (text: string, offset: number, style: { size: number; weight?: 'bold'; color: string }) =>
      fonts.write(fonts.fit(text, { ...style, width: room }), { x, y: top + offset, ...style });
    row(figure.label, 17, { size: 8, color: COLORS.quiet });
    fonts.write(figure.value, { ...VALUE, x, y: top + 37, size: sizeOf(fonts, figure.value, room) });
    row(figure.of === '' ? figure.change : figure.of, 51, { size: 7.5, color: COLORS.quiet });
    if (figure.of !== '') row(figure.change, 62.5, { size: 7.5, color: COLORS.quiet });
  });
  const rows = Math.ceil(told.figures.length / COLUMNS);
  return y + rows * (CARD.height + CARD.gap) + 16;
}

/** An amount is never cut short: it gets smaller. */
function sizeOf(fonts: Sheet['fonts'], value: string, room: number): number {
  return Math.min(VALUE.size, (VALUE.size * room) / fonts.widthOf(value, VALUE));
}

/** What is worth doing, numbered. */
export function drawToDo(sheet: Sheet, y: number): number {
  const { fonts, told } = sheet;
  let top = drawHeading(sheet, { text: told.words.toDo.title, y });
  const style = { size: 10, color: COLORS.ink } as const;
  if (told.toDo.length === 0) fonts.write(told.words.toDo.none, { x: PAGE.margin, y: top + 9, ...style });
  told.toDo.forEach(({ text, worth }, index) => {
    sheet.document.circle(PAGE.margin + 8, top + 6, 8).fill(COLORS.leaf);
    const number = { size: 8.5, weight: 'bold', color: '#ffffff' } as const;
    const digit = String(index + 1);
    fonts.write(digit, { x: PAGE.margin + 8 - fonts.widthOf(digit, number) / 2, y: top + 9.2, ...number });
    const right = PAGE.margin + CONTENT_WIDTH;
    const room = CONTENT_WIDTH - 28 - (worth === '' ? 0 : fonts.widthOf(worth, { size: 9 }) + 14);
    if (worth !== '') writeRight(sheet, worth, { right, y: top + 9.5, size: 9, color: COLORS.leaf });
    for (const line of fonts.wrap(text, { ...style, width: room, most: 2 })) {
      fonts.write(line, { x: PAGE.margin + 26, y: top + 9.5, ...style });
      top += 14;
    }
    top += 10;
  });
  return top;
}
