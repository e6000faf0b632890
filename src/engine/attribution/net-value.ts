import { allocateMinor } from '../money/allocate-minor.ts';
import { floorShare } from '../money/floor-share.ts';
import { lineGross } from '../money/line-gross.ts';
import type { CreditableLine, CreditableOrder } from './facts.ts';

/** What a line brought in: as it was sold, and what is left of that after refunds. Minor units. */
export interface LineValue {
  readonly soldMinor: number;
  readonly keptMinor: number;
}

/**
 * Net value of each line of an order: price x quantity, less the line's discount, the tax within the price and the line's
 * share of the order's discount; without tax on top, tip and delivery. After refunds no more is left than the units that
 * were kept are worth, and no more than was not paid back.
 *
 *     before = max(0, round(price x quantity) - line discount - included tax)
 *     sold   = before - share of min(order discount, sum of before), by the largest remainder
 *     kept   = max(0, min(floor(sold x kept units / units), sold - refunded))
 *
 * @returns one value for each line, in the order of the lines; the sold values add up to the order's net exactly
 * @example
 * const line = (unitPriceMinor, units) => ({ unitPriceMinor, quantityMilli: units * 1000, discountMinor: 0, includedTaxMinor: 0, refundedMilli: 0, refundedMinor: 0 });
 * netLines({ discountMinor: 201, lines: [line(1200, 1), line(300, 2), line(550, 1)] }).map(({ soldMinor }) => soldMinor) // => [1097, 549, 503]
 */
export function netLines(order: Pick<CreditableOrder, 'discountMinor' | 'lines'>): LineValue[] {
  const before = order.lines.map(valueBeforeOrderDiscount);
  const total = before.reduce((sum, value) => sum + value, 0);
  const shares = allocateMinor(Math.min(order.discountMinor, total), before);
  return order.lines.map((line, index) => {
    const soldMinor = (before[index] ?? 0) - (shares[index] ?? 0);
    return { soldMinor, keptMinor: valueKept(line, soldMinor) };
  });
}

function valueBeforeOrderDiscount(line: CreditableLine): number {
  if (line.unitPriceMinor === null) return 0;
  return Math.max(0, lineGross(line.unitPriceMinor, line.quantityMilli) - line.discountMinor - line.includedTaxMinor);
}

function valueKept(line: CreditableLine, soldMinor: number): number {
  const ofUnits = floorShare(soldMinor, {
    part: line.quantityMilli - line.refundedMilli,
    whole: line.quantityMilli,
  });
  return Math.max(0, Math.min(ofUnits, soldMinor - line.refundedMinor));
}
