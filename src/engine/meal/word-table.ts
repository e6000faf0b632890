import type { Role } from '../items.ts';

/**
 * How sure a word makes us of a role, when it is the word that names the dish. `WORD_WEIGHTS` gives the number.
 * - `heading`: the name of the role itself, as a menu prints it over a section ("Desserts", "Beilagen").
 * - `dish`: a dish or a drink that nearly always plays this part ("tiramisu", "lassi").
 * - `likely`: more often this than anything else.
 * - `hint`: an ingredient or a manner of cooking that points a little this way.
 */
export type WordStrength = 'heading' | 'dish' | 'likely' | 'hint';

/**
 * Where a language puts the word that names the thing: last (English and German: "garlic *bread*"), first (French,
 * Spanish, Italian: "*pain* à l'ail"), or either: a word that tables of both kinds hold ("pizza").
 */
export type HeadPlace = 'last' | 'first' | 'either';

/**
 * Words and phrases that point to one role. Separated by commas, written as a menu writes them; case and accents do
 * not matter, plurals in -s and -es need no entry of their own.
 */
export interface WordGroup {
  readonly role: Role;
  readonly strength: WordStrength;
  /** True when the words count in full wherever they stand ("*beer battered* cod"); default: only as head of the name. */
  readonly anywhere?: boolean;
  /** True when the accents must be as written: French `thé` is a drink, English `the` is not. */
  readonly exactAccents?: boolean;
  /** True when the words also count at the end of a compound: German `-suppe` in "Tomatensuppe". */
  readonly compound?: boolean;
  readonly words: string;
}

/** The vocabulary of one language. */
export interface WordTable {
  readonly language: 'en' | 'de' | 'fr' | 'es' | 'it' | 'in';
  readonly head: Exclude<HeadPlace, 'either'>;
  readonly groups: readonly WordGroup[];
}
