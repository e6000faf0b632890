import type { Consent } from '../../contract/event.ts';
import { DAY_MS, weekdayOf } from '../../engine/calendar/civil-date.ts';
import type { TimeZone } from '../../engine/calendar/time-zone.ts';
import { drawChance, drawGamma, drawInteger, drawPoisson, drawWeighted } from '../draws.ts';
import { createRandom, type Random } from '../random.ts';
import { arrivalRates, drawArrival, instantOfService, type ServiceHours, weekdayRate } from '../restaurant-hours.ts';
import type { PagePlan, SessionPlan } from './session-plan.ts';
import type { ShopWorld } from './shop-world.ts';

/** What all days of one run share. */
export interface TrafficPlan {
  /** Names the run: the beginning of every id that it makes. */
  readonly run: string;
  readonly seed: number;
  readonly world: ShopWorld;
  readonly zone: TimeZone;
  /** Mean number of sessions of an open day. */
  readonly sessionsPerDay: number;
  readonly returners: readonly Returner[];
}

/** Somebody who comes back, on the same phone. */
export interface Returner {
  readonly id: string;
  readonly consent: Consent;
  readonly isCustomer: boolean;
  readonly rate: number;
  readonly favourites: ReadonlySet<number>;
}

const OPENS_MINUTE = 11 * 60 + 30;
const CLOSES_MINUTE = 23 * 60;
const LUNCH_ENDS_SECOND = 16 * 3600;
const DAY_SHAPE = 40;
const RETURNERS = 150;
const RETURNING = 0.45;
const CUSTOMERS = 0.5;
const TAKEAWAYS = 0.25;
const BUYERS = 0.65;
const CANCELLED = 0.015;
const TABLES = 20;
const PARTY_SIZES = [30, 40, 15, 10, 3, 2];
/** Weights of granted, denied, pending. */
const CONSENTS: readonly Consent[] = ['granted', 'denied', 'pending'];
const CONSENT_WEIGHTS = [70, 15, 15];

/** Those who come back: how often, is Gamma(1.2) apart from each other; half of them are known customers. */
export function createReturners(seed: number, { run, world }: { run: string; world: ShopWorld }): readonly Returner[] {
  const random = createRandom(seed, `${run} returners`);
  return Array.from({ length: RETURNERS }, (_, index) => ({
    id: `${run}-guest-${String(index + 1).padStart(3, '0')}`,
    consent: drawConsent(random),
    isCustomer: drawChance(random, CUSTOMERS),
    rate: drawGamma(random, 1.2),
    favourites: world.drawFavourites(random),
  }));
}

/**
 * The sessions of one day, by their ends, as they would be without suggestions. The last of them orders: whoever only
 * looks after the last order is left out, so that an order that is there tells that everything before it is.
 *
 * @param epochDay - days since 1970-01-01.
 */
export function planDay(plan: TrafficPlan, epochDay: number): readonly SessionPlan[] {
  const hours: ServiceHours = {
    lastDay: epochDay,
    closedWeekday: plan.world.closedWeekday,
    opensMinute: OPENS_MINUTE,
    closesMinute: CLOSES_MINUTE,
  };
  const weekday = weekdayOf(epochDay);
  const random = createRandom(plan.seed, `${plan.run} day ${epochDay}`);
  const mood = drawGamma(random, DAY_SHAPE) / DAY_SHAPE;
  const sessions = drawPoisson(random, plan.sessionsPerDay * weekdayRate(weekday, hours) * mood);
  const rates = arrivalRates(weekday, hours);
  return Array.from({ length: sessions }, () => drawArrival(random, rates, hours))
    .map((second, index) => planSession(plan, { epochDay, second, number: index + 1 }))
    .sort((first, next) => first.endMs - next.endMs || (first.id < next.id ? -1 : 1));
}

/** Leaves out what ends after `endMs`, and whoever only looks after the last order. */
export function upToLastOrder(sessions: readonly SessionPlan[], endMs: number): readonly SessionPlan[] {
  const last = sessions.findLastIndex((session) => session.endMs < endMs && session.basket.size > 0);
  return sessions.slice(0, last + 1);
}

function planSession(
  plan: TrafficPlan,
  { epochDay, second, number }: { epochDay: number; second: number; number: number },
): SessionPlan {
  const date = new Date(epochDay * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
  const id = `${plan.run}-${date}-${String(number).padStart(4, '0')}`;
  const random = createRandom(plan.seed, id);
  const returner = drawChance(random, RETURNING) ? drawReturner(random, plan.returners) : null;
  const meal = second < LUNCH_ENDS_SECOND ? 'lunch' : 'dinner';
  const channel = drawChance(random, TAKEAWAYS) ? 'takeaway' : 'dine-in';
  const consent = returner?.consent ?? drawConsent(random);
  const guests = drawWeighted(random, PARTY_SIZES) + 1;
  const table = String(drawInteger(random, [1, TABLES]));
  const cancelled = drawChance(random, CANCELLED);
  const favourites = returner?.favourites ?? new Set<number>();
  const wanted = plan.world.drawBasket(random, { epochDay, meal, channel, guests, favourites });
  const basket = countUnits(drawChance(random, BUYERS) ? wanted : []);
  const startMs = instantOfService(plan.zone, { epochDay, second });
  const pages = drawPages(random, { startMs, basket, first: wanted[0] ?? 0 });
  return {
    id,
    startMs,
    consent,
    visitor: returner?.id ?? `${id}-phone`,
    customer: returner?.isCustomer ? returner.id : null,
    table: channel === 'dine-in' ? table : null,
    channel,
    pages,
    basket,
    endMs: (pages.at(-1)?.atMs ?? startMs) + drawInteger(random, [60, 240]) * 1000,
    cancelled,
  };
}

/** Most look at the menu, half at an item, and whoever orders at the cart. */
function drawPages(
  random: Random,
  { startMs, basket, first }: { startMs: number; basket: ReadonlyMap<number, number>; first: number },
): readonly PagePlan[] {
  const [menu, item] = [drawChance(random, 0.6), drawChance(random, 0.5)];
  const buys = basket.size > 0;
  const half = Math.ceil(basket.size / 2);
  const opened = [
    menu || !(item || buys) ? { placement: 'menu' as const, item: null, picked: 0 } : [],
    item ? { placement: 'item' as const, item: first, picked: 0 } : [],
    buys ? { placement: 'cart' as const, item: null, picked: half } : [],
  ].flat();
  let atMs = startMs;
  return opened.map((page) => {
    const planned = { ...page, atMs };
    atMs += drawInteger(random, [45, 150]) * 1000;
    return planned;
  });
}

function drawReturner(random: Random, returners: readonly Returner[]): Returner | null {
  const rates = returners.map(({ rate }) => rate);
  return returners[drawWeighted(random, rates)] ?? null;
}

function drawConsent(random: Random): Consent {
  return CONSENTS[drawWeighted(random, CONSENT_WEIGHTS)] ?? 'pending';
}

function countUnits(picks: readonly number[]): ReadonlyMap<number, number> {
  const units = new Map<number, number>();
  for (const item of picks) units.set(item, (units.get(item) ?? 0) + 1);
  return units;
}
