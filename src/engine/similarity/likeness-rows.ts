import type { CatalogItem } from '../items.ts';
import type { ItemTextIndex } from './text-similarity.ts';

/**
 * Text likeness of a menu's items by dense index, a row at a time: a row is computed when an item is first asked for and
 * kept, so that comparing the entries of a page reads numbers.
 *
 * @example
 * const menu = [createItem({ id: 1, name: 'Garlic Naan' }), createItem({ id: 2, name: 'Garlic Naan' })];
 * new LikenessRows(menu, new ItemTextIndex(menu)).between(0, 1) // => 1
 */
export class LikenessRows {
  readonly #catalog: readonly (CatalogItem | null)[];
  readonly #text: ItemTextIndex;
  readonly #rows: (Float32Array | null)[];

  constructor(catalog: readonly (CatalogItem | null)[], text: ItemTextIndex) {
    this.#catalog = catalog;
    this.#text = text;
    this.#rows = catalog.map(() => null);
  }

  /** Likeness of two items, 0 to 1; 0 for an item that is not on the menu. */
  between(a: number, b: number): number {
    const row = this.#rows[a] ?? this.#makeRow(a);
    return row[b] ?? 0;
  }

  #makeRow(item: number): Float32Array {
    const own = this.#catalog[item] ?? null;
    if (own === null) return NO_ROW;
    const row = new Float32Array(this.#catalog.length);
    for (const [index, other] of this.#catalog.entries()) if (other) row[index] = this.#text.similarity(own, other);
    this.#rows[item] = row;
    return row;
  }
}

const NO_ROW = new Float32Array(0);
