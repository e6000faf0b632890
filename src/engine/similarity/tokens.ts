/**
 * One word of a text, with the place where it stood.
 */
export interface Token {
  /** The normalised word: lower case, without accents, `ß` as `ss`. */
  readonly word: string;
  /** The word in lower case with its accents, composed (NFC). */
  readonly accented: string;
  /** First and one-past-last position in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Letters that Unicode does not decompose into a base letter and an accent. */
const LIGATURES: Readonly<Record<string, string>> = { ß: 'ss', œ: 'oe', æ: 'ae', ø: 'o', ł: 'l', đ: 'd', ı: 'i' };

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/**
 * Brings a text to the form in which two spellings of one word are equal: lower case, accents stripped (Unicode
 * NFKD without combining marks), ligatures and `ß` written out. Everything else stays.
 *
 * @example
 * normalizeText('Crème Brûlée') // => "creme brulee"
 * normalizeText('Weißwein') // => "weisswein"
 */
export function normalizeText(text: string): string {
  // Lower case comes last too: some letters (the mathematical capitals) gain a case only by being decomposed.
  const stripped = text.toLowerCase().normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  return stripped.replace(/[ßœæøłđı]/g, (letter) => LIGATURES[letter] ?? letter);
}

/**
 * Splits a text into words: runs of letters and digits of any script. Apostrophes, hyphens and all other signs separate.
 *
 * @example
 * tokenize("Thé glacé d'été").map((token) => token.word) // => ["the", "glace", "d", "ete"]
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = normalizeText(match[0]);
    if (word === '') continue;
    const accented = match[0].toLowerCase().normalize('NFC');
    tokens.push({ word, accented, start: match.index, end: match.index + match[0].length });
  }
  return tokens;
}
