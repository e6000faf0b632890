import type { PageWords } from '../messages/page-words.ts';
import { ENGLISH, type ReportsWords } from './words.english.ts';

/** What the page of reports says. */
export const REPORTS_WORDS: PageWords<ReportsWords> = {
  en: ENGLISH,
  de: async () => (await import('./words.german.ts')).GERMAN,
};
