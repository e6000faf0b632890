import type { OrderRequest } from '../../src/contract/order.ts';
import { drawChance, drawInteger } from '../../src/simulation/draws.ts';
import { createRandom } from '../../src/simulation/random.ts';

const PAIRS = [
  ['curry', 'naan'],
  ['pizza', 'cola'],
  ['sushi', 'tea'],
  ['burger', 'fries'],
] as const;
const EXTRAS = ['water', 'cake', 'soup', 'salad', 'beer', 'wine'] as const;

/**
 * Orders with something to learn: one of four pairs, nearly always whole, and now and then an extra. An hour apart from
 * 1 January 2026 on, or without times. `from` is the number of the first one, so that a history can be sent in parts.
 */
export function taughtOrders(
  count: number,
  { from = 0, timed = true }: { from?: number; timed?: boolean } = {},
): OrderRequest[] {
  return Array.from({ length: count }, (_, place) => {
    const number = from + place;
    const random = createRandom(number, 'taught orders');
    const [first, second] = PAIRS[drawInteger(random, [0, PAIRS.length - 1])] ?? PAIRS[0];
    const extra = EXTRAS[drawInteger(random, [0, EXTRAS.length - 1])] ?? EXTRAS[0];
    const items = [first, ...(drawChance(random, 0.9) ? [second] : []), ...(drawChance(random, 0.3) ? [extra] : [])];
    return {
      id: `taught-${number}`,
      lines: items.map((item) => ({ item, name: item })),
      ...(timed ? { ordered_at: new Date(Date.UTC(2026, 0, 1) + number * 3_600_000).toISOString() } : {}),
    };
  });
}
