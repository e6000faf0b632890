import type { PageWords } from '../messages/page-words.ts';
import { type CustomersWords, ENGLISH } from './words.english.ts';

/** What the pages of customers say. */
export const CUSTOMERS_WORDS: PageWords<CustomersWords> = {
  en: ENGLISH,
  de: async () => (await import('./words.german.ts')).GERMAN,
};
