import type { OrderStatus } from '../../../contract/order.ts';
import type { OrderTime } from './order-time.ts';

/** One line of an order as a file tells it, checked. */
export interface ImportedLine {
  /** Row of the file as a spreadsheet counts it: the header is row 1. */
  readonly rowNumber: number;
  /** At most 200 characters. */
  readonly orderId: string;
  /** Null: nobody knows when. */
  readonly orderedAt: OrderTime | null;
  readonly customerId: string | null;
  /** At most 200 characters; the slug of the name when the file has no ids. */
  readonly itemId: string;
  /** At most 500 characters; null when the file has no name: then the item is called by its id. */
  readonly itemName: string | null;
  readonly category: string | null;
  /** Thousandths, 1 to 1,000,000,000. */
  readonly quantityMilli: number;
  /** Of one unit, in the currency's minor unit; null when unknown, never 0 for unknown. */
  readonly unitPriceMinor: number | null;
  /** Of the whole line, in minor units, 0 or more; null when the file says nothing. */
  readonly discountMinor: number | null;
  /** ISO 4217 code in capitals. */
  readonly currency: string | null;
  readonly channel: string | null;
  readonly location: string | null;
  readonly status: OrderStatus;
  readonly table: string | null;
}

/** A row that is not imported, and why. */
export interface RejectedRow {
  readonly rowNumber: number;
  /** Header of the column at fault, or empty when it is the row as a whole. */
  readonly column: string;
  /** What stands there, cut to 80 characters. */
  readonly value: string;
  /** For people: "expected a decimal number". */
  readonly reason: string;
  /** Stable, for programs. */
  readonly code: string;
  /** The row as it was read. */
  readonly cells: readonly string[];
}

/**
 * A rejected row in one sentence.
 *
 * @example
 * describeRejection({ rowNumber: 12, column: 'price', value: '12,5o', reason: 'expected a decimal number', code: 'not_a_number', cells: [] }) // => "row 12 column \"price\" is \"12,5o\", expected a decimal number"
 */
export function describeRejection(row: RejectedRow): string {
  if (row.column === '') return `row ${row.rowNumber}: ${row.reason}`;
  return `row ${row.rowNumber} column "${row.column}" is "${row.value}", ${row.reason}`;
}
