import { createRandom } from '../src/simulation/random.ts';

const CART_LINES = 4;

/** Carts of four different items by dense index, ascending: the first items are the likelier ones. */
export function generateCarts(items: number, carts: number): number[][] {
  const random = createRandom(11, 'carts');
  return Array.from({ length: carts }, () => {
    const lines = new Set<number>();
    while (lines.size < CART_LINES) lines.add(Math.floor(items * random() ** 2));
    return [...lines].sort((a, b) => a - b);
  });
}
