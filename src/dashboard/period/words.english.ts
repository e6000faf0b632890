/** What the choice of days says, in English. */
export const ENGLISH = {
  label: 'Period',
  lastDays: (days: number) => (days === 1 ? 'Today' : `Last ${days} days`),
  range: 'From a day to a day',
  span: (from: string, to: string) => `${from} to ${to}`,
  from: 'From',
  to: 'To',
};

/** The shape that every language fills. */
export type PeriodWords = typeof ENGLISH;
