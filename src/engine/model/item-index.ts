/**
 * Maps a store's item ids to dense indices 0, 1, 2, ... in order of arrival, so that counts live in typed arrays.
 * An item that has an index keeps it for the life of the model.
 *
 * @example
 * const index = new ItemIndex();
 * index.indexOf(907) // => 0
 * index.indexOf(12) // => 1
 * index.idAt(0) // => 907
 */
export class ItemIndex {
  readonly #indexById = new Map<number, number>();
  readonly #ids: number[] = [];

  /** Number of items that have an index. */
  get size(): number {
    return this.#ids.length;
  }

  /** The index of an item; a new item gets the next one. */
  indexOf(id: number): number {
    const known = this.#indexById.get(id);
    if (known !== undefined) return known;
    const index = this.#ids.length;
    this.#indexById.set(id, index);
    this.#ids.push(id);
    return index;
  }

  /** The index of an item, or -1 when it has none. */
  find(id: number): number {
    return this.#indexById.get(id) ?? -1;
  }

  /** The item id behind an index. @throws RangeError when there is none. */
  idAt(index: number): number {
    const id = this.#ids[index];
    if (id === undefined) throw new RangeError(`No item has the index ${index}; there are ${this.#ids.length}.`);
    return id;
  }
}
