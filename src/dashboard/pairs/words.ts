import type { PageWords } from '../messages/page-words.ts';
import { ENGLISH, type PairsWords } from './words.english.ts';

/** What the page of pairs says. */
export const PAIRS_WORDS: PageWords<PairsWords> = {
  en: ENGLISH,
  de: async () => (await import('./words.german.ts')).GERMAN,
};
