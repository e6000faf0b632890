import { ENGLISH_REPORT } from './english.ts';
import { GERMAN_REPORT } from './german.ts';
import type { ReportWords } from './report-words.ts';

/** The words of a store's language; English where there are none. */
export function wordsOf(locale: string): ReportWords {
  return new Intl.Locale(locale).language === 'de' ? GERMAN_REPORT : ENGLISH_REPORT;
}
