import type { Role } from '../items.ts';
import { normalizeText, type Token, tokenize } from '../similarity/tokens.ts';
import { WORD_TABLES, WORD_WEIGHTS } from './role-words.ts';
import type { HeadPlace, WordGroup, WordTable } from './word-table.ts';

/** What one word or phrase says about one role. */
export interface RoleEvidence {
  readonly role: Role;
  /** Log-odds added for the role when the phrase is the head of the name. */
  readonly weight: number;
  /** True when it counts in full wherever it stands. */
  readonly anywhere: boolean;
}

/** A known phrase found in a name. */
export interface PhraseHit {
  /** First and one-past-last token. */
  readonly start: number;
  readonly end: number;
  readonly evidence: readonly RoleEvidence[];
  /** Where the phrase's languages put the head of a name. */
  readonly head: HeadPlace;
}

interface Phrase {
  evidence: RoleEvidence[];
  head: HeadPlace;
}

/** A part of a compound is a little less telling than the word by itself. */
const COMPOUND_FACTOR = 0.9;
/** Letters that must stand before the part, so that "Altbier" is one and "Bier" is not. */
const COMPOUND_STEM_LENGTH = 3;

const byExactAccents = new Map<string, Phrase>();
const bySpelling = new Map<string, Phrase>();
const byStem = new Map<string, Phrase>();
const byCompoundEnd = new Map<string, Phrase>();
for (const table of WORD_TABLES) for (const group of table.groups) addGroup(table, group);
const longestPhrase = Math.max(...[...bySpelling.keys()].map((key) => key.split(' ').length));
const longestCompoundEnd = Math.max(...[...byCompoundEnd.keys()].map((key) => key.length));

/**
 * Finds the known words and phrases of a name. The longest wins over what it contains ("garlic bread" over "bread",
 * "ginger beer" over "beer"), then the earlier; hits do not overlap and come in the order of the name.
 *
 * @example
 * findPhrases(tokenize('Cheesy garlic bread')).map((hit) => [hit.start, hit.end]) // => [[0, 3]]
 */
export function findPhrases(tokens: readonly Token[]): PhraseHit[] {
  const taken = new Array<boolean>(tokens.length).fill(false);
  const hits: PhraseHit[] = [];
  for (let length = Math.min(longestPhrase, tokens.length); length >= 1; length--) {
    for (let start = 0; start + length <= tokens.length; start++) {
      const end = start + length;
      if (taken.slice(start, end).includes(true)) continue;
      const phrase = lookUp(tokens.slice(start, end));
      if (phrase === undefined) continue;
      taken.fill(true, start, end);
      hits.push({ start, end, evidence: phrase.evidence, head: phrase.head });
    }
  }
  return hits.sort((a, b) => a.start - b.start);
}

function lookUp(tokens: readonly Token[]): Phrase | undefined {
  const words = tokens.map((token) => token.word);
  return (
    byExactAccents.get(tokens.map((token) => token.accented).join(' ')) ??
    bySpelling.get(words.join(' ')) ??
    byStem.get(words.map(stemPlural).join(' ')) ??
    (words.length === 1 ? lookUpCompound(words[0] ?? '') : undefined)
  );
}

/** Longest known end of a compound: "rindergulasch" ends in "gulasch". */
function lookUpCompound(word: string): Phrase | undefined {
  const longest = Math.min(longestCompoundEnd, word.length - COMPOUND_STEM_LENGTH);
  for (let length = longest; length >= 3; length--) {
    const phrase = byCompoundEnd.get(word.slice(-length));
    if (phrase !== undefined) return phrase;
  }
  return undefined;
}

/**
 * Cuts the plural of English and the Romance languages: `fries` and `fry` become `frie`, `dishes` and `dish` `dish`.
 *
 * @example
 * stemPlural('curries') === stemPlural('curry') // => true
 */
export function stemPlural(word: string): string {
  if (word.length <= 3) return word;
  if (/(?:[sc]h|x|ss|o)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('y')) return `${word.slice(0, -1)}ie`;
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function addGroup(table: WordTable, group: WordGroup): void {
  const weight = WORD_WEIGHTS[group.strength];
  const evidence: RoleEvidence = { role: group.role, weight, anywhere: group.anywhere === true };
  // A heading is a plural: the one dish ("curry") must not inherit the certainty of the section ("Curries").
  const inflects = group.strength !== 'heading' || group.role === 'other';
  for (const written of group.words.split(',')) {
    for (const key of spellingsOf(written, table)) {
      addPhrase(bySpelling, key, { evidence, head: table.head, skip: group.exactAccents === true });
      const stem = key.split(' ').map(stemPlural).join(' ');
      addPhrase(byStem, stem, { evidence, head: table.head, skip: !inflects });
      const part = { ...evidence, weight: weight * COMPOUND_FACTOR };
      addPhrase(byCompoundEnd, key, { evidence: part, head: table.head, skip: group.compound !== true });
    }
    const accented = tokenize(written).map((token) => token.accented);
    addPhrase(byExactAccents, accented.join(' '), { evidence, head: table.head, skip: group.exactAccents !== true });
  }
}

/** The normalised key of a phrase; German umlauts also as ae, oe, ue. */
function spellingsOf(written: string, table: WordTable): Set<string> {
  const keys = new Set([joinWords(written)]);
  if (table.language === 'de') {
    const expanded = written
      .toLowerCase()
      .normalize('NFC')
      .replace(/[äöü]/g, (letter) => `${normalizeText(letter)}e`);
    keys.add(joinWords(expanded));
  }
  return keys;
}

function joinWords(text: string): string {
  return tokenize(text)
    .map((token) => token.word)
    .join(' ');
}

function addPhrase(
  index: Map<string, Phrase>,
  key: string,
  entry: { evidence: RoleEvidence; head: HeadPlace; skip: boolean },
): void {
  if (entry.skip || key === '') return;
  const known = index.get(key);
  if (known === undefined) {
    index.set(key, { evidence: [entry.evidence], head: entry.head });
    return;
  }
  if (known.head !== entry.head) known.head = 'either';
  const same = known.evidence.find((other) => other.role === entry.evidence.role);
  if (same !== undefined && same.weight >= entry.evidence.weight) return;
  known.evidence = [...known.evidence.filter((other) => other !== same), entry.evidence];
}
