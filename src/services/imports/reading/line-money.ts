import type { CellFault } from './cell-fault.ts';
import { cellFault } from './cell-fault.ts';
import type { ColumnRole } from './column-aliases.ts';
import type { ScaledDecimal } from './decimal-text.ts';
import { readAmount, readMinorUnits, readPrice } from './money-text.ts';
import { type RowCells, RowRejection } from './row-cells.ts';

/** Price and discount of a line, in minor units; null = unknown. */
export interface LineMoney {
  readonly unitPriceMinor: number | null;
  readonly discountMinor: number | null;
}

const DISCOUNT_TOO_LARGE = cellFault('discount_too_large', 'expected a discount of at most the price of the line');

/**
 * Splits the total of a line into a unit price and a discount, so that units x price - discount is the total again:
 * 10.00 for 3 is 3 x 3.34 - 0.02. For parts of a unit (weights) the unit price is rounded instead.
 *
 * @example
 * splitTotal(1000, 3000) // => { unitPriceMinor: 334, discountMinor: 2 }
 */
export function splitTotal(totalMinor: number, quantityMilli: number): LineMoney {
  if (quantityMilli % 1000 !== 0) {
    return { unitPriceMinor: Math.round((totalMinor * 1000) / quantityMilli), discountMinor: null };
  }
  const units = quantityMilli / 1000;
  const unitPriceMinor = Math.ceil(totalMinor / units);
  const rest = unitPriceMinor * units - totalMinor;
  return { unitPriceMinor, discountMinor: rest === 0 ? null : rest };
}

/** Reads the money columns of a row and counts the prices that had more decimals than the currency. */
export class LineMoneyReader {
  roundedPrices = 0;
  readonly #money: { readonly exponent: number; readonly decimalSign: '.' | ',' };
  readonly #cells: RowCells;

  constructor(cells: RowCells, money: { readonly exponent: number; readonly decimalSign: '.' | ',' }) {
    this.#cells = cells;
    this.#money = money;
  }

  /** Price and discount of a line. Throws RowRejection. */
  read(quantityMilli: number): LineMoney {
    const fromTotal = this.#readTotal(quantityMilli);
    const price = this.#cells.text('unitPrice');
    const unitPriceMinor =
      price === '' ? (fromTotal?.unitPriceMinor ?? null) : this.#accept('unitPrice', readPrice(price, this.#money));
    const discount = this.#cells.text('discount');
    if (discount === '') return { unitPriceMinor, discountMinor: fromTotal?.discountMinor ?? null };
    // Some tills write a discount as a negative amount: either way it is taken off.
    const written = Math.abs(this.#accept('discount', readAmount(discount, this.#money)));
    const discountMinor = written + (fromTotal?.discountMinor ?? 0);
    if (unitPriceMinor !== null && discountMinor > (unitPriceMinor * quantityMilli) / 1000) {
      throw new RowRejection('discount', DISCOUNT_TOO_LARGE);
    }
    return { unitPriceMinor, discountMinor };
  }

  #readTotal(quantityMilli: number): LineMoney | null {
    const minor = this.#cells.text('amountMinor');
    if (minor !== '') return splitTotal(this.#acceptMinor(readMinorUnits(minor)), quantityMilli);
    const total = this.#cells.text('lineTotal');
    if (total === '') return null;
    return splitTotal(this.#accept('lineTotal', readPrice(total, this.#money)), quantityMilli);
  }

  #accept(role: ColumnRole, value: ScaledDecimal | CellFault): number {
    if (value.kind === 'fault') throw new RowRejection(role, value);
    if (value.rounded) this.roundedPrices++;
    return value.units;
  }

  #acceptMinor(value: number | CellFault): number {
    if (typeof value === 'number') return value;
    throw new RowRejection('amountMinor', value);
  }
}
