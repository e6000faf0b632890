/** Many baskets in two integer arrays: basket b holds indices[indptr[b]] .. indices[indptr[b + 1] - 1], ascending. */
export interface BasketArrays {
  /** Starts at 0, one entry more than there are baskets. */
  readonly indptr: Int32Array;
  readonly indices: Int32Array;
}

/**
 * The same baskets one after another in two integer arrays.
 *
 * @example
 * [...packBaskets([[0, 2], [], [1]]).indptr] // => [0, 2, 2, 3]
 */
export function packBaskets(baskets: readonly ArrayLike<number>[]): BasketArrays {
  const indptr = new Int32Array(baskets.length + 1);
  for (const [place, basket] of baskets.entries()) indptr[place + 1] = (indptr[place] as number) + basket.length;
  const indices = new Int32Array(indptr[baskets.length] as number);
  for (const [place, basket] of baskets.entries()) indices.set(basket, indptr[place]);
  return { indptr, indices };
}

/** The lines of many baskets by item: where each item stands, and where the basket around it begins. */
export interface LinesByItem {
  /** Lines of item j: places lineStarts[j] .. lineStarts[j + 1] - 1 of the two other arrays. */
  readonly lineStarts: Int32Array;
  /** Place of the line in `indices`. */
  readonly lines: Int32Array;
  /** Place in `indices` where the line's basket begins. */
  readonly basketStarts: Int32Array;
}

/**
 * Sorts the lines of all baskets by item, by counting: the order in which a row of pair counts can be finished at one go.
 *
 * @example
 * groupByItem(packBaskets([[0, 1], [1]]), 2).lineStarts.join(' ') // => '0 1 3'
 * groupByItem(packBaskets([[0, 1], [1]]), 2).basketStarts.join(' ') // => '0 0 2'
 */
export function groupByItem({ indptr, indices }: BasketArrays, itemCount: number): LinesByItem {
  const lineStarts = new Int32Array(itemCount + 1);
  for (const item of indices) lineStarts[item + 1]++;
  for (let item = 0; item < itemCount; item++) (lineStarts[item + 1] as number) += lineStarts[item] as number;
  const next = lineStarts.slice();
  const lines = new Int32Array(indices.length);
  const basketStarts = new Int32Array(indices.length);
  for (let basket = 1; basket < indptr.length; basket++) {
    const start = indptr[basket - 1] as number;
    for (let line = start; line < (indptr[basket] as number); line++) {
      const place = next[indices[line] as number]++;
      lines[place] = line;
      basketStarts[place] = start;
    }
  }
  return { lineStarts, lines, basketStarts };
}
