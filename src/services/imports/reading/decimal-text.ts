import { type CellFault, cellFault } from './cell-fault.ts';

/** The character in front of the decimals; the other one groups thousands. */
export type DecimalSign = '.' | ',';

/** How decimal text of one file is read. */
export interface DecimalOptions {
  /** Decimals of the result: 2 turns "1.5" into 150. */
  readonly scale: number;
  /** Decides "1,234", which can be read both ways. */
  readonly decimalSign: DecimalSign;
}

/** A decimal number as an integer of 10^-scale units; `rounded` when the text had more decimals than fit. */
export interface ScaledDecimal {
  readonly kind: 'decimal';
  readonly units: number;
  readonly rounded: boolean;
}

const NOT_A_NUMBER = cellFault('not_a_number', 'expected a decimal number');
const TOO_LARGE = cellFault('number_too_large', 'expected a number of at most 15 digits');
const MAX_DIGITS = 15;
const POWERS_OF_TEN = [1, 10, 100, 1000, 10_000];
const SHAPE = /^([+-]?)(\d[\d., '\u00a0\u202f\u2019]*|[.,]\d+)$/;
const GROUPED = /^\d{1,3}(?:(?:[.,' \u00a0\u202f\u2019]\d{2})*[.,' \u00a0\u202f\u2019]\d{3})+$/;

/**
 * Reads digits with at most one point, the text of nearly every price and quantity; -1 for anything else.
 *
 * @example
 * readPlainDecimal('12.5', 2) // => 1250
 */
export function readPlainDecimal(text: string, scale: number): number {
  if (text.length === 0 || text.length > MAX_DIGITS - scale) return -1;
  let units = 0;
  let pointAt = -1;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >= 0 && digit <= 9) units = units * 10 + digit;
    else if (digit === -2 && pointAt < 0 && i > 0) pointAt = i;
    else return -1;
  }
  const decimals = pointAt < 0 ? 0 : text.length - 1 - pointAt;
  // A point before three digits may group thousands: the slow path knows what the file does.
  if (decimals > scale || decimals === 3 || decimals === text.length - 1 || (pointAt >= 0 && decimals === 0)) return -1;
  return units * POWERS_OF_TEN[scale - decimals];
}

/**
 * Where the decimals of a number begin: the index of its decimal sign, or -1 for none.
 *
 * Two different signs: the last is the decimal one. One sign, not followed by exactly three digits: decimal. One sign
 * before exactly three digits can be read both ways, and the file's sign decides.
 *
 * @example
 * decimalSignIndex('1.234,50', '.') // => 5
 */
export function decimalSignIndex(text: string, decimalSign: DecimalSign): number {
  const point = text.lastIndexOf('.');
  const comma = text.lastIndexOf(',');
  const last = Math.max(point, comma);
  if (last < 0 || (point >= 0 && comma >= 0)) return last;
  if (text.indexOf(text[last]) !== last) return -1;
  const groups = text.length - last - 1 === 3 && last >= 1 && last <= 3 && text[0] !== '0';
  return groups && text[last] !== decimalSign ? -1 : last;
}

/**
 * Reads a decimal number exactly, digit by digit, into an integer of 10^-scale units. Half units are rounded away from 0.
 *
 * Understood: `1234.5`, `1,234.50`, `1.234,50`, `1 234,50`, `1'234.50`, `1,23,456.00`, `.5`, a leading sign.
 * Returns a fault for anything else, or for more than 15 digits.
 *
 * @example
 * readDecimal('1.234,50', { scale: 2, decimalSign: '.' }) // => { kind: 'decimal', units: 123450, rounded: false }
 */
export function readDecimal(text: string, options: DecimalOptions): ScaledDecimal | CellFault {
  const plain = readPlainDecimal(text, options.scale);
  if (plain >= 0) return { kind: 'decimal', units: plain, rounded: false };
  const shape = text.length <= 64 ? SHAPE.exec(text) : null;
  if (shape === null) return NOT_A_NUMBER;
  const number = shape[2];
  const at = decimalSignIndex(number, options.decimalSign);
  const whole = at < 0 ? number : number.slice(0, at);
  const fraction = at < 0 ? '' : number.slice(at + 1);
  if (!/^\d*$/.test(fraction) || !(/^\d*$/.test(whole) || GROUPED.test(whole))) return NOT_A_NUMBER;
  return scaleDigits(whole.replace(/\D/g, ''), fraction, { scale: options.scale, negative: shape[1] === '-' });
}

function scaleDigits(
  whole: string,
  fraction: string,
  options: { scale: number; negative: boolean },
): ScaledDecimal | CellFault {
  const kept = fraction.slice(0, options.scale).padEnd(options.scale, '0');
  const digits = (whole + kept).replace(/^0+(?=\d)/, '');
  if (digits.length > MAX_DIGITS) return TOO_LARGE;
  const rest = fraction.slice(options.scale);
  const rounded = /[1-9]/.test(rest);
  const units = Number(digits) + (rest >= '5' ? 1 : 0);
  return { kind: 'decimal', units: options.negative && units > 0 ? -units : units, rounded };
}
