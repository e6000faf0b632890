import type { CatalogItem } from '../items.ts';
import { tokenize } from './tokens.ts';

/** How much one mention of a word counts by where it stands: the name says most. */
export const FIELD_WEIGHTS = { name: 1, tags: 0.7, category: 0.5, description: 0.4 } as const;

/**
 * Counts the words of an item, weighted by field: name 1, tags .7, category .5, description .4 per mention.
 *
 * @returns word -> weighted count
 *
 * @example
 * [...countItemWords(createItem({ id: 1, name: 'Lamb Curry', tags: ['lamb'] }))] // => [['lamb', 1.7], ['curry', 1]]
 */
export function countItemWords(item: CatalogItem): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const { word } of tokenize(text)) counts.set(word, (counts.get(word) ?? 0) + weight);
  };
  add(item.name, FIELD_WEIGHTS.name);
  add(item.tags.join(' '), FIELD_WEIGHTS.tags);
  add(item.categoryName ?? '', FIELD_WEIGHTS.category);
  add(item.description, FIELD_WEIGHTS.description);
  return counts;
}

/**
 * Counts the runs of three characters in a name, word by word, with a blank before and after each word. Two spellings of
 * a word share most of them: "naan" and "nan" share " na" and "an ".
 *
 * @returns trigram -> count
 *
 * @example
 * [...countNameTrigrams('Nan').keys()] // => [" na", "nan", "an "]
 */
export function countNameTrigrams(name: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { word } of tokenize(name)) {
    const letters = [' ', ...word, ' '];
    for (let start = 0; start + 3 <= letters.length; start++) {
      const trigram = letters.slice(start, start + 3).join('');
      counts.set(trigram, (counts.get(trigram) ?? 0) + 1);
    }
  }
  return counts;
}
