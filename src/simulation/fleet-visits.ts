import { civilFromDays, DAY_MS, weekdayOf } from '../engine/calendar/civil-date.ts';
import { createTimeZone } from '../engine/calendar/time-zone.ts';
import { drawInteger, drawWeighted } from './draws.ts';
import type { FleetKind } from './fleet-kind-table.ts';
import { drawUniform, type FleetNature } from './fleet-nature.ts';
import { createRandom, type Random } from './random.ts';

/** When somebody orders. */
export interface FleetVisit {
  readonly orderedAtMs: number;
  /** Days since the opening of the store. */
  readonly day: number;
  /** 0 breakfast, 1 lunch, 2 afternoon, 3 evening. */
  readonly daypart: number;
}

/** All visits of a store's history, in order of time. */
export interface FleetHistory {
  readonly visits: readonly FleetVisit[];
  /** Number of days. */
  readonly days: number;
  /** Start of the first day. */
  readonly startMs: number;
}

const LAST_DAY = Date.UTC(2026, 5, 1) / DAY_MS;
const YEAR_DAYS = 365.25;
/** Hour at which breakfast, lunch, afternoon and evening begin. */
const DAYPART_STARTS = [5, 11, 15, 18] as const;

/**
 * When the orders of a generated store come: within its opening hours, more on the busy weekdays and hours; business
 * grows or shrinks over the history.
 */
export function drawFleetVisits(
  seed: number,
  { nature, orders }: { nature: FleetNature; orders: number },
): FleetHistory {
  const random = createRandom(seed, 'fleet-visits');
  const zone = createTimeZone(nature.zone);
  const days = Math.ceil(nature.years * YEAR_DAYS);
  const firstDay = LAST_DAY - days - drawInteger(random, [0, 364]);
  const growth = drawUniform(random, [0.6, 1.2]);
  const weekdays = Array.from({ length: 7 }, () => drawUniform(random, [0.3, 1]));
  const hours = drawHourWeights(random, nature.kind);
  const visits = Array.from({ length: orders }, () => {
    const day = drawDay(random, { days, firstDay, growth, weekdays });
    const hour = nature.kind.hours[0] + drawWeighted(random, hours);
    const [minute, second] = [drawInteger(random, [0, 59]), drawInteger(random, [0, 59])];
    const date = civilFromDays(firstDay + day + Math.floor(hour / 24));
    return { orderedAtMs: zone.instantOf({ ...date, hour: hour % 24, minute, second }), day, daypart: daypartOf(hour) };
  });
  const startMs = zone.instantOf({ ...civilFromDays(firstDay), hour: 0, minute: 0, second: 0 });
  return { visits: visits.sort((first, second) => first.orderedAtMs - second.orderedAtMs), days, startMs };
}

function drawHourWeights(random: Random, { hours: [from, to], bustle }: FleetKind): number[] {
  return Array.from({ length: to - from }, (_, index) => {
    return (bustle[daypartOf(from + index)] ?? 0) * drawUniform(random, [0.5, 1.5]) + 0.05;
  });
}

/**
 * The part of the day of an hour: 0 breakfast, 1 lunch (from 11), 2 afternoon (from 15), 3 evening (from 18 to 5).
 *
 * @param hour - local hour of the business day, 0 to 28.
 *
 * @example
 * [8, 11, 17, 25].map(daypartOf) // => [0, 1, 2, 3]
 */
export function daypartOf(hour: number): number {
  return (DAYPART_STARTS.findLastIndex((start) => hour >= start) + 4) % 4;
}

function drawDay(
  random: Random,
  options: { days: number; firstDay: number; growth: number; weekdays: readonly number[] },
): number {
  const { days, firstDay, growth, weekdays } = options;
  for (;;) {
    const day = Math.floor(days * random() ** growth);
    if (random() < (weekdays[weekdayOf(firstDay + day) - 1] ?? 0)) return day;
  }
}
