import Papa from 'papaparse';
import { ImportFileError } from './import-file-error.ts';

/** How records are cut. */
export interface RecordOptions {
  readonly delimiter: string;
  readonly newline: '\n' | '\r';
  /** Number of columns: a record of several lines with any other number has a stray quote. */
  readonly columns: number;
  /** Longest record in characters; 1,048,576 unless told. */
  readonly maxRecordLength?: number;
}

/** Takes one record: its cells, its number (1 = first row of the file), and whether a quote in it never closes. */
export type RecordConsumer = (cells: string[], rowNumber: number, unterminated: boolean) => void;

interface ParsedPiece {
  readonly data: string[][];
  readonly errors: { row: number; code: string }[];
  readonly meta: { cursor: number };
}

const MAX_RECORD_LENGTH = 1024 * 1024;
const MAX_STRAY_QUOTES = 100;

/**
 * Cuts text into CSV records, piece by piece, in memory bounded by the longest record.
 *
 * A quote that never closes would swallow the rest of the file. So a record over several lines that is too long, is cut
 * off by the end of the file, or has the wrong number of columns, is given up: its first line is handed out as
 * unterminated, and reading goes on with the next line.
 */
export class CsvRecords {
  /** Records handed out so far, blank ones included. */
  rowNumber = 0;
  readonly #options: RecordOptions;
  readonly #parser: Papa.Parser;
  readonly #consume: RecordConsumer;
  readonly #maxLength: number;
  #carry = '';
  #strayQuotes = 0;

  constructor(options: RecordOptions, consume: RecordConsumer) {
    this.#options = options;
    this.#consume = consume;
    this.#maxLength = options.maxRecordLength ?? MAX_RECORD_LENGTH;
    this.#parser = new Papa.Parser({ delimiter: options.delimiter, newline: options.newline });
  }

  /** Hands out every record that the text completes. */
  push(text: string): void {
    this.#read(this.#carry + text, false);
  }

  /** Hands out what is left at the end of the file. */
  end(): void {
    this.#read(this.#carry, true);
  }

  #read(text: string, isLast: boolean): void {
    let rest = text;
    for (;;) {
      const piece: ParsedPiece = this.#parser.parse(rest, 0, !isLast);
      const stray = this.#handOut(piece, rest);
      if (stray >= 0) {
        rest = this.#skipLine(rest.slice(stray));
      } else {
        const left = isLast ? '' : rest.slice(piece.meta.cursor);
        if (left.length <= this.#maxLength) {
          this.#carry = left;
          return;
        }
        rest = this.#skipLine(left);
      }
    }
  }

  /** Hands out records until one has a stray quote; returns where that one begins, or -1. */
  #handOut(piece: ParsedPiece, text: string): number {
    const rows = piece.data;
    const { columns, newline } = this.#options;
    const mayQuote = text.includes('"');
    const broken = mayQuote ? new Map(piece.errors.map((error) => [error.row, error.code])) : null;
    let starts: number[] | null = null;
    for (let i = 0; i < rows.length; i++) {
      const code = broken?.get(i);
      if (mayQuote && (code !== undefined || rows[i].length !== columns)) {
        starts ??= this.#findStarts(text);
        const end = starts[i + 1] ?? text.length;
        const feed = text.indexOf(newline, starts[i]);
        if (feed >= 0 && feed < end - 1) return starts[i];
      }
      this.#consume(rows[i], ++this.rowNumber, code === 'MissingQuotes');
    }
    return -1;
  }

  /** Where each record begins. Costs a second parse, so it is done only for text with something wrong in it. */
  #findStarts(text: string): number[] {
    const starts = [0];
    const step = (result: { meta: { cursor: number } }): void => {
      starts.push(result.meta.cursor);
    };
    const { delimiter, newline } = this.#options;
    new Papa.Parser({ delimiter, newline, step } as Papa.ParseConfig).parse(text, 0, false);
    return starts;
  }

  /** Gives up the first line of the text as unterminated and returns the text after it. */
  #skipLine(text: string): string {
    const { newline, delimiter } = this.#options;
    const feed = text.indexOf(newline);
    if (feed < 0 || feed > this.#maxLength) {
      throw new ImportFileError(
        'line_too_long',
        `row ${this.rowNumber + 1} is longer than ${this.#maxLength} characters`,
        {
          hint: 'This does not look like a list of orders: export it again as CSV with one row per line.',
        },
      );
    }
    this.#strayQuotes++;
    if (this.#strayQuotes > MAX_STRAY_QUOTES) {
      throw new ImportFileError('broken_quotes', `row ${this.rowNumber + 1}: the quotes of this file do not close`, {
        hint: 'Cells that hold a quote must be written as "5"" pipe". Export the file again with standard CSV quoting.',
      });
    }
    this.#consume(text.slice(0, feed).split(delimiter), ++this.rowNumber, true);
    return text.slice(feed + 1);
  }
}
