/**
 * NDCG of a list for a basket: the sum of 1 / log2(rank + 1) over the first k places that hold an item of the basket,
 * divided by the sum that a list with the whole basket in front would have. In 0..1; 0 for an empty basket.
 *
 * Source: K. Jarvelin, J. Kekalainen (2002), Cumulated gain-based evaluation of IR techniques.
 *
 * @example
 * basketNdcg({ list: [4, 9, 1], basket: [1, 4] }, 3) // => 0.919721
 */
export function basketNdcg(
  { list, basket }: { readonly list: readonly number[]; readonly basket: readonly number[] },
  k: number,
): number {
  const wanted = new Set(basket);
  let gained = 0;
  let ideal = 0;
  for (let place = 0; place < k; place++) {
    const gain = 1 / Math.log2(place + 2);
    if (place < wanted.size) ideal += gain;
    if (wanted.has(list[place] ?? Number.NaN)) gained += gain;
  }
  return ideal === 0 ? 0 : gained / ideal;
}
