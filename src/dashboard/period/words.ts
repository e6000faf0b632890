import type { PageWords } from '../messages/page-words.ts';
import { ENGLISH, type PeriodWords } from './words.english.ts';

/** What the choice of days says. */
export const PERIOD_WORDS: PageWords<PeriodWords> = {
  en: ENGLISH,
  de: async () => (await import('./words.german.ts')).GERMAN,
};
