/** What puts orders in a row: when they were made, and their id. */
export interface DatedOrder {
  /** The id as its source writes it. */
  readonly id: string;
  /** Milliseconds since 1970-01-01T00:00Z, or null when nobody knows. */
  readonly timeMs: number | null;
}

const DIGITS = /^\d+$/;

/**
 * Orders by (time, id). Ids count as numbers when all of them are digits, else they compare by their characters. Orders
 * without a time come first, by id: without any times the ids alone decide.
 *
 * @example
 * sortOrders(['10', '9', '8'].map((id) => ({ id, timeMs: id === '8' ? 5 : 1 }))).map((order) => order.id) // => ['9', '10', '8']
 */
export function sortOrders<T extends DatedOrder>(orders: readonly T[]): T[] {
  const compareIds = orders.every((order) => DIGITS.test(order.id)) ? compareDigits : compareText;
  const timeOf = (order: T) => order.timeMs ?? Number.NEGATIVE_INFINITY;
  return [...orders].sort((a, b) => compareNumbers(timeOf(a), timeOf(b)) || compareIds(a.id, b.id));
}

/** Not a difference: that of two infinities is no number. */
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By value, whatever the length: ids of 20 digits are beyond exact numbers. */
function compareDigits(a: string, b: string): number {
  const [first, second] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return first.length - second.length || compareText(first, second) || compareText(a, b);
}
