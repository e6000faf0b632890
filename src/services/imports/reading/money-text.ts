import { type CellFault, cellFault } from './cell-fault.ts';
import { type DecimalSign, readDecimal, readPlainDecimal, type ScaledDecimal } from './decimal-text.ts';

/** How the money of one file is read. */
export interface MoneyOptions {
  /** Decimals of the currency by ISO 4217: JPY 0, USD 2, KWD 3. */
  readonly exponent: number;
  readonly decimalSign: DecimalSign;
}

const NOT_MONEY = cellFault('not_a_number', 'expected a decimal number');
const NEGATIVE = cellFault('negative_price', 'expected a price of 0 or more: returns are not imported here');
const TOO_LARGE = cellFault('price_too_large', 'expected a price below 1,000,000,000,000 minor units');
const NOT_MINOR = cellFault(
  'not_minor_units',
  'expected whole minor units (paise, cents); call the column unit_price or line_total for amounts with decimals',
);
const MAX_MINOR = 1e12;
const SIGN = String.raw`(?:\p{Sc}|[A-Z]{1,2}\$|[A-Z]{3}|Rs\.?|kr\.?|zł|Kč|Ft|lei)`;
const LEADING_SIGN = new RegExp(`^([+-]?)\\s*${SIGN}\\s*(?=[\\d.,+-])`, 'u');
const TRAILING_SIGN = new RegExp(`(?<=\\d)\\s*${SIGN}$`, 'u');

/**
 * Takes currency signs and codes off an amount and turns accountants' "(5.00)" and "5.00-" into "-5.00".
 *
 * @example
 * stripCurrency('₹ 1,250.00') // => "1,250.00"
 */
export function stripCurrency(text: string): string {
  let amount = text;
  if (amount.startsWith('(') && amount.endsWith(')')) amount = `-${amount.slice(1, -1).trim()}`;
  if (amount.endsWith('-')) amount = `-${amount.slice(0, -1).trim()}`;
  return amount.replace(LEADING_SIGN, '$1').replace(TRAILING_SIGN, '');
}

/**
 * Reads an amount in major units (may be negative) as minor units: exact, digit by digit, never through a float.
 *
 * @example
 * readAmount('-€ 2,50', { exponent: 2, decimalSign: ',' }) // => { kind: 'decimal', units: -250, rounded: false }
 */
export function readAmount(text: string, options: MoneyOptions): ScaledDecimal | CellFault {
  const scale = options.exponent;
  const direct = readDecimal(text, { scale, decimalSign: options.decimalSign });
  if (direct.kind === 'decimal') return direct;
  // Never hand a letter back to the number reader: "12,5o" stays what it is and is reported as such.
  return readDecimal(stripCurrency(text), { scale, decimalSign: options.decimalSign });
}

/**
 * Reads a price in major units, 0 or more, as minor units.
 *
 * @example
 * readPrice('1.250', { exponent: 0, decimalSign: ',' }) // => { kind: 'decimal', units: 1250, rounded: false }
 */
export function readPrice(text: string, options: MoneyOptions): ScaledDecimal | CellFault {
  const amount = readAmount(text, options);
  if (amount.kind === 'fault') return amount;
  if (amount.units < 0) return NEGATIVE;
  return amount.units > MAX_MINOR ? TOO_LARGE : amount;
}

/**
 * Reads an amount that is already in minor units (paise, cents): whole digits, 0 or more.
 *
 * @example
 * readMinorUnits('49900') // => 49900
 */
export function readMinorUnits(text: string): number | CellFault {
  const plain = readPlainDecimal(text, 0);
  if (plain >= 0) return plain > MAX_MINOR ? TOO_LARGE : plain;
  const decimal = readDecimal(text, { scale: 3, decimalSign: '.' });
  if (decimal.kind === 'fault') return decimal.code === 'not_a_number' ? NOT_MONEY : TOO_LARGE;
  if (decimal.units < 0) return NEGATIVE;
  if (decimal.units % 1000 !== 0 || decimal.rounded) return NOT_MINOR;
  return decimal.units / 1000 > MAX_MINOR ? TOO_LARGE : decimal.units / 1000;
}
