const USUAL_DAYS = 30;
/** The longest period that can be asked for. */
export const MOST_DAYS = 366;

/**
 * Days as an address has them; 30 for what is none.
 *
 * @example
 * readDays('90') // => 90
 * readDays('367') // => 30
 */
export function readDays(text: string | null): number {
  const days = Number(text ?? USUAL_DAYS);
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? days : USUAL_DAYS;
}
