import { type CellFault, cellFault } from './cell-fault.ts';
import type { DecimalSign } from './decimal-text.ts';
import { readQuantityMilli } from './quantity-text.ts';

/** One entry of an items cell. */
export interface ListedItem {
  /** The id, or the name, as written. */
  readonly item: string;
  /** Thousandths, above 0. */
  readonly quantityMilli: number;
}

const NO_ITEMS = cellFault('no_items', 'expected at least one item, as "sku:qty;sku:qty"');
const NO_NAME = cellFault('item_without_id', 'expected an item in front of every ":", as "sku:qty;sku:qty"');

/**
 * Reads the items of an order from one cell: `sku:qty;sku:qty`. Without a quantity it is one. What follows the last colon
 * must be a quantity. One bad entry makes the whole cell a fault: half an order is worse than none.
 *
 * @example
 * readItemsList('latte:2; muffin', '.') // => [{ item: 'latte', quantityMilli: 2000 }, { item: 'muffin', quantityMilli: 1000 }]
 */
export function readItemsList(text: string, decimalSign: DecimalSign): ListedItem[] | CellFault {
  const listed: ListedItem[] = [];
  for (const entry of text.split(';')) {
    if (entry.trim() === '') continue;
    const colon = entry.lastIndexOf(':');
    const item = (colon < 0 ? entry : entry.slice(0, colon)).trim();
    const quantityMilli = colon < 0 ? 1000 : readQuantityMilli(entry.slice(colon + 1).trim(), decimalSign);
    if (item === '') return NO_NAME;
    if (typeof quantityMilli !== 'number') {
      return cellFault(quantityMilli.code, `${quantityMilli.reason} after "${item.slice(0, 80)}:"`);
    }
    listed.push({ item, quantityMilli });
  }
  return listed.length === 0 ? NO_ITEMS : listed;
}
