import type { PeriodWords } from './words.english.ts';

/** What the choice of days says, in German. */
export const GERMAN: PeriodWords = {
  label: 'Zeitraum',
  lastDays: (days: number) => (days === 1 ? 'Heute' : `Letzte ${days} Tage`),
  range: 'Von Tag bis Tag',
  span: (from: string, to: string) => `${from} bis ${to}`,
  from: 'Von',
  to: 'Bis',
};
