import { createRandom } from '../src/simulation/random.ts';

const CART_LINES = 4;

/** Carts of four lines by dense item index, ascending, without repeats: the first items are the likelier ones. */
export function generateCarts(items: number, carts: number): number[][] {
  const random = createRandom(11, 'carts');
  return Array.from({ length: carts }, () => {
    const lines = Array.from({ length: CART_LINES }, () => Math.floor(items * random() ** 2));
    return [...new Set(lines)].sort((a, b) => a - b);
  });
}
