import type { Token } from '../similarity/tokens.ts';
import type { PhraseHit } from './role-phrases.ts';
import { CONJUNCTIONS, GERMANIC_JOINERS, HEAD_ENDS, NEUTRAL_WORDS, ROMANCE_JOINERS, VESSELS } from './role-words.ts';
import type { HeadPlace } from './word-table.ts';

/** Signs that end the part of a name in which its head stands: "Korma - Lamb", "Cobra (660 ml)", "Tea, green". */
const SEPARATOR = /[(),:;|/[\]–—]|\s-\s/;

const VESSEL_JOINERS: ReadonlySet<string> = new Set(['of', 'de', 'di', 'd', 'da', 'con']);

/**
 * Finds the head of a name: the words that say what the thing is. In English and German it is the last word before
 * "with", "mit" and their kin ("garlic *bread* with cheese"), in French, Spanish and Italian the first ("*tarte* aux
 * pommes"); sizes, units and vessels ("glass of") are passed over. Both ends when the language is open.
 *
 * @param name the name, its words, and the known phrases in it
 * @returns token positions, one per equal part ("burger *and* fries" has two), the first part's first
 *
 * @example
 * findHeads({ text: 'Pie with gravy', tokens: tokenize('Pie with gravy'), hits: [] }) // => [0]
 */
export function findHeads(name: { text: string; tokens: readonly Token[]; hits: readonly PhraseHit[] }): number[] {
  const part = findNamingPart(name);
  const place = guessHeadPlace(name.tokens, name.hits);
  const heads = new Set<number>();
  if (place !== 'last') heads.add(findFirstHead(name.tokens, part));
  if (place !== 'first') for (const head of findLastHeads(name.tokens, part)) heads.add(head);
  return [...heads];
}

/** The first part between separators that holds a known phrase, else the first part. */
function findNamingPart(name: { text: string; tokens: readonly Token[]; hits: readonly PhraseHit[] }): Range {
  const { text, tokens, hits } = name;
  let start = 0;
  for (let end = 1; end <= tokens.length; end++) {
    const gap = text.slice(tokens[end - 1]?.end, tokens[end]?.start ?? text.length);
    if (end < tokens.length && !SEPARATOR.test(gap)) continue;
    if (hits.some((hit) => hit.start >= start && hit.start < end)) return { start, end };
    start = end;
  }
  return { start: 0, end: tokens.length };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The language family that most words of the name belong to, as the place of its heads. */
function guessHeadPlace(tokens: readonly Token[], hits: readonly PhraseHit[]): HeadPlace {
  let votes = 0;
  for (const hit of hits) {
    if (hit.head === 'first') votes += hit.end - hit.start;
    if (hit.head === 'last') votes -= hit.end - hit.start;
  }
  for (const { word } of tokens) {
    if (ROMANCE_JOINERS.has(word)) votes += 1;
    if (GERMANIC_JOINERS.has(word)) votes -= 1;
  }
  if (votes === 0) return 'either';
  return votes > 0 ? 'first' : 'last';
}

function findFirstHead(tokens: readonly Token[], part: Range): number {
  let head = part.start;
  while (head < part.end - 1 && isPassedOver(tokens, head)) head += 1;
  return head;
}

/** Neutral words, joiners, and a vessel before its "of". */
function isPassedOver(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? '';
  return isNeutral(word) || ROMANCE_JOINERS.has(word) || VESSEL_JOINERS.has(word) || isVessel(tokens, at);
}

/**
 * Whether a word only measures what follows it: "*glass* of wine", "*verre* de vin"; not in "wine glass".
 *
 * @param at position of the word
 *
 * @example
 * isVessel(tokenize('Glass of wine'), 0) // => true
 */
export function isVessel(tokens: readonly Token[], at: number): boolean {
  return VESSELS.has(tokens[at]?.word ?? '') && VESSEL_JOINERS.has(tokens[at + 1]?.word ?? '');
}

function findLastHeads(tokens: readonly Token[], part: Range): number[] {
  const start = findFirstHead(tokens, part);
  let end = start + 1;
  const heads: number[] = [];
  for (let conjunct = start; end <= part.end; end++) {
    const word = tokens[end]?.word ?? '';
    const closes = end === part.end || HEAD_ENDS.has(word);
    if (!closes && !CONJUNCTIONS.has(word)) continue;
    heads.push(lastNotNeutral(tokens, { start: conjunct, end }));
    if (closes) break;
    conjunct = end + 1;
  }
  return heads;
}

function lastNotNeutral(tokens: readonly Token[], range: Range): number {
  for (let at = range.end - 1; at >= range.start; at--) if (!isNeutral(tokens[at]?.word ?? '')) return at;
  return Math.max(range.start, range.end - 1);
}

/**
 * Whether a word says nothing about what a thing is: a number, a unit, a size, a word of praise.
 *
 * @example
 * isNeutral('330ml') // => true
 * isNeutral('lassi') // => false
 */
export function isNeutral(word: string): boolean {
  return NEUTRAL_WORDS.has(word) || /^\d+[a-z]{0,3}$/.test(word);
}
