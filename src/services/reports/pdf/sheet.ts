import type { ToldReport } from '../tell-report.ts';
import type { FontStack } from './font-stack.ts';

/** A4 in points: 72 to the inch. */
export const PAGE = { width: 595.28, height: 841.89, margin: 48 } as const;
export const CONTENT_WIDTH = PAGE.width - 2 * PAGE.margin;

export const COLORS = {
  ink: '#1c2421',
  quiet: '#5b6762',
  line: '#d9e0dd',
  leaf: '#0b6b4f',
  pale: '#a6d6c3',
  wash: '#eef6f2',
} as const;

/** What parts of the sheet are drawn with. */
export interface Sheet {
  readonly document: PDFKit.PDFDocument;
  readonly fonts: FontStack;
  readonly told: ToldReport;
}

/** A heading; gives where what follows begins. */
export function drawHeading({ fonts }: Sheet, { text, y }: { text: string; y: number }): number {
  fonts.write(text, { x: PAGE.margin, y: y + 11, size: 11.5, weight: 'bold', color: COLORS.ink });
  return y + 24;
}

/** A text that ends at `right`. */
export function writeRight(
  { fonts }: Sheet,
  text: string,
  { right, ...place }: { right: number; y: number; size: number; weight?: 'regular' | 'bold'; color?: string },
): void {
  fonts.write(text, { x: right - fonts.widthOf(text, place), ...place });
}
