import { type CellFault, cellFault } from './cell-fault.ts';
import { type DecimalSign, readDecimal } from './decimal-text.ts';

const ZERO = cellFault('zero_quantity', 'expected a quantity above 0');
const NEGATIVE = cellFault('negative_quantity', 'expected a quantity above 0: returns are not imported here');
const TOO_FINE = cellFault('quantity_too_fine', 'expected at most 3 decimals');
const TOO_LARGE = cellFault('quantity_too_large', 'expected a quantity of at most 1,000,000');
const MAX_MILLI = 1_000_000_000;

/**
 * Reads a quantity into thousandths: 1 to 1,000,000,000. Empty means one.
 *
 * @example
 * readQuantityMilli('0.25', '.') // => 250
 */
export function readQuantityMilli(text: string, decimalSign: DecimalSign): number | CellFault {
  if (text === '' || text === '1') return 1000;
  if (text.length === 1 && text >= '2' && text <= '9') return (text.charCodeAt(0) - 48) * 1000;
  const quantity = readDecimal(text, { scale: 3, decimalSign });
  if (quantity.kind === 'fault') return quantity.code === 'number_too_large' ? TOO_LARGE : quantity;
  if (quantity.units < 0) return NEGATIVE;
  if (quantity.rounded) return TOO_FINE;
  if (quantity.units === 0) return ZERO;
  return quantity.units > MAX_MILLI ? TOO_LARGE : quantity.units;
}
