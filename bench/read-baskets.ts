import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import papaparse from 'papaparse';
import { type BasketArrays, packBaskets } from '../src/engine/basket/basket-arrays.ts';

/** The baskets of a file of orders in the data folder, items numbered as they first occur; null when it is not there. */
export function readBaskets(name: string): BasketArrays | null {
  const file = path.join(process.env.PAIRWELL_DATA_DIR ?? '../shared/data', `${name}.csv.gz`);
  if (!existsSync(file)) return null;
  const items = new Map<string, number>();
  const baskets = new Map<string, Set<number>>();
  const text = gunzipSync(readFileSync(file)).toString('utf8');
  const { data } = papaparse.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  for (const { order_id: order = '', item_id: item = '' } of data) {
    const index = items.get(item) ?? items.size;
    items.set(item, index);
    const basket = baskets.get(order) ?? new Set();
    baskets.set(order, basket.add(index));
  }
  return packBaskets([...baskets.values()].map((basket) => Int32Array.from(basket).sort()));
}

/** Number of pairs in all baskets: the updates that counting has to do. */
export function countPairs({ indptr }: BasketArrays): number {
  let pairs = 0;
  for (let basket = 1; basket < indptr.length; basket++) {
    const size = (indptr[basket] ?? 0) - (indptr[basket - 1] ?? 0);
    pairs += (size * (size - 1)) / 2;
  }
  return pairs;
}
