import { ROLES, type Role } from '../items.ts';
import { type Token, tokenize } from '../similarity/tokens.ts';
import { findHeads, isNeutral, isVessel } from './name-head.ts';
import { findPhrases, type PhraseHit } from './role-phrases.ts';
import { CONJUNCTIONS, GERMANIC_JOINERS, ROMANCE_JOINERS } from './role-words.ts';
import { SILENT_WORDS } from './role-words-silent.ts';

/** What a role is guessed from. */
export interface RoleClue {
  /** Name of an item, or of a category when a category is guessed. */
  readonly name: string;
  /** Name of the category the item is in. */
  readonly categoryName?: string | null;
  readonly description?: string;
}

/** A guessed role: how sure we are, and which word decided. */
export interface RoleGuess {
  readonly role: Role;
  /** Probability that the role is right, 0..1. */
  readonly certainty: number;
  /** The word or phrase that weighed most for the role, as it is written; empty when no word is known. */
  readonly evidence: string;
}

/** Below this certainty a guess is shown to the owner but not used. */
export const ROLE_CERTAINTY_FLOOR = 0.8;

/** Log-odds of `other` before any word is read: a name of unknown words is not a meal. */
const OTHER_PRIOR = 1;
/** Share of its weight that a word keeps when it only describes: "*chocolate* milk". */
const MODIFIER_FACTOR = 0.35;
/** The same for the second of two equal parts after a dish: "burger and *fries*". */
const SECOND_PART_FACTOR = 0.5;
/** Weight from which a word is a dish and not an ingredient. */
const DISH_WEIGHT = 3.5;
/** A category was named to say what is in it: it counts more than the item's own name. */
const CATEGORY_FACTOR = 1.25;
/** A description names side dishes and sauces too: it only tips the scales, by at most `DESCRIPTION_CAP`. */
const DESCRIPTION_FACTOR = 0.12;
const DESCRIPTION_CAP = 1;
/** Log-odds for `other` per unknown word, up to the cap. */
const UNKNOWN_WORD_WEIGHT = 0.35;
const UNKNOWN_WORDS_CAP = 1.2;

interface Reading {
  readonly scores: Map<Role, number>;
  /** Per role the phrase that weighed most. */
  readonly best: Map<Role, { weight: number; phrase: string }>;
}

/**
 * Guesses the role of an item or a category from its name, in English, German, French, Spanish, Italian and the words
 * of Indian menus.
 *
 * Each known phrase adds log-odds to its role: all of it as the head of the name, 35 % as a describing word; the category
 * counts 1.25 times, the description 12 %. The certainty is the softmax of the sums, p_r = e^(s_r) / sum_q e^(s_q), with
 * s_other starting at 1 and growing with each unknown word, so clues that disagree and names that are no food stay low. A
 * name of a whole menu or of no category ("Menu", "Speisekarte", "All") is no clue: what else is known decides.
 * Unitless, 0..1. Never throws; an empty name is `other`.
 *
 * @example
 * guessRole({ name: 'Cheesy Garlic Bread' }).role // => "side"
 * guessRole({ name: 'Tarte aux pommes' }).evidence // => "Tarte aux pommes"
 * guessRole({ name: 'T-LIGHT HOLDER' }).role // => "other"
 * guessRole({ name: 'Burger', categoryName: 'Our menu' }).role // => "main"
 */
export function guessRole(clue: RoleClue): RoleGuess {
  const readings = [
    { reading: readName(clue.name), factor: 1, cap: Number.POSITIVE_INFINITY },
    { reading: readName(clue.categoryName ?? ''), factor: CATEGORY_FACTOR, cap: Number.POSITIVE_INFINITY },
    { reading: readName(clue.description ?? ''), factor: DESCRIPTION_FACTOR, cap: DESCRIPTION_CAP },
  ];
  const scores = ROLES.map((role) => {
    const sums = readings.map(({ reading, factor, cap }) => Math.min(cap, factor * (reading.scores.get(role) ?? 0)));
    return sums.reduce((sum, score) => sum + score, role === 'other' ? OTHER_PRIOR : 0);
  });
  const top = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - top), 0);
  const role = ROLES[scores.indexOf(top)] ?? 'other';
  const phrases = readings.flatMap(({ reading, factor }) => {
    const best = reading.best.get(role);
    return best === undefined ? [] : [{ phrase: best.phrase, weight: best.weight * factor }];
  });
  phrases.sort((a, b) => b.weight - a.weight);
  return { role, certainty: 1 / total, evidence: phrases[0]?.phrase ?? '' };
}

/**
 * The role that is safe to use: the guessed one from a certainty of .8 on, else `other`.
 *
 * @example
 * assignedRole({ role: 'drink', certainty: 0.93, evidence: 'lassi' }) // => "drink"
 * assignedRole({ role: 'drink', certainty: 0.6, evidence: 'milk' }) // => "other"
 */
export function assignedRole(guess: RoleGuess): Role {
  return guess.certainty >= ROLE_CERTAINTY_FLOOR ? guess.role : 'other';
}

function readName(name: string): Reading {
  const text = name.replaceAll('&', ' and ').replaceAll('+', ' and ');
  const tokens = tokenize(text);
  if (isSilent(tokens)) return { scores: new Map(), best: new Map() };
  const hits = findPhrases(tokens).filter((hit) => hit.end - hit.start > 1 || !isVessel(tokens, hit.start));
  const factors = weighHits(hits, findHeads({ text, tokens, hits }));
  const reading: Reading = { scores: new Map(), best: new Map() };
  hits.forEach((hit, index) => {
    const phrase = text.slice(tokens[hit.start]?.start, tokens[hit.end - 1]?.end);
    addHit(reading, hit, { phrase, factor: factors[index] ?? MODIFIER_FACTOR });
  });
  const isKnown = (at: number) => isVessel(tokens, at) || hits.some((hit) => at >= hit.start && at < hit.end);
  const unknown = tokens.filter((token, at) => !isKnown(at) && !isJoiner(token.word) && !isNeutral(token.word)).length;
  const doubt = Math.min(UNKNOWN_WORDS_CAP, UNKNOWN_WORD_WEIGHT * unknown);
  reading.scores.set('other', (reading.scores.get('other') ?? 0) + doubt);
  return reading;
}

/** Whether a name says nothing: beside joiners and words of praise it is only what a whole menu, or no category, goes by. */
function isSilent(tokens: readonly Token[]): boolean {
  const words = tokens.map(({ word }) => word).filter((word) => !isJoiner(word) && !isNeutral(word));
  if (words.length === 0) return false;
  return words.every((word) => SILENT_WORDS.has(word)) || SILENT_WORDS.has(words.join(' '));
}

/** Factor of each hit by its place: head, second equal part, or describing word. */
function weighHits(hits: readonly PhraseHit[], heads: readonly number[]): number[] {
  let dishBefore = false;
  return hits.map((hit) => {
    const isHead = heads.some((head) => head >= hit.start && head < hit.end);
    if (!isHead) return MODIFIER_FACTOR;
    const factor = dishBefore ? SECOND_PART_FACTOR : 1;
    dishBefore ||= hit.evidence.some((evidence) => evidence.weight >= DISH_WEIGHT);
    return factor;
  });
}

function addHit(reading: Reading, hit: PhraseHit, place: { phrase: string; factor: number }): void {
  for (const evidence of hit.evidence) {
    const weight = evidence.weight * (evidence.anywhere ? 1 : place.factor);
    reading.scores.set(evidence.role, (reading.scores.get(evidence.role) ?? 0) + weight);
    const best = reading.best.get(evidence.role);
    if (best === undefined || weight > best.weight) reading.best.set(evidence.role, { weight, phrase: place.phrase });
  }
}

function isJoiner(word: string): boolean {
  return word.length === 1 || CONJUNCTIONS.has(word) || GERMANIC_JOINERS.has(word) || ROMANCE_JOINERS.has(word);
}
