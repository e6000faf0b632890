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
  readonly #rows = new Map<number, Float32Array>();

  constructor(catalog: readonly (CatalogItem | null)[], text: ItemTextIndex) {
    this.#catalog = catalog;
    this.#text = text;
  }

  /** Likeness of two items, 0 to 1; 0 for an item that is not on the menu. */
  between(a: number, b: number): number {
    return this.#rowOf(a)[b] ?? 0;
  }

  #rowOf(item: number): Float32Array {
    const kept = this.#rows.get(item);
    if (kept !== undefined) return kept;
    const own = this.#catalog[item] ?? null;
    const row = new Float32Array(this.#catalog.length);
    if (own !== null) {
      for (const [index, other] of this.#catalog.entries()) if (other) row[index] = this.#text.similarity(own, other);
    }
    this.#rows.set(item, row);
    return row;
  }
}
