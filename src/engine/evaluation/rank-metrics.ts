/** Length of the list that NDCG looks at. */
const NDCG_LENGTH = 10;

/**
 * Whether the item stands among the first k: 1 when rank <= k, else 0. Averaged over queries this is HR@k, the hit rate,
 * which for one hidden item is also recall@k. Unitless.
 *
 * @param rank - 1 = first; x.5 when equal scores share a place.
 *
 * @example
 * hitAt(5.5, 5) // => 0
 * hitAt(5, 5) // => 1
 */
export function hitAt(rank: number, k: number): 0 | 1 {
  return rank <= k ? 1 : 0;
}

/**
 * NDCG@10 of one hidden item: 1 / log2(rank + 1) up to rank 10, else 0; the ideal list has it first and gains 1. Unitless,
 * 0 to 1.
 *
 * Source: K. Jarvelin, J. Kekalainen (2002), Cumulated gain-based evaluation of IR techniques.
 *
 * @example
 * ndcgOf(3) // => 0.5
 * ndcgOf(11) // => 0
 */
export function ndcgOf(rank: number): number {
  return rank <= NDCG_LENGTH ? 1 / Math.log2(rank + 1) : 0;
}

/**
 * Share of a basket that is found among the first k of a list: |list[0..k) and basket| / |basket|. Unitless, 0 to 1; 0 for
 * an empty basket.
 *
 * @example
 * recallAt({ list: [4, 9, 1], basket: [1, 4, 7] }, 2) // => 0.333333
 */
export function recallAt(
  { list, basket }: { readonly list: readonly number[]; readonly basket: readonly number[] },
  k: number,
): number {
  if (basket.length === 0) return 0;
  const shown = new Set(list.slice(0, k));
  return basket.filter((item) => shown.has(item)).length / basket.length;
}
