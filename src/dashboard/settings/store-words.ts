import type { PageWords } from '../messages/page-words.ts';
import { ENGLISH, type StoreWords } from './store-words.english.ts';

/** What the settings of a store say of thresholds and seasons. */
export const STORE_WORDS: PageWords<StoreWords> = {
  en: ENGLISH,
  de: async () => (await import('./store-words.german.ts')).GERMAN,
};
