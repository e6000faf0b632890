import type { ItemHour } from './hour-lift.ts';
import type { ItemPopularity } from './item-popularity.ts';

const HOURS_PER_DAY = 24;

/** Orders in a part of the day below which nothing is said of an item at that time ... */
const TOLD_ORDERS = 3;
/** ... and the share of all its orders: a few early birds among a thousand orders make no breakfast. */
const TOLD_SHARE = 0.05;

interface DayPart {
  readonly fromHour: number;
  /** First hour after it; above 24 on the next day. */
  readonly toHour: number;
  readonly words: string;
}

/** The parts of a day by the store's clocks. The hours before dawn have no name of their own. */
const DAY_PARTS: readonly DayPart[] = [
  { fromHour: 5, toHour: 11, words: 'at breakfast' },
  { fromHour: 11, toHour: 15, words: 'at lunchtime' },
  { fromHour: 15, toHour: 18, words: 'in the afternoon' },
  { fromHour: 18, toHour: 22, words: 'at dinner' },
  { fromHour: 22, toHour: 26, words: 'late in the evening' },
];
const BEFORE_DAWN: DayPart = { fromHour: 2, toHour: 5, words: 'at this hour' };

/**
 * What people call an hour of the day: breakfast from 5, lunchtime from 11, afternoon from 15, dinner from 18, late
 * evening from 22 to 2, and "at this hour" before dawn.
 *
 * @param hourOfWeek - by the store's clocks, 0 = Monday 00 .. 167 = Sunday 23.
 *
 * @example
 * tellDayPart(12) // => 'at lunchtime'
 * tellDayPart(24 + 1) // => 'late in the evening'
 */
export function tellDayPart(hourOfWeek: number): string {
  return dayPartAt(hourOfWeek).words;
}

/**
 * What may be said of an item that is offered because it sells at this hour: "Popular at lunchtime"; null when fewer
 * than 3 orders with it, or less than 5 % of them, fell into this part of the day, all weekdays together.
 *
 * @example
 * const popularity = new ItemPopularity({ itemCount: 1 });
 * for (const orderId of [1, 2, 3]) popularity.add({ orderId, timeMs: orderId, basket: [0], hourOfWeek: 12 });
 * tellPopularHour(popularity, { item: 0, hourOfWeek: 24 + 14 }) // => 'Popular at lunchtime'
 * tellPopularHour(popularity, { item: 0, hourOfWeek: 15 }) // => null
 */
export function tellPopularHour(popularity: ItemPopularity, { item, hourOfWeek }: ItemHour): string | null {
  const { fromHour, toHour, words } = dayPartAt(hourOfWeek);
  let orders = 0;
  for (let hour = fromHour; hour < toHour; hour += 1) {
    orders += popularity.hours.inHourOfDay(item, hour % HOURS_PER_DAY);
  }
  const needed = Math.max(TOLD_ORDERS, TOLD_SHARE * popularity.hours.ordersWith(item));
  return orders < needed ? null : `Popular ${words}`;
}

function dayPartAt(hourOfWeek: number): DayPart {
  const hour = hourOfWeek % HOURS_PER_DAY;
  const isIn = ({ fromHour, toHour }: DayPart) => (hour >= fromHour && hour < toHour) || hour + HOURS_PER_DAY < toHour;
  return DAY_PARTS.find(isIn) ?? BEFORE_DAWN;
}
