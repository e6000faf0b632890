import type { PageWords } from '../messages/page-words.ts';
import { ENGLISH, type RulesWords } from './words.english.ts';

/** What the page of rules says. */
export const RULES_WORDS: PageWords<RulesWords> = {
  en: ENGLISH,
  de: async () => (await import('./words.german.ts')).GERMAN,
};
