import { drawChance, drawGamma, drawInteger, drawWeighted } from './draws.ts';
import { createRandom, type Random } from './random.ts';
import { drawFavourites } from './restaurant-meals.ts';

/** A guest the restaurant knows by name: comes back out of habit and orders what they like. */
export interface Regular {
  readonly id: string;
  /** How often they come, relative to the other regulars: Gamma(1.2), a few often and many now and then. */
  readonly rate: number;
  /** The weekday they like best: 1 = Monday .. 7 = Sunday. */
  readonly weekday: number;
  readonly meal: 'lunch' | 'dinner';
  /** Positions on the menu. */
  readonly favourites: ReadonlySet<number>;
  /** First and last day on which they may come, in days since 1970-01-01. */
  readonly firstDay: number;
  readonly lastDay: number;
}

/** When somebody orders. */
export interface Visit {
  readonly epochDay: number;
  /** 1 = Monday .. 7 = Sunday. */
  readonly weekday: number;
  readonly meal: 'lunch' | 'dinner';
}

const REGULARS = 200;
const HISTORY_DAYS = 365;
const NEWCOMERS = 0.35;
const LEAVERS = 0.2;
/** How much more likely somebody is to come at their meal, and on their weekday. */
const HABIT_FACTOR = 4;

/**
 * The 200 regulars of the demo restaurant. About a third came for the first time within the last year, a fifth does
 * not come any more.
 *
 * @param lastDay - last service day, in days since 1970-01-01.
 */
export function createRegulars(seed: number, lastDay: number): readonly Regular[] {
  const random = createRandom(seed, 'regulars');
  return Array.from({ length: REGULARS }, (_, index) => {
    const joined = drawChance(random, NEWCOMERS) ? drawInteger(random, [0, HISTORY_DAYS - 1]) : Infinity;
    const left = drawChance(random, LEAVERS) ? drawInteger(random, [0, Math.min(joined, HISTORY_DAYS)]) : 0;
    return {
      id: `guest-${String(index + 1).padStart(3, '0')}`,
      rate: drawGamma(random, 1.2),
      weekday: drawInteger(random, [1, 7]),
      meal: drawChance(random, 0.35) ? 'lunch' : 'dinner',
      favourites: drawFavourites(random),
      firstDay: lastDay - joined,
      lastDay: lastDay - left,
    };
  });
}

/** Draws which regular it is that orders: by how often they come, the weekday and the meal they are used to. */
export function drawRegular(random: Random, regulars: readonly Regular[], visit: Visit): Regular | null {
  const weights = regulars.map((regular) => {
    if (visit.epochDay < regular.firstDay || visit.epochDay > regular.lastDay) return 0;
    const atMeal = regular.meal === visit.meal ? HABIT_FACTOR : 1;
    return regular.rate * atMeal * (regular.weekday === visit.weekday ? HABIT_FACTOR : 1);
  });
  return regulars[drawWeighted(random, weights)] ?? null;
}
