import type { PageWords } from '../messages/page-words.ts';
import { ENGLISH, type ExperimentsWords } from './words.english.ts';

/** What the pages of tests and of the hold-out say. */
export const EXPERIMENTS_WORDS: PageWords<ExperimentsWords> = {
  en: ENGLISH,
  de: async () => (await import('./words.german.ts')).GERMAN,
};
