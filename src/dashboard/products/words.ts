import type { PageWords } from '../messages/page-words.ts';
import { ENGLISH, type ProductsWords } from './words.english.ts';

/** What the page of products says. */
export const PRODUCTS_WORDS: PageWords<ProductsWords> = {
  en: ENGLISH,
  de: async () => (await import('./words.german.ts')).GERMAN,
};
