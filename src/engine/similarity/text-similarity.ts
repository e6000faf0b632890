import type { CatalogItem } from '../items.ts';
import { multiplyPacked, type PackedVector, packUnitVector } from './packed-vector.ts';
import type { SparseVector } from './sparse-vector.ts';
import { countItemWords, countNameTrigrams } from './text-features.ts';

/** An item with how alike its text is, 0..1. */
export interface TextNeighbor {
  readonly item: CatalogItem;
  readonly similarity: number;
}

/** Share of the words in the similarity of two items that have both words and trigrams. */
export const WORD_SHARE = 0.6;
/** Share of the name's trigrams in it. */
export const TRIGRAM_SHARE = 0.4;

interface Feature {
  readonly coordinate: number;
  /** Number of items that have it. */
  itemCount: number;
}

/**
 * How alike the texts of items are: TF-IDF cosine over two blocks of features, the words of name, tags, category and
 * description, and the character trigrams of the name (which hold "Garlic Naan" and "Garlic Nan" together).
 *
 * Within a block a feature weighs count x ln(1 + N / n), N = items, n = items that have it. Each block is scaled to
 * length 1, so the similarity of two items with both blocks is .6 cos(words) + .4 cos(trigrams), 0..1, 1 for equal texts.
 * Source: Salton & Buckley 1988 (TF-IDF); Cavnar & Trenkle 1994 (character n-grams).
 */
export class ItemTextIndex {
  readonly #items: readonly CatalogItem[];
  readonly #features = new Map<string, Feature>();
  readonly #vectors = new Map<number, PackedVector>();
  /** Items that have a feature, by coordinate. */
  readonly #postings: number[][] = [];

  /** @param items the catalogue; of two entries with the same id the later one counts */
  constructor(items: readonly CatalogItem[]) {
    this.#items = [...new Map(items.map((item) => [item.id, item])).values()];
    for (const item of this.#items) this.#countFeatures(item);
    this.#items.forEach((item, index) => {
      const vector = this.#makeVector(item);
      this.#vectors.set(item.id, vector);
      for (const coordinate of vector.coordinates) this.#postings[coordinate]?.push(index);
    });
  }

  /**
   * How alike the texts of two items are, 0..1: the same both ways, 1 for an item and itself, 0 without a shared word or
   * trigram. An item that is not in the index is read by the words that the index knows.
   */
  similarity(a: CatalogItem, b: CatalogItem): number {
    if (a.id === b.id) return 1;
    return multiplyPacked(this.#vectorOf(a), this.#vectorOf(b));
  }

  /**
   * The items of the index whose text is most like the given one's: similarity above 0, descending, equal ones (to 1e-6)
   * by id; without the item itself.
   *
   * @param limit greatest number of neighbours, 0 or more
   */
  nearest(item: CatalogItem, limit: number): TextNeighbor[] {
    const touched = new Set<number>();
    for (const coordinate of this.#vectorOf(item).coordinates) {
      for (const index of this.#postings[coordinate] ?? []) touched.add(index);
    }
    const neighbors: TextNeighbor[] = [];
    for (const index of touched) {
      const other = this.#items[index];
      if (other === undefined || other.id === item.id) continue;
      const similarity = Math.round(this.similarity(item, other) * 1e6) / 1e6;
      if (similarity > 0) neighbors.push({ item: other, similarity });
    }
    neighbors.sort((a, b) => b.similarity - a.similarity || a.item.id - b.item.id);
    return neighbors.slice(0, Math.max(0, limit));
  }

  #countFeatures(item: CatalogItem): void {
    for (const { key } of listFeatures(item)) {
      const known = this.#features.get(key);
      if (known !== undefined) {
        known.itemCount += 1;
        continue;
      }
      this.#features.set(key, { coordinate: this.#postings.length, itemCount: 1 });
      this.#postings.push([]);
    }
  }

  #vectorOf(item: CatalogItem): PackedVector {
    return this.#vectors.get(item.id) ?? this.#makeVector(item);
  }

  #makeVector(item: CatalogItem): PackedVector {
    const blocks = { word: new Map<number, number>(), trigram: new Map<number, number>() };
    for (const { key, block, count } of listFeatures(item)) {
      const feature = this.#features.get(key);
      if (feature === undefined) continue;
      blocks[block].set(feature.coordinate, count * Math.log(1 + this.#items.length / feature.itemCount));
    }
    return packUnitVector(new Map([...scaleTo(blocks.word, WORD_SHARE), ...scaleTo(blocks.trigram, TRIGRAM_SHARE)]));
  }
}

interface FeatureCount {
  readonly key: string;
  readonly block: 'word' | 'trigram';
  readonly count: number;
}

function listFeatures(item: CatalogItem): FeatureCount[] {
  const words = [...countItemWords(item)].map(([word, count]) => ({ key: `w:${word}`, block: 'word' as const, count }));
  const trigrams = [...countNameTrigrams(item.name)].map(([trigram, count]) => {
    return { key: `t:${trigram}`, block: 'trigram' as const, count };
  });
  return [...words, ...trigrams];
}

/** Scales a block so that its squared length is its share of the similarity. */
function scaleTo(block: SparseVector, share: number): [number, number][] {
  const squares = [...block.values()].reduce((sum, value) => sum + value * value, 0);
  const factor = squares === 0 ? 0 : Math.sqrt(share / squares);
  return [...block].map(([coordinate, value]) => [coordinate, value * factor]);
}
