import type { ArmSums } from './compare/arm-moments.ts';
import { winsoriseCap } from './compare/winsorise.ts';
import type { ArmDay } from './experiment-plan.ts';
import { type NamedOrder, type NameLink, Persons } from './persons.ts';

/** A unit that was exposed to a test, in one arm. */
export interface TestExposure {
  readonly unit: string;
  readonly arm: string;
  readonly atMs: number;
}

/** A counted order as a test sees it. */
export interface TestOrder extends NamedOrder {
  readonly atMs: number;
  readonly revenueMinor: number;
  readonly itemsMilli: number;
  readonly rating: number | null;
  readonly refunded: boolean;
}

/** A click or a dismissal of a suggestion that was served within the test. */
export interface TestTouch {
  readonly unit: string;
  readonly type: 'click' | 'dismiss';
  readonly atMs: number;
}

/** A unit was answered for a cart with something in it, wherever the test runs. */
export interface CartVisit {
  readonly unit: string;
  readonly atMs: number;
}

/** From <= t < to. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Everything that decides the units of one version of a test. */
export interface TestFacts {
  /** The version's time, up to now. */
  readonly span: Span;
  readonly pauses: readonly Span[];
  readonly exposures: readonly TestExposure[];
  readonly links: readonly NameLink[];
  readonly sessions: ReadonlyMap<string, string>;
  readonly orders: readonly TestOrder[];
  readonly touches: readonly TestTouch[];
  readonly carts: readonly CartVisit[];
}

/** What a person did in the seven days after the first exposure. */
export interface TestUnit {
  /** The person, by the first of their names. */
  readonly unit: string;
  readonly arm: string;
  readonly enteredMs: number;
  readonly revenueMinor: number;
  readonly orders: number;
  readonly itemsMilli: number;
  readonly refundedOrders: number;
  readonly ratings: readonly number[];
  readonly clicked: boolean;
  readonly dismissed: boolean;
  /** Null = never had a cart; else whether an order followed on it. */
  readonly checkedOut: boolean | null;
}

/** The units of a version. */
export interface TestUnits {
  readonly units: readonly TestUnit[];
  /** Entered, and their seven days are not over. */
  readonly waiting: number;
  /** Seen in both arms, and left out. */
  readonly bothArms: number;
}

/** Days after the first exposure that count. */
export const MATURE_DAYS = 7;
const DAY_MS = 86_400_000;
const MATURE_MS = MATURE_DAYS * DAY_MS;

/**
 * The units of one version of a test: a person enters at the first exposure and counts once the seven days after it are
 * over, so that what is compared is complete. Exposures and orders of paused time are left out, in both arms alike; so are
 * sessions without consent, and persons who were seen in both arms.
 *
 * @example
 * const day = 86_400_000;
 * const facts = { span: { fromMs: 0, toMs: 14 * day }, pauses: [], links: [], sessions: new Map(), touches: [], carts: [] };
 * const order = { visitor: 'a', customer: null, session: null, atMs: 2 * day, revenueMinor: 900, itemsMilli: 1000, rating: null, refunded: false };
 * const { units, waiting } = buildTestUnits({
 *   ...facts,
 *   orders: [order, { ...order, atMs: 9 * day }],
 *   exposures: [{ unit: 'v:a', arm: 'variant', atMs: day }, { unit: 'v:b', arm: 'control', atMs: 8 * day }],
 * });
 * units.map(({ revenueMinor }) => revenueMinor) // => [900]
 * waiting // => 1
 */
export function buildTestUnits(facts: TestFacts): TestUnits {
  const persons = new Persons(facts.links);
  const runs = (atMs: number) => !facts.pauses.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
  const entries = new Map<string, { arms: Set<string>; atMs: number }>();
  for (const { unit, arm, atMs } of facts.exposures) {
    if (unit.startsWith('s:') || !runs(atMs) || atMs < facts.span.fromMs || atMs >= facts.span.toMs) continue;
    const person = persons.of(unit);
    const known = entries.get(person);
    entries.set(person, {
      arms: new Set([...(known?.arms ?? []), arm]),
      atMs: Math.min(atMs, known?.atMs ?? atMs),
    });
  }
  const single = [...entries].filter(([, { arms }]) => arms.size === 1);
  const mature = single.filter(([, { atMs }]) => atMs + MATURE_MS <= facts.span.toMs);
  const units = openUnits(mature);
  const within = (unit: OpenUnit | undefined, atMs: number): unit is OpenUnit =>
    unit !== undefined && atMs >= unit.enteredMs && atMs < unit.enteredMs + MATURE_MS && runs(atMs);
  for (const { unit: name, atMs } of facts.carts) {
    const unit = units.get(persons.of(name));
    if (within(unit, atMs)) unit.cartMs = Math.min(unit.cartMs, atMs);
  }
  for (const order of facts.orders) {
    const unit = units.get(persons.ofOrder(order, facts.sessions) ?? '');
    if (within(unit, order.atMs)) addOrder(unit, order);
  }
  for (const touch of facts.touches) {
    const unit = units.get(persons.of(touch.unit));
    if (!within(unit, touch.atMs)) continue;
    if (touch.type === 'click') unit.clicked = true;
    else unit.dismissed = true;
  }
  return {
    units: [...units.values()].map(closeUnit),
    waiting: single.length - mature.length,
    bothArms: entries.size - single.length,
  };
}

type Entry = readonly [person: string, entry: { readonly arms: ReadonlySet<string>; readonly atMs: number }];
type Open<T> = { -readonly [K in keyof T]: T[K] };
type OpenUnit = Open<Omit<TestUnit, 'checkedOut'>> & { ratings: number[]; cartMs: number; orderedMs: number };

function openUnits(entries: readonly Entry[]): Map<string, OpenUnit> {
  const nothing = { revenueMinor: 0, orders: 0, itemsMilli: 0, refundedOrders: 0, clicked: false, dismissed: false };
  return new Map(
    entries.map(([person, { arms, atMs }]) => {
      const never = { cartMs: Number.POSITIVE_INFINITY, orderedMs: Number.NEGATIVE_INFINITY };
      return [person, { unit: person, arm: [...arms][0] ?? '', enteredMs: atMs, ...nothing, ratings: [], ...never }];
    }),
  );
}

function closeUnit({ cartMs, orderedMs, ...unit }: OpenUnit): TestUnit {
  return { ...unit, checkedOut: Number.isFinite(cartMs) ? orderedMs >= cartMs : null };
}

function addOrder(unit: OpenUnit, { revenueMinor, itemsMilli, refunded, rating, atMs }: TestOrder): void {
  unit.orderedMs = Math.max(unit.orderedMs, atMs);
  unit.revenueMinor += revenueMinor;
  unit.itemsMilli += itemsMilli;
  unit.orders += 1;
  if (refunded) unit.refundedOrders += 1;
  if (rating !== null) unit.ratings.push(rating);
}

/** The metrics of a test's units; null = the unit says nothing about it. */
const METRICS: Readonly<Record<string, (unit: TestUnit, capMinor: number) => number | null>> = {
  revenue_per_visitor: ({ revenueMinor }, capMinor) => Math.min(revenueMinor, capMinor),
  conversion: ({ orders }) => (orders > 0 ? 1 : 0),
  click_rate: ({ clicked }) => (clicked ? 1 : 0),
  items_per_visitor: ({ itemsMilli }) => itemsMilli / 1000,
  refund_rate: ({ orders, refundedOrders }) => (orders > 0 ? Number(refundedOrders > 0) : null),
  dismiss_rate: ({ dismissed }) => (dismissed ? 1 : 0),
  checkout_completion: ({ checkedOut }) => (checkedOut === null ? null : Number(checkedOut)),
  order_rating: ({ ratings }) =>
    ratings.length === 0 ? null : ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length,
};

/**
 * Sums of the units by the day of their entry and their arm. Revenue above the cap of all units ({@link winsoriseCap})
 * counts as the cap.
 *
 * @param dayOf - business day of an instant, 'YYYY-MM-DD'
 * @example
 * const unit = { unit: 'v:a', arm: 'control', enteredMs: 0, revenueMinor: 500, orders: 1, itemsMilli: 2000, refundedOrders: 0, ratings: [4, 5], clicked: true, dismissed: false, checkedOut: null };
 * sumTestUnits([unit, unit], () => '2026-03-02')[0].metrics.order_rating // => { n: 2, sum: 9, sumOfSquares: 40.5 }
 */
export function sumTestUnits(units: readonly TestUnit[], dayOf: (instantMs: number) => string): ArmDay[] {
  const cap = winsoriseCap(units.map(({ revenueMinor }) => revenueMinor));
  const groups = new Map<string, TestUnit[]>();
  for (const unit of units) {
    const key = `${dayOf(unit.enteredMs)} ${unit.arm}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [unit]);
    else group.push(unit);
  }
  return [...groups].map(([key, members]) => {
    const sums = Object.entries(METRICS).map(
      ([name, value]) => [name, sumOf(members.flatMap((unit) => value(unit, cap) ?? []))] as const,
    );
    const [day = '', arm = ''] = key.split(' ');
    return { day, arm, units: members.length, metrics: Object.fromEntries(sums) };
  });
}

/**
 * The sums of some values that a mean and its variance are made of.
 *
 * @example
 * sumOf([1, 2]) // => { n: 2, sum: 3, sumOfSquares: 5 }
 */
export function sumOf(values: readonly number[]): ArmSums {
  return {
    n: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    sumOfSquares: values.reduce((sum, value) => sum + value * value, 0),
  };
}
