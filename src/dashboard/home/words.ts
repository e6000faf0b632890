import type { PageWords } from '../messages/page-words.ts';
import { ENGLISH, type HomeWords } from './words.english.ts';

/** What the home page says. */
export const HOME_WORDS: PageWords<HomeWords> = {
  en: ENGLISH,
  de: async () => (await import('./words.german.ts')).GERMAN,
};
