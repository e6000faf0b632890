import type { OrderRequest } from '../contract/order.ts';
import { DAY_MS, weekdayOf } from '../engine/calendar/civil-date.ts';
import { createTimeZone, type TimeZone } from '../engine/calendar/time-zone.ts';
import { drawChance, drawGamma, drawInteger, drawPoisson, drawWeighted } from './draws.ts';
import { createRandom, type Random } from './random.ts';
import {
  arrivalRates,
  drawArrival,
  instantOfService,
  planServiceHours,
  type ServiceHours,
  summerOf,
  TREND_MINUTES,
  weekdayRate,
} from './restaurant-hours.ts';
import { drawMeal, type Occasion, positionOf } from './restaurant-meals.ts';
import { RESTAURANT } from './restaurant-menu-table.ts';
import { createRegulars, drawRegular, type Regular } from './restaurant-regulars.ts';
import { PLANTED_PAIRS, TRENDING_ITEM } from './restaurant-tastes.ts';
import { drawTicket } from './restaurant-ticket.ts';

export { PLANTED_PAIRS, TRENDING_ITEM };

/** What {@link generateRestaurantOrders} needs. */
export interface RestaurantOrdersOptions {
  /** Whole number, 0 to 2^53 - 1: the same seed gives the same orders. */
  readonly seed: number;
  /** The moment at which the history ends, milliseconds since 1970-01-01T00:00Z: every order lies before it. */
  readonly endMs: number;
  /** Days of history. */
  readonly days?: number;
  /** Mean number of orders of an open day; six days a week are open. */
  readonly ordersPerDay?: number;
  /** IANA time zone of the restaurant. */
  readonly zone?: string;
}

/** What stays the same for all orders of one run. */
interface Simulation {
  readonly seed: number;
  readonly endMs: number;
  readonly ordersPerDay: number;
  readonly zone: TimeZone;
  readonly hours: ServiceHours;
  readonly regulars: readonly Regular[];
}

/** A party that orders: where and when. */
interface Arrival {
  readonly id: string;
  readonly orderedAtMs: number;
  readonly epochDay: number;
  /** Seconds since the midnight at the beginning of the service day. */
  readonly second: number;
  /** Positions on the menu of what they order in any case. */
  readonly wanted: readonly number[];
}

/** Orders of the last two hours that hold the trending item on top of the usual ones. */
const TRENDING_ORDERS = 9;
/** Days differ by more than chance: the day's mean is multiplied by Gamma(40) / 40, about +-16 %. */
const DAY_SHAPE = 40;
const KNOWN_GUESTS = 0.35;
const TAKEAWAYS = 0.18;
const LUNCH_ENDS_SECOND = 16 * 3600;
/** Weights of parties of 1, 2, 3 ... guests. */
const PARTY_SIZES = {
  lunch: [30, 42, 14, 10, 2, 2],
  dinner: [9, 45, 17, 19, 5, 5],
  takeaway: [45, 38, 10, 7],
};

/**
 * Orders of the demo restaurant up to a moment, in the order of time: a year with the defaults is about 12,000.
 *
 * Guests come by the day's weekday and the hours of lunch and dinner, in parties; they eat in courses, with the season,
 * and like the planted pairs together (see `PLANTED_PAIRS`). About 35 % of the orders are of 200 known regulars with
 * favourites and habits, 18 % are taken away, the others have a table from 1 to 20; 1.5 % are cancelled, of .5 % a line
 * is refunded. In the last two hours nine orders more hold the trending item. Every day has random numbers of its own:
 * fewer `days` give the same orders, only fewer of them.
 *
 * @throws RangeError for an unknown zone, or when a number is out of range.
 *
 * @example
 * const orders = [...generateRestaurantOrders({ seed: 1, endMs: Date.UTC(2026, 2, 7, 20), days: 7 })];
 * orders.every((order) => order.status === 'completed' || order.status === 'cancelled') // => true
 */
export function* generateRestaurantOrders(options: RestaurantOrdersOptions): Generator<OrderRequest> {
  const { days = 365, ordersPerDay = 38 } = options;
  requireInRange('days', days, Number.isInteger(days) && days >= 1);
  requireInRange('ordersPerDay', ordersPerDay, ordersPerDay > 0 && ordersPerDay < Infinity);
  const simulation = prepare(options, ordersPerDay);
  const { lastDay } = simulation.hours;
  for (let epochDay = lastDay - days + 1; epochDay <= lastDay; epochDay++) {
    const random = createRandom(simulation.seed, `orders-${epochDay}`);
    const served = serve(random, simulation, drawArrivals(random, simulation, epochDay));
    yield* epochDay === lastDay ? finishHistory(simulation, served) : served;
  }
}

function prepare({ seed, endMs, zone: zoneName }: RestaurantOrdersOptions, ordersPerDay: number): Simulation {
  const zone = createTimeZone(zoneName ?? RESTAURANT.store.time_zone);
  const hours = planServiceHours(endMs, zone);
  return { seed, endMs, ordersPerDay, zone, hours, regulars: createRegulars(seed, hours.lastDay) };
}

function drawArrivals(random: Random, simulation: Simulation, epochDay: number): Arrival[] {
  const { hours, ordersPerDay, zone } = simulation;
  const weekday = weekdayOf(epochDay);
  const mood = drawGamma(random, DAY_SHAPE) / DAY_SHAPE;
  const parties = drawPoisson(random, ordersPerDay * weekdayRate(weekday, hours) * mood);
  const rates = arrivalRates(weekday, hours);
  return Array.from({ length: parties }, () => drawArrival(random, rates, hours))
    .map((second) => ({ second, orderedAtMs: instantOfService(zone, { epochDay, second }) }))
    .sort((first, next) => first.orderedAtMs - next.orderedAtMs || first.second - next.second)
    .map((arrival, index) => ({ ...arrival, epochDay, id: orderId(epochDay, index + 1), wanted: [] }));
}

/** What is in fashion draws from random numbers of its own, so that the orders of the day stay as they are. */
function finishHistory(simulation: Simulation, served: readonly OrderRequest[]): OrderRequest[] {
  const random = createRandom(simulation.seed, `trend-${simulation.endMs}`);
  const trending = serve(random, simulation, drawTrendingArrivals(random, simulation));
  const end = new Date(simulation.endMs).toISOString();
  return [...served, ...trending].filter((order) => timeOf(order) < end).sort(compareByTime);
}

function drawTrendingArrivals(random: Random, { endMs, hours, zone }: Simulation): Arrival[] {
  return Array.from({ length: TRENDING_ORDERS }, (_, index) => {
    const minutesAgo = drawInteger(random, [1, TREND_MINUTES - 5]);
    const orderedAtMs = Math.floor(endMs / 1000 - minutesAgo * 60) * 1000;
    const { hour, minute, second } = zone.wallClockAt(orderedAtMs);
    return {
      id: orderId(hours.lastDay, index + 1, 'trend-'),
      orderedAtMs,
      epochDay: hours.lastDay,
      second: (hour * 60 + minute) * 60 + second,
      wanted: [positionOf(TRENDING_ITEM)],
    };
  });
}

function serve(random: Random, simulation: Simulation, arrivals: readonly Arrival[]): OrderRequest[] {
  return arrivals.map((arrival) => serveParty(random, simulation, arrival));
}

function serveParty(random: Random, { regulars, endMs }: Simulation, arrival: Arrival): OrderRequest {
  const { id, orderedAtMs, epochDay, second, wanted } = arrival;
  const meal = second < LUNCH_ENDS_SECOND ? 'lunch' : 'dinner';
  const visit = { epochDay, weekday: weekdayOf(epochDay), meal } as const;
  const regular = drawChance(random, KNOWN_GUESTS) ? drawRegular(random, regulars, visit) : null;
  const channel = drawChance(random, TAKEAWAYS) ? 'takeaway' : 'dine-in';
  const sizes = channel === 'takeaway' ? PARTY_SIZES.takeaway : PARTY_SIZES[meal];
  const occasion: Occasion = {
    meal,
    channel,
    guests: drawWeighted(random, sizes) + 1,
    summer: summerOf(epochDay),
    favourites: regular?.favourites ?? new Set(),
    wanted,
  };
  const picks = drawMeal(random, occasion);
  return drawTicket(random, { id, orderedAtMs, endMs, channel, customer: regular?.id ?? null, picks });
}

/** The date in the id is that of the service day, so an order keeps its id whenever the demo is made again. */
function orderId(epochDay: number, number: number, kind = ''): string {
  const date = new Date(epochDay * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
  return `lucia-${date}-${kind}${String(number).padStart(4, '0')}`;
}

function compareByTime(first: OrderRequest, second: OrderRequest): number {
  return timeOf(first) < timeOf(second) ? -1 : timeOf(first) > timeOf(second) ? 1 : 0;
}

function timeOf(order: OrderRequest): string {
  return order.ordered_at ?? '';
}

function requireInRange(name: string, value: number, isValid: boolean): void {
  if (isValid) return;
  const wanted = name === 'days' ? 'a whole number above 0' : 'a number above 0';
  throw new RangeError(`Cannot generate orders: ${name} is ${value}, expected ${wanted}`);
}
