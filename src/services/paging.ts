import { AppError } from '../contract/error-registry.ts';

/** One page of a list: `next_cursor` is opaque, null when this was the last page. */
export interface Page<T> {
  readonly data: T[];
  readonly next_cursor: string | null;
  readonly has_more: boolean;
}

/**
 * The number that a cursor of ours holds; that of the first page when there is none. @throws AppError `invalid_request`.
 *
 * @example
 * readCursor('17', { first: 0 }) // => 17
 */
export function readCursor(cursor: string | undefined, { first }: { first: number }): number {
  if (cursor === undefined) return first;
  const number = /^\d{1,16}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (Number.isSafeInteger(number)) return number;
  throw foreignCursor(cursor);
}

/** What is said of a cursor that we did not give. */
export function foreignCursor(cursor: string): AppError {
  return new AppError('invalid_request', { detail: `The cursor ${JSON.stringify(cursor)} is not one that we gave.` });
}

/**
 * The page that begins a list of which one row more than the limit was read, to see whether it goes on.
 *
 * @param options - `tell` writes a row out, `cursorOf` says where the next page begins, after the last row of this one
 * @example
 * toPage([4, 5, 6], { limit: 2, tell: (n) => n * 10, cursorOf: String }) // => {"data": [40, 50], "has_more": true, "next_cursor": "5"}
 */
export function toPage<Row, T>(
  rows: readonly Row[],
  { limit, tell, cursorOf }: { limit: number; tell: (row: Row) => T; cursorOf: (last: Row) => string },
): Page<T> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { data: page.map(tell), has_more: hasMore, next_cursor: hasMore ? cursorOf(last) : null };
}
