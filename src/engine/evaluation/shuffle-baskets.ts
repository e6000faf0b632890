import type { RandomSource } from './paired-bootstrap.ts';

/** Attempts per line of the orders: after about five the baskets have forgotten what they were. */
const SWAPS_PER_LINE = 5;

/**
 * Baskets in which nothing goes with anything: of the same sizes, each item in as many of them as before, otherwise by
 * chance. Two lines of two baskets swap their items, again and again, where no basket would hold an item twice. What a
 * report still finds in these is a false discovery.
 *
 * Source: A. Gionis, H. Mannila, T. Mielikainen, P. Tsaparas (2007), Assessing data mining results via swap randomization.
 *
 * @param baskets - distinct items each.
 * @param random - uniform on [0, 1), seeded: the same numbers give the same baskets.
 * @returns baskets in ascending order, places as before.
 *
 * @example
 * shuffleBaskets([[1, 2], [3]], () => 0) // => [[1, 2], [3]]
 */
export function shuffleBaskets(baskets: readonly (readonly number[])[], random: RandomSource): number[][] {
  const shuffled = baskets.map((basket) => [...basket]);
  const lines = shuffled.flatMap((basket) => basket.map((_, place) => ({ basket, place })));
  for (let attempt = lines.length * SWAPS_PER_LINE; attempt > 0; attempt--) {
    const first = lines[Math.floor(random() * lines.length)];
    const second = lines[Math.floor(random() * lines.length)];
    if (first === undefined || second === undefined) continue;
    swap(first, second);
  }
  for (const basket of shuffled) basket.sort((a, b) => a - b);
  return shuffled;
}

interface Line {
  readonly basket: number[];
  readonly place: number;
}

function swap(first: Line, second: Line): void {
  const [mine, yours] = [first.basket[first.place] as number, second.basket[second.place] as number];
  if (first.basket.includes(yours) || second.basket.includes(mine)) return;
  first.basket[first.place] = yours;
  second.basket[second.place] = mine;
}
