import type { PageWords } from '../messages/page-words.ts';
import { type CatalogueWords, ENGLISH } from './words.english.ts';

/** What the page of catalogue says. */
export const CATALOGUE_WORDS: PageWords<CatalogueWords> = {
  en: ENGLISH,
  de: async () => (await import('./words.german.ts')).GERMAN,
};
