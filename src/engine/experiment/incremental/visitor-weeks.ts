import { type NamedOrder, type NameLink, Persons } from '../persons.ts';

/** An exposure: a unit saw where suggestions stand, or would stand. */
export interface Exposure {
  /** 'v:' a visitor, 'c:' a customer, 's:' a session without consent. */
  readonly unit: string;
  readonly arm: 'shown' | 'held_out';
  readonly atMs: number;
}

/** A counted order as the hold-out sees it. Money in minor units. */
export interface MeasuredOrder extends NamedOrder {
  readonly atMs: number;
  /** Net of discounts, tax, refunds. */
  readonly revenueMinor: number;
  /** Thousandths of a unit. */
  readonly itemsMilli: number;
  readonly attributedMinor: number;
}

/** Everything that decides the visitor-weeks of one week. */
export interface WeekFacts {
  /** First instant of the week and of the next one, by the store's business days. */
  readonly startMs: number;
  readonly endMs: number;
  /** First instant of the fourth week before. */
  readonly pastStartMs: number;
  readonly exposures: readonly Exposure[];
  /** Names that were drawn as one unit, and visitors who turned out to be a customer. */
  readonly links: readonly NameLink[];
  /** Sessions and the units that were seen in them: for orders that name nobody. */
  readonly sessions: ReadonlyMap<string, string>;
  /** Of the week and the four weeks before. */
  readonly orders: readonly MeasuredOrder[];
  /** Units of last week's visitor-weeks; none unless told. */
  readonly before?: readonly string[];
}

/** One visitor in one week. */
export interface VisitorWeek {
  readonly unit: string;
  /** `both`: seen in both arms, so no evidence for either. */
  readonly arm: 'shown' | 'held_out' | 'both';
  /** Sessions without consent are counted apart: they are not visitors. */
  readonly stratum: 'visitor' | 'session';
  readonly enteredMs: number;
  /** After the first exposure, to the end of the week. */
  readonly revenueMinor: number;
  readonly orders: number;
  readonly itemsMilli: number;
  readonly attributedMinor: number;
  /** Revenue of the four weeks before, in all. */
  readonly pastMinor: number;
  /** The same person's visitor-week of last week, by its unit; null: there was none. */
  readonly unitBefore: string | null;
}

/**
 * The visitor-weeks of a week: who was exposed enters at the first exposure, and what they order from then to the end of
 * the week is theirs. A person who is known under several names is one unit; a person seen in both arms is kept, marked
 * `both`, and left out of every figure. A pure function of the facts: their order makes no difference.
 *
 * @returns sorted by unit
 * @example
 * const order = { visitor: 'a', customer: null, session: null, atMs: 20, revenueMinor: 900, itemsMilli: 2000, attributedMinor: 300 };
 * const facts = { startMs: 0, endMs: 100, pastStartMs: -400, links: [], sessions: new Map(), orders: [order, { ...order, atMs: 5 }] };
 * buildVisitorWeeks({ ...facts, exposures: [{ unit: 'v:a', arm: 'shown', atMs: 10 }] })[0].revenueMinor // => 900
 */
export function buildVisitorWeeks(facts: WeekFacts): VisitorWeek[] {
  const persons = new Persons(facts.links);
  const entries = new Map<string, Entry>();
  for (const exposure of facts.exposures) {
    if (exposure.atMs < facts.startMs || exposure.atMs >= facts.endMs) continue;
    const person = persons.of(exposure.unit);
    entries.set(person, enter(entries.get(person), exposure));
  }
  const lastWeek = unitsByPerson(persons, facts.before ?? []);
  const weeks = new Map(
    [...entries].map(([person, entry]) => [person, { ...openWeek(entry), unitBefore: lastWeek.get(person) ?? null }]),
  );
  for (const order of facts.orders) {
    const week = weeks.get(persons.ofOrder(order, facts.sessions) ?? '');
    if (week !== undefined) addOrder(week, order, facts);
  }
  return [...weeks.values()].sort((a, b) => (a.unit < b.unit ? -1 : 1));
}

interface Entry {
  readonly unit: string;
  readonly atMs: number;
  readonly arms: ReadonlySet<'shown' | 'held_out'>;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function enter(known: Entry | undefined, { unit, arm, atMs }: Exposure): Entry {
  if (known === undefined) return { unit, atMs, arms: new Set([arm]) };
  const arms = new Set([...known.arms, arm]);
  const isEarlier = atMs < known.atMs || (atMs === known.atMs && unit < known.unit);
  return isEarlier ? { unit, atMs, arms } : { ...known, arms };
}

function openWeek({ unit, atMs, arms }: Entry): Writable<VisitorWeek> {
  const [arm = 'shown'] = arms;
  return {
    unit,
    arm: arms.size > 1 ? 'both' : arm,
    stratum: unit.startsWith('s:') ? 'session' : 'visitor',
    enteredMs: atMs,
    revenueMinor: 0,
    orders: 0,
    itemsMilli: 0,
    attributedMinor: 0,
    pastMinor: 0,
    unitBefore: null,
  };
}

/** Two visitor-weeks that turn out to be one person's: the first by name stands for both. */
function unitsByPerson(persons: Persons, units: readonly string[]): ReadonlyMap<string, string> {
  const byPerson = new Map<string, string>();
  for (const unit of [...units].sort().reverse()) byPerson.set(persons.of(unit), unit);
  return byPerson;
}

function addOrder(week: Writable<VisitorWeek>, order: MeasuredOrder, facts: WeekFacts): void {
  const { atMs } = order;
  if (atMs >= facts.pastStartMs && atMs < facts.startMs) week.pastMinor += order.revenueMinor;
  if (atMs < week.enteredMs || atMs >= facts.endMs) return;
  week.revenueMinor += order.revenueMinor;
  week.orders += 1;
  week.itemsMilli += order.itemsMilli;
  week.attributedMinor += order.attributedMinor;
}
