import type { OrderRequest } from '../contract/order.ts';
import { civilFromDays, DAY_MS, daysFromCivil } from '../engine/calendar/civil-date.ts';
import { createTimeZone, type TimeZone } from '../engine/calendar/time-zone.ts';
import type { Role } from '../engine/items.ts';
import { drawChance, drawInteger } from './draws.ts';
import { createRandom, type Random } from './random.ts';

/** An item of the menu that sample orders are made for. */
export interface SampleItem {
  readonly id: string;
  readonly name: string;
  /** Price in the store's minor unit, null when it is not known. */
  readonly priceMinor: number | null;
  readonly role: Role;
}

/** What {@link generateSampleOrders} needs. */
export interface SampleOrdersOptions {
  /** Whole number, 0 to 2^53 - 1: the same seed gives the same orders. */
  readonly seed: number;
  /** The moment at which the history ends, milliseconds since 1970-01-01T00:00Z: every order lies before it. */
  readonly endMs: number;
  /** The menu; at least five items, in any order. */
  readonly items: readonly SampleItem[];
  /** Number of orders. */
  readonly count?: number;
  /** Number in the first id. An id that was deleted does not come back: go on above the ids of earlier runs. */
  readonly firstNumber?: number;
  /** IANA time zone of the store. */
  readonly zone?: string;
}

/** A pair that most sample orders consist of. */
export type SamplePair = readonly [SampleItem, SampleItem];

const FEWEST_ITEMS = 5;
const COMMON_PAIR = 0.7;
const TABLES = 20;
const DAYS = 14;
/** Orders come from 11:00 to 21:59, local time. */
const BUSINESS_HOURS = [11, 21] as const;

/** Roles wanted of the five items of the pairs: a main with a side and a drink, another main with a dessert. */
const WANTED_ROLES: readonly (readonly Role[])[] = [
  ['main'],
  ['side', 'starter'],
  ['drink'],
  ['main'],
  ['dessert', 'drink'],
];

/**
 * The three pairs that sample orders favour: of five items, chosen by role and then by id, the first with the second,
 * the first with the third, the fourth with the fifth. Where the menu lacks a role, the first item left over takes its
 * place.
 *
 * @throws RangeError when there are fewer than five items.
 */
export function chooseSamplePairs(items: readonly SampleItem[]): readonly SamplePair[] {
  if (items.length < FEWEST_ITEMS) {
    throw new RangeError(`Cannot make sample orders of ${items.length} items: expected at least ${FEWEST_ITEMS}`);
  }
  const left = [...items].sort((first, second) => compareIds(first.id, second.id));
  const [main, side, drink, otherMain, dessert] = WANTED_ROLES.map((roles) => takeFirst(left, roles));
  if (!main || !side || !drink || !otherMain || !dessert) return [];
  return [
    [main, side],
    [main, drink],
    [otherMain, dessert],
  ];
}

/**
 * Test orders for an existing menu, in the order of time: 70 % are one of the three pairs of {@link chooseSamplePairs},
 * the others one to three different items; tables 1 to 20, spread over the last 14 days between 11 and 22 o'clock.
 *
 * Every order is marked `test` and has an id that begins with "demo-", so that it never enters a figure and can be
 * taken out again.
 *
 * @throws RangeError when there are fewer than five items, for an unknown zone, or when a number is out of range.
 */
export function generateSampleOrders(options: SampleOrdersOptions): OrderRequest[] {
  const { seed, endMs, items, count = 50, firstNumber = 1, zone: zoneName = 'UTC' } = options;
  requireCount('count', count);
  requireCount('firstNumber', firstNumber);
  const pairs = chooseSamplePairs(items);
  const menu = [...items].sort((first, second) => compareIds(first.id, second.id));
  const random = createRandom(seed, 'sample-orders');
  const zone = createTimeZone(zoneName);
  const instants = Array.from({ length: count }, () => drawInstant(random, endMs, zone)).sort((a, b) => a - b);
  return instants.map((orderedAtMs, index) => ({
    id: `demo-${String(firstNumber + index).padStart(6, '0')}`,
    version: 1,
    status: 'completed',
    ordered_at: new Date(orderedAtMs).toISOString(),
    table: String(drawInteger(random, [1, TABLES])),
    test: true,
    lines: drawItems(random, { pairs, menu }).map(({ id, priceMinor }) => ({
      item: id,
      quantity: 1,
      unit_price_minor: priceMinor,
    })),
  }));
}

function drawItems(
  random: Random,
  { pairs, menu }: { pairs: readonly SamplePair[]; menu: readonly SampleItem[] },
): readonly SampleItem[] {
  if (drawChance(random, COMMON_PAIR)) return pairs[drawInteger(random, [0, pairs.length - 1])] ?? [];
  const left = [...menu];
  return Array.from({ length: drawInteger(random, [1, 3]) }).flatMap(() =>
    left.splice(drawInteger(random, [0, left.length - 1]), 1),
  );
}

/** Draws until the time lies within the last 14 days: at the first and the last of them only a part does. */
function drawInstant(random: Random, endMs: number, zone: TimeZone): number {
  const today = daysFromCivil(zone.wallClockAt(endMs));
  for (;;) {
    const instant = zone.instantOf({
      ...civilFromDays(today - drawInteger(random, [0, DAYS])),
      hour: drawInteger(random, BUSINESS_HOURS),
      minute: drawInteger(random, [0, 59]),
      second: drawInteger(random, [0, 59]),
    });
    if (instant < endMs && instant >= endMs - DAYS * DAY_MS) return instant;
  }
}

function takeFirst(left: SampleItem[], roles: readonly Role[]): SampleItem | undefined {
  const found = left.findIndex((item) => roles.includes(item.role));
  return left.splice(Math.max(found, 0), 1)[0];
}

/** By number when both ids are digits, else by code unit: the same order on every machine. */
function compareIds(first: string, second: string): number {
  const areNumbers = /^\d{1,15}$/.test(first) && /^\d{1,15}$/.test(second);
  if (areNumbers && Number(first) !== Number(second)) return Number(first) - Number(second);
  return first < second ? -1 : first > second ? 1 : 0;
}

function requireCount(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new RangeError(`Cannot make sample orders: ${name} is ${value}, expected a whole number above 0`);
}
