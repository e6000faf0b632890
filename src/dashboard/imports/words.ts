import type { PageWords } from '../messages/page-words.ts';
import { ENGLISH, type ImportsWords } from './words.english.ts';

/** What the page of imports says. */
export const IMPORTS_WORDS: PageWords<ImportsWords> = {
  en: ENGLISH,
  de: async () => (await import('./words.german.ts')).GERMAN,
};
