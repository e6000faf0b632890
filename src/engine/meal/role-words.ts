import { ENGLISH_WORDS } from './role-words-english.ts';
import { FRENCH_WORDS } from './role-words-french.ts';
import { GERMAN_WORDS } from './role-words-german.ts';
import { INDIAN_WORDS } from './role-words-indian.ts';
import { ITALIAN_WORDS } from './role-words-italian.ts';
import { SPANISH_WORDS } from './role-words-spanish.ts';
import type { WordStrength, WordTable } from './word-table.ts';

/**
 * Log-odds that a word of each strength adds for its role when it is the head of the name.
 *
 * @example
 * WORD_WEIGHTS.dish // => 4
 */
export const WORD_WEIGHTS: Readonly<Record<WordStrength, number>> = { heading: 6, dish: 4, likely: 2.5, hint: 1.25 };

/** All tables. Where two tables hold the same word for the same role, the larger weight counts. */
export const WORD_TABLES: readonly WordTable[] = [
  ENGLISH_WORDS,
  GERMAN_WORDS,
  FRENCH_WORDS,
  SPANISH_WORDS,
  ITALIAN_WORDS,
  INDIAN_WORDS,
];

/** Small words that join others and say which family of languages a name belongs to. */
export const ROMANCE_JOINERS: ReadonlySet<string> = new Set(
  `de du des au aux la le les el los las al alla allo alle ai agli con y e et di del della dello delle dei degli da d l
  en sur avec sans sin senza por para per un una une uno nos nuestros a`.split(/\s+/),
);

/** The same for English and German. `for`, `of`, `with` and their kin also end the part in which the head is sought. */
export const GERMANIC_JOINERS: ReadonlySet<string> = new Set(
  `the our with of from for and on w served mit und der das dem den vom von auf oder ohne fur fuer zum zur im aus nach an
  unsere`.split(/\s+/),
);

/** English and German words after which the rest of the name only describes: "pie *with* chips". */
export const HEAD_ENDS: ReadonlySet<string> = new Set(
  'with w of from for on in served mit auf vom von im in an aus nach ohne fur fuer without topped'.split(' '),
);

/** English and German words between two things of equal rank. */
export const CONJUNCTIONS: ReadonlySet<string> = new Set(['and', 'und', 'n', 'or', 'oder']);

/** Words that change nothing about what a thing is: sizes, units, counts, praise. The head is sought beside them. */
export const NEUTRAL_WORDS: ReadonlySet<string> = new Set(
  `ml cl dl l lt ltr litre liter litres g gr kg oz lb inch cm pc pcs piece pieces stuck stueck pz st x
  large small medium regular mini maxi xl xxl xs s m big jumbo king queen double triple single half full whole
  gross grosse grosser grosses klein kleine kleiner kleines grand grande petit petite grandes chico chica pequeno pequena
  piccolo piccola media medio mezzo mezza demi
  can cans canned bottle bottled btl draught draft tap takeaway pack pk
  special specials plain classic house homemade fresh freshly deluxe original premium signature traditional authentic
  famous best new hot cold spicy mild medium sweet sour crispy loaded organic natural light diet zero free
  vegan vegetarian veg veggie non gluten halal bio
  hausgemacht hausgemachte hausgemachter hausgemachtes frisch frische frischer frisches frisch kalt warm kalte warme
  maison fait frais fraiche chaud chaude froid froide traditionnel traditionnelle
  casero casera caseros caseras fresco fresca frio fria caliente tradicional
  casa fresco fresca freddo fredda caldo calda tradizionale artigianale
  the our a an with my your le la les el los las il lo gli i un una une uno der die das ein eine no nr`.split(/\s+/),
);

/** Vessels and measures: in "glass of wine", "verre de vin", the wine is the thing. */
export const VESSELS: ReadonlySet<string> = new Set(
  `glass bottle cup mug pot pint bowl plate slice piece portion side order can jug carafe shot scoop basket tray serving
  glas flasche tasse kannchen kaennchen becher teller stuck stueck kugel schale karaffe
  verre bouteille tasse pichet carafe bol assiette part portion boule coupe pot corbeille
  vaso copa botella taza jarra plato porcion racion bola tazon cesta
  bicchiere bottiglia tazza calice caraffa piatto fetta porzione pallina coppa ciotola cestino trancio`.split(/\s+/),
);
