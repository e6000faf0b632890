import { type CellFault, cellFault } from './cell-fault.ts';
import type { ColumnRole } from './column-aliases.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { unguardCell } from './csv-out.ts';

const NUL = cellFault('nul_character', 'expected text without NUL characters');
const BLANK = /[\t\n\r\u2028\u2029]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROLS = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const ANY_CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/;

/** Thrown inside the reading of one row and caught around it; never leaves it. */
export class RowRejection {
  readonly role: ColumnRole | null;
  readonly fault: CellFault;

  constructor(role: ColumnRole | null, fault: CellFault) {
    this.role = role;
    this.fault = fault;
  }
}

/**
 * The text of a cell as it is kept: blanks at both ends off, formula guard off, control characters off, line ends one space.
 * Null when it holds a NUL character: that is damage, and not to be guessed at.
 *
 * @example
 * cleanCell("'=Tea\n") // => "=Tea"
 */
export function cleanCell(raw: string): string | null {
  const scrub = ANY_CONTROL.test(raw);
  if (scrub && raw.includes('\0')) return null;
  const text = scrub ? raw.replace(BLANK, ' ').replace(CONTROLS, '') : raw;
  const mayTrim = text.length > 0 && (isEdge(text.charCodeAt(0)) || isEdge(text.charCodeAt(text.length - 1)));
  return mayTrim ? unguardCell(text.trim()) : text;
}

/** A blank, a character that may be one, or the apostrophe of the formula guard. */
function isEdge(code: number): boolean {
  return code <= 32 || code === 39 || code >= 160;
}

/** Reads the cells of a row by their meaning. One object serves all rows of a file. */
export class RowCells {
  readonly #positions: Record<string, number>;
  #cells: readonly string[] = [];

  constructor(mapping: ColumnMapping) {
    this.#positions = Object.fromEntries(mapping.positions);
  }

  /** Turns to the next row. */
  turnTo(cells: readonly string[]): void {
    this.#cells = cells;
  }

  /** The clean text of a column, '' when the file has no such column. Throws RowRejection for a NUL character. */
  text(role: ColumnRole): string {
    const position = this.#positions[role];
    if (position === undefined) return '';
    const raw = this.#cells[position];
    if (raw === '') return raw;
    const text = cleanCell(raw);
    if (text === null) throw new RowRejection(role, NUL);
    return text;
  }

  /** Clean text of at most so many characters; null when empty. */
  capped(role: ColumnRole, maxLength: number): string | null {
    const text = this.text(role);
    if (text === '') return null;
    if (text.length > maxLength) throw new RowRejection(role, tooLong(maxLength));
    return text;
  }
}

/**
 * The fault of a text that is too long.
 *
 * @example
 * tooLong(200).reason // => "expected at most 200 characters"
 */
export function tooLong(maxLength: number): CellFault {
  return cellFault('too_long', `expected at most ${maxLength} characters`);
}
