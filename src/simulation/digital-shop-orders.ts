import type { OrderRequest } from '../contract/order.ts';
import { civilFromDays, DAY_MS, daysFromCivil } from '../engine/calendar/civil-date.ts';
import { createTimeZone, type TimeZone } from '../engine/calendar/time-zone.ts';
import { DIGITAL_SHOP } from './digital-shop.ts';
import { drawChance, drawInteger, drawLogNormal, drawWeighted } from './draws.ts';
import { createRandom, type Random } from './random.ts';

/** What {@link generateDigitalShopOrders} needs. */
export interface DigitalShopOrdersOptions {
  /** Whole number, 0 to 2^53 - 1: the same seed gives the same orders. */
  readonly seed: number;
  /** The moment at which the history ends, milliseconds since 1970-01-01T00:00Z: every order lies before it. */
  readonly endMs: number;
  /** Days of history, at least 1. */
  readonly days?: number;
  /** Number of customers, at least 1. */
  readonly customers?: number;
  /** Probability of ever buying the next tier, for each of the three steps; left out: `PLANTED_UPGRADES`. */
  readonly upgrades?: readonly number[];
}

/** One purchase of a journey. */
interface Step {
  /** 0 = Starter .. 3 = Platinum. */
  readonly tier: number;
  /** Days since the customer's first purchase. */
  readonly day: number;
}

/** A purchase with its instant. */
interface Purchase {
  readonly tier: number;
  readonly orderedAtMs: number;
}

/** Probability of ever buying the next tier: Starter to Pro, Pro to Premium, Premium to Platinum. */
export const PLANTED_UPGRADES: readonly number[] = [0.5, 0.4, 0.25];

/** Weights of the tier that somebody buys first. */
const FIRST_TIERS = [40, 25, 15, 5];
/** Probability of buying the same tier once more, again after each purchase. */
const REPEAT = 0.35;
/** Probability that a purchase is preceded by an attempt whose payment failed. */
const FAILED_PAYMENT = 0.03;
const FAILED_PAYMENT_BEFORE_MS = 4 * 60_000;
/** Days until the next purchase. */
const PAUSE = { median: 32, sigma: 0.6 };
/** Orders come from 9:00 to 22:59. */
const WAKING_HOURS = [9, 22] as const;
const FIRST_RECEIPT = 1001;

/**
 * Orders of the demo shop up to a moment, in the order of time: with the defaults 500 customers in a year, about 1,250
 * orders.
 *
 * A customer (receipts R1001, R1002 ... by their first purchase) starts on one of the tiers and climbs one tier at a
 * time with the planted probabilities; on each tier they buy again with probability .35. Some 4 in 10
 * buy once. Weeks lie between two purchases (log-normal, median 32 days). Every journey is over when the history ends,
 * so the shares that are observed are the planted ones, not lowered by upgrades yet to come; a journey longer than the
 * history is shortened to fit. About 3 % of the purchases come after a cancelled order.
 *
 * @throws RangeError when a number is out of range.
 *
 * @example
 * const [first] = generateDigitalShopOrders({ seed: 1, endMs: Date.UTC(2026, 2, 1) });
 * first.customer // => "R1001"
 */
export function generateDigitalShopOrders(options: DigitalShopOrdersOptions): OrderRequest[] {
  const { seed, endMs, days = 365, customers = 500, upgrades = PLANTED_UPGRADES } = options;
  requireCount('days', days);
  requireCount('customers', customers);
  const random = createRandom(seed, 'digital-shop');
  const zone = createTimeZone(DIGITAL_SHOP.store.time_zone);
  const lastDay = lastWholeDay(endMs, zone);
  const histories = Array.from({ length: customers }, () => drawHistory(random, { lastDay, days, zone, upgrades }));
  return histories
    .sort((first, second) => startOf(first) - startOf(second))
    .flatMap((history, index) => writeOrders(random, history, `R${FIRST_RECEIPT + index}`))
    .sort((first, second) => compareText(timeOf(first), timeOf(second)) || compareText(first.id, second.id));
}

function drawHistory(
  random: Random,
  { lastDay, days, zone, upgrades }: { lastDay: number; days: number; zone: TimeZone; upgrades: readonly number[] },
): Purchase[] {
  const steps = fitInto(days - 1, drawJourney(random, upgrades));
  const length = steps.at(-1)?.day ?? 0;
  const firstDay = drawInteger(random, [lastDay - days + 1, lastDay - length]);
  const instants = steps.map(({ day }) => drawInstant(random, firstDay + day, zone)).sort((a, b) => a - b);
  return steps.map(({ tier }, index) => ({ tier, orderedAtMs: instants[index] ?? 0 }));
}

function drawJourney(random: Random, upgrades: readonly number[]): Step[] {
  const steps: Step[] = [];
  let day = 0;
  for (let tier = drawWeighted(random, FIRST_TIERS); ; tier++) {
    do {
      steps.push({ tier, day });
      day += Math.max(1, Math.round(drawLogNormal(random, PAUSE)));
    } while (drawChance(random, REPEAT));
    if (!drawChance(random, upgrades[tier] ?? 0)) return steps;
  }
}

function fitInto(lastDay: number, steps: Step[]): Step[] {
  const length = steps.at(-1)?.day ?? 0;
  if (length <= lastDay) return steps;
  return steps.map(({ tier, day }) => ({ tier, day: Math.floor((day * lastDay) / length) }));
}

function drawInstant(random: Random, epochDay: number, zone: TimeZone): number {
  return zone.instantOf({
    ...civilFromDays(epochDay),
    hour: drawInteger(random, WAKING_HOURS),
    minute: drawInteger(random, [0, 59]),
    second: drawInteger(random, [0, 59]),
  });
}

function writeOrders(random: Random, history: readonly Purchase[], receipt: string): OrderRequest[] {
  return history.flatMap((purchase, index) => {
    const id = `${receipt}-${String(index + 1).padStart(2, '0')}`;
    const paid = writeOrder({ ...purchase, id, receipt, status: 'completed' });
    if (!drawChance(random, FAILED_PAYMENT)) return [paid];
    const failedAtMs = purchase.orderedAtMs - FAILED_PAYMENT_BEFORE_MS;
    const failed = writeOrder({
      ...purchase,
      id: `${id}-failed`,
      receipt,
      orderedAtMs: failedAtMs,
      status: 'cancelled',
    });
    return [failed, paid];
  });
}

function writeOrder(
  order: Purchase & { id: string; receipt: string; status: 'completed' | 'cancelled' },
): OrderRequest {
  const pack = DIGITAL_SHOP.items[order.tier];
  if (pack === undefined) throw new RangeError(`Cannot sell tier ${order.tier}: the shop has no such tier`);
  return {
    id: order.id,
    version: 1,
    status: order.status,
    ordered_at: new Date(order.orderedAtMs).toISOString(),
    currency: DIGITAL_SHOP.store.currency,
    customer: order.receipt,
    channel: 'web',
    lines: [{ item: pack.id, quantity: 1, unit_price_minor: pack.item.price_minor }],
  };
}

/** The last calendar day of the shop that is over before `endMs`, in days since 1970-01-01. */
function lastWholeDay(endMs: number, zone: TimeZone): number {
  return daysFromCivil(zone.wallClockAt(endMs - DAY_MS));
}

function startOf(history: readonly Purchase[]): number {
  return history[0]?.orderedAtMs ?? 0;
}

function timeOf(order: OrderRequest): string {
  return order.ordered_at ?? '';
}

function compareText(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}

function requireCount(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new RangeError(`Cannot generate orders: ${name} is ${value}, expected a whole number above 0`);
}
