/**
 * A number of things in words; `thing` takes an s for any number but one.
 *
 * @example
 * tellCount(1, 'order') // => "1 order"
 */
export function tellCount(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
