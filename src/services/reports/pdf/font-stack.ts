import { fileURLToPath } from 'node:url';

/** Parts of Noto Sans, the most used first; each letter is written with the first part that has it. */
const PARTS = ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese', 'devanagari'] as const;
const WEIGHTS = { regular: 400, bold: 700 } as const;
export type Weight = keyof typeof WEIGHTS;

/** What stands for a letter that no part has. */
const MISSING = '?';
/** Wide signs that have a narrow twin. */
const TWINS: Readonly<Record<string, string>> = { '\uffe5': '¥', '\u066a': '%', '\u2212': '-' };

/** A text to be written in one line. */
export interface TextStyle {
  readonly size: number;
  readonly weight?: Weight;
  readonly color?: string;
}

interface Run {
  readonly font: string;
  text: string;
}

/** Writes text of mixed scripts: in runs, each with the part of the font that has its letters. */
export class FontStack {
  readonly #document: PDFKit.PDFDocument;
  /** Whether a font has a letter, as it was found out. */
  readonly #known = new Map<string, boolean>();
  /** True once a letter had to be left out. */
  hasMissingLetters = false;

  constructor(document: PDFKit.PDFDocument) {
    this.#document = document;
    for (const part of PARTS) {
      for (const weight of Object.values(WEIGHTS)) {
        const file = new URL(`../fonts/noto-sans-${part}-${weight}.ttf`, import.meta.url);
        document.registerFont(`${part} ${weight}`, fileURLToPath(file));
      }
    }
  }

  /** Writes one line with its baseline at `y`; gives its width. */
  write(text: string, { x, y, ...style }: TextStyle & { x: number; y: number }): number {
    let left = x;
    for (const { font, text: part } of this.#runsOf(text, style)) {
      this.#document
        .font(font)
        .fontSize(style.size)
        .fillColor(style.color ?? '#000000');
      this.#document.text(part, left, y, { lineBreak: false, baseline: 'alphabetic' });
      left += this.#document.widthOfString(part);
    }
    return left - x;
  }

  widthOf(text: string, style: TextStyle): number {
    return this.#runsOf(text, style).reduce(
      (width, { font, text: part }) => width + this.#document.font(font).fontSize(style.size).widthOfString(part),
      0,
    );
  }

  /** The text, cut short with an ellipsis where it is wider than `width`. */
  fit(text: string, { width, ...style }: TextStyle & { width: number }): string {
    if (this.widthOf(text, style) <= width) return text;
    const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
    let [fits, tooLong] = [0, letters.length];
    while (tooLong - fits > 1) {
      const middle = Math.floor((fits + tooLong) / 2);
      if (this.widthOf(`${letters.slice(0, middle).join('')}…`, style) <= width) fits = middle;
      else tooLong = middle;
    }
    return `${letters.slice(0, fits).join('').trimEnd()}…`;
  }

  /** The text in lines of at most this width, broken at blanks; the last of the lines there may be is cut short. */
  wrap(text: string, { width, most, ...style }: TextStyle & { width: number; most: number }): string[] {
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const last = lines.at(-1);
      const longer = last === undefined ? word : `${last} ${word}`;
      if (last !== undefined && (lines.length === most || this.widthOf(longer, style) <= width)) {
        lines[lines.length - 1] = longer;
      } else lines.push(word);
    }
    return lines.map((line) => this.fit(line, { width, ...style }));
  }

  #runsOf(text: string, { weight = 'regular' }: TextStyle): Run[] {
    const runs: Run[] = [];
    for (const sign of text) {
      const letter = TWINS[sign] ?? sign;
      const last = runs.at(-1);
      const font = this.#fontOf(letter, { weight, before: last?.font });
      if (font === null) this.hasMissingLetters = true;
      const chosen = font ?? last?.font ?? `${PARTS[0]} ${WEIGHTS[weight]}`;
      if (last?.font === chosen) last.text += font === null ? MISSING : letter;
      else runs.push({ font: chosen, text: font === null ? MISSING : letter });
    }
    return runs;
  }

  /** The font of the letters before, if it has this one too: marks stay with what they belong to. */
  #fontOf(letter: string, { weight, before }: { weight: Weight; before: string | undefined }): string | null {
    const all = PARTS.map((part) => `${part} ${WEIGHTS[weight]}`);
    const candidates = before === undefined || letter === ' ' ? all : [before, ...all];
    return candidates.find((font) => this.#has(font, letter)) ?? null;
  }

  #has(font: string, letter: string): boolean {
    const key = `${font} ${letter}`;
    const known = this.#known.get(key) ?? this.#look(font, letter);
    this.#known.set(key, known);
    return known;
  }

  #look(font: string, letter: string): boolean {
    // The types of pdfkit leave out what it draws with: a font of fontkit's.
    const opened = this.#document.font(font) as unknown as { _font: { font: OpenFont } };
    return opened._font.font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0);
  }
}

interface OpenFont {
  hasGlyphForCodePoint(codePoint: number): boolean;
}
