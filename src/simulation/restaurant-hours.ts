import { civilFromDays, daysFromCivil, weekdayOf } from '../engine/calendar/civil-date.ts';
import type { TimeZone } from '../engine/calendar/time-zone.ts';
import { drawWeighted } from './draws.ts';
import type { Random } from './random.ts';

/**
 * When the demo restaurant serves. A service day is a calendar day that may run on past midnight: minutes are counted
 * from the midnight at its beginning, so 25 x 60 is one o'clock in the following night.
 */
export interface ServiceHours {
  /** The service day that the end of the simulation falls in, in days since 1970-01-01. */
  readonly lastDay: number;
  /** The day off: 1 = Monday .. 7 = Sunday. */
  readonly closedWeekday: number;
  readonly opensMinute: number;
  readonly closesMinute: number;
}

/** Minutes of the window in which an item can be "trending right now". */
export const TREND_MINUTES = 120;

const OPENS_MINUTE = 11 * 60 + 30;
const CLOSES_MINUTE = 23 * 60;
/** Before seven in the morning it is still last night. */
const NIGHT_ENDS_MINUTE = 7 * 60;
const DAY_MINUTES = 24 * 60;
const SLOT_MINUTES = 15;

/** Orders per slot, beside the peaks of lunch and dinner, whose height is about 1. */
const QUIET_RATE = 0.08;

/** Share of an average open day, by ISO weekday: quiet on Mondays and Tuesdays, full on Fridays and Saturdays. */
const WEEKDAY_RATES = [0, 0.78, 0.8, 0.86, 0.98, 1.28, 1.4, 0.98];

/**
 * Opening hours of the demo restaurant for a simulation that ends at a given moment: 11:30 to 23:00, closed on Mondays.
 *
 * The demo restaurant keeps long hours: whenever the last two hours are not within these, it opens earlier or closes
 * later every day of its history, by whole half hours, so that they are; and when its last day is a Monday, Tuesday is
 * the day off. Somebody who tries the demo at night sees a restaurant at work.
 *
 * @param endMs - end of the simulation, milliseconds since 1970-01-01T00:00Z.
 *
 * @example
 * planServiceHours(Date.UTC(2026, 2, 6, 20), createTimeZone('UTC')).closesMinute // => 1380
 * planServiceHours(Date.UTC(2026, 2, 7, 2), createTimeZone('UTC')).closesMinute // => 1560
 */
export function planServiceHours(endMs: number, zone: TimeZone): ServiceHours {
  const { year, month, day, hour, minute } = zone.wallClockAt(endMs);
  const today = daysFromCivil({ year, month, day });
  const isNight = hour * 60 + minute < NIGHT_ENDS_MINUTE;
  const lastDay = isNight ? today - 1 : today;
  const endMinute = hour * 60 + minute + (isNight ? DAY_MINUTES : 0);
  return {
    lastDay,
    closedWeekday: weekdayOf(lastDay) === 1 ? 2 : 1,
    opensMinute: Math.min(OPENS_MINUTE, Math.floor((endMinute - TREND_MINUTES) / 30) * 30),
    closesMinute: Math.max(CLOSES_MINUTE, Math.ceil(endMinute / 30) * 30),
  };
}

/**
 * Busyness of a weekday: its expected number of orders divided by that of an average open day, 0 on the day off.
 *
 * @param weekday - 1 = Monday .. 7 = Sunday.
 */
export function weekdayRate(weekday: number, { closedWeekday }: ServiceHours): number {
  if (weekday === closedWeekday) return 0;
  const openRates = WEEKDAY_RATES.filter((_, day) => day > 0 && day !== closedWeekday);
  const mean = openRates.reduce((sum, rate) => sum + rate, 0) / openRates.length;
  return (WEEKDAY_RATES[weekday] ?? 0) / mean;
}

/**
 * Expected arrivals per quarter of an hour from opening to closing, relative: bell curves around lunch (12:50; 13:20 on
 * weekends) and dinner (19:30; 20:00 on Fridays and Saturdays) over a quiet afternoon and night.
 *
 * @param weekday - 1 = Monday .. 7 = Sunday.
 */
export function arrivalRates(weekday: number, { opensMinute, closesMinute }: ServiceHours): Float64Array {
  const lunch = weekday >= 6 ? { peak: 800, spread: 55, height: 0.75 } : { peak: 770, spread: 40, height: 0.9 };
  const dinner = weekday === 5 || weekday === 6 ? 1200 : 1170;
  const slots = (closesMinute - opensMinute) / SLOT_MINUTES;
  return Float64Array.from({ length: slots }, (_, slot) => {
    const minute = opensMinute + (slot + 0.5) * SLOT_MINUTES;
    return QUIET_RATE + lunch.height * bell((minute - lunch.peak) / lunch.spread) + bell((minute - dinner) / 70);
  });
}

/**
 * Draws when a party orders, in seconds since the midnight at the beginning of the service day.
 *
 * @param rates - {@link arrivalRates} of the day.
 */
export function drawArrival(random: Random, rates: Float64Array, { opensMinute }: ServiceHours): number {
  const slot = drawWeighted(random, rates);
  return Math.floor((opensMinute + (slot + random()) * SLOT_MINUTES) * 60);
}

/**
 * The instant of a second of a service day. Where the clocks are put forward, an order of the skipped hour comes an
 * hour later.
 *
 * @example
 * instantOfService(createTimeZone('UTC'), { epochDay: 1, second: 90_000 }) // => 176400000
 */
export function instantOfService(zone: TimeZone, { epochDay, second }: { epochDay: number; second: number }): number {
  const pastMidnight = Math.floor(second / 86_400);
  const rest = second - pastMidnight * 86_400;
  return zone.instantOf({
    ...civilFromDays(epochDay + pastMidnight),
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
  });
}

/**
 * How far into summer a day is: cos(2 pi (day of the year - 197) / 365.25), 1 in mid-July, -1 in mid-January.
 *
 * @param epochDay - days since 1970-01-01.
 *
 * @example
 * summerOf(196) // => 1
 */
export function summerOf(epochDay: number): number {
  const newYear = daysFromCivil({ year: civilFromDays(epochDay).year, month: 1, day: 1 });
  return Math.cos((2 * Math.PI * (epochDay - newYear + 1 - 197)) / 365.25);
}

function bell(z: number): number {
  return Math.exp(-0.5 * z * z);
}
