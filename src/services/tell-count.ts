/**
 * A number of things in words; `thing` takes an s for any number but one.
 *
 * @example
 * tellCount(1, 'order') // => "1 order"
 * tellCount(1200, 'order') // => "1,200 orders"
 */
export function tellCount(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
}
