import { normalizeText, tokenize } from './tokens.ts';

/** A name has at most so many characters: it is a key of the network's tables. */
const LONGEST_NAME = 200;
/** "330 ml", "0,5l", "12 inch", "12\"": a measure says how much, not what. */
const MEASURE =
  /(?<![\p{L}\p{N}])\d+(?:[.,/]\d+)?\s*(?:(?:ml|cl|dl|l|litres?|liters?|g|gr|kg|oz|lbs?|cm|inch)(?!\p{L})|")/gu;
const SIZE_WORDS: ReadonlySet<string> = new Set(['small', 'medium', 'large', 'regular', 'mini', 'xl', 'xxl', 'size']);

/**
 * The form of an item's name in which menus of different stores can be told to mean the same: lower case, without accents
 * and signs, the words in their order; measures and a size at the end are dropped, since the same dish comes in other sizes
 * elsewhere. Numbers stay: "Menu 2" is not "Menu 1". Words are neither translated nor put in the singular.
 *
 * @returns at most 200 characters; "" for a name without a letter or a digit, which nothing can be matched with.
 * @example
 * canonicalName('Crème Brûlée') // => "creme brulee"
 * canonicalName('Coke (330 ml)') // => "coke"
 * canonicalName('Garlic Naan - Large') // => "garlic naan"
 * canonicalName('Fish & Chips') // => "fish and chips"
 * canonicalName('Large') // => "large"
 */
export function canonicalName(name: string): string {
  const text = normalizeText(name).replaceAll('&', ' and ');
  const words = wordsOf(text.replace(MEASURE, ' '));
  while (words.length > 1 && SIZE_WORDS.has(words.at(-1) ?? '')) words.pop();
  const kept = words.length > 0 ? words : wordsOf(text);
  return [...kept.join(' ')].slice(0, LONGEST_NAME).join('').trim();
}

function wordsOf(text: string): string[] {
  return tokenize(text).map((token) => token.word);
}
