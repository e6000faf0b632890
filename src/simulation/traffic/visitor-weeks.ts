import { drawChance, drawGamma, drawLogNormal, drawPoisson } from '../draws.ts';
import { createRandom, type Random } from '../random.ts';

/** What {@link simulateVisitorWeeks} needs. */
export interface VisitorWeeksOptions {
  /** Whole number, 0 to 2^53 - 1. */
  readonly seed: number;
  /** Extra revenue that suggestions cause, as a share of the revenue without them; 0 or above. */
  readonly effect: number;
  readonly weeks: number;
  /** Mean number of visitors that come in a week. */
  readonly visitorsPerWeek: number;
  /** Probability that a visitor is held out in a week; drawn afresh each week. 0 to 1. */
  readonly holdOutShare: number;
}

/** One visitor in one week in which they came. Money in minor units. */
export interface VisitorWeek {
  /** From 0. */
  readonly week: number;
  /** From 0; the same visitor in every week. */
  readonly visitor: number;
  readonly arm: 'shown' | 'held_out';
  readonly revenueMinor: number;
  /** The same visitor in the same week without suggestions. */
  readonly baselineMinor: number;
  readonly orders: number;
  readonly items: number;
  /** What the rule of attribution credits to suggestions; 0 for who is held out. */
  readonly attributedMinor: number;
  /** Mean weekly revenue of the four weeks before; 0 for a visitor who was not there. */
  readonly pastMinor: number;
}

/** A shop's visitor-weeks, and what was true of them. */
export interface SimulatedWeeks {
  readonly rows: readonly VisitorWeek[];
  /** Revenue less baseline, over the shown rows: exactly what suggestions brought. */
  readonly trueExtraMinor: number;
  /** Revenue without suggestions of the shown rows. */
  readonly shownBaselineMinor: number;
  /** Extra as a share of that baseline; near the effect, and exactly what an ideal measurement would say. 0 without any. */
  readonly trueUplift: number;
}

/** Weeks before the first that make the past of its visitors. */
const PAST_WEEKS = 4;
/** People per visitor of a week: the population is larger than what comes. */
const PEOPLE_PER_VISITOR = 2.5;
/** Visits per week differ between people as Gamma(.8): some come weekly, many now and then. */
const HABIT_SHAPE = 0.8;
/** Of the visits that see the menu so many end with an order. */
const BUYING = 0.4;
const ITEMS_ABOVE_ONE = 1.6;
const ITEM_PRICE = { median: 750, sigma: 0.45 };
/** How much more or less than others somebody spends on an item. */
const PURSE_SIGMA = 0.35;
/** Items that are bought anyway, but by way of a suggestion. */
const SHORT_WAY = 0.2;
/** Extra items that are bought through a suggestion and so are credited. */
const CREDITED_EXTRA = 0.9;

interface Person {
  /** Expected visits in a week. */
  readonly habit: number;
  readonly purse: number;
}

interface Purchases {
  readonly baselineMinor: number;
  readonly extraMinor: number;
  readonly orders: number;
  readonly items: number;
  readonly extraItems: number;
  readonly takenMinor: number;
  readonly creditedExtraMinor: number;
}

/**
 * A shop as the measurement sees it: visitor by visitor and week by week, without a database, for thousands of runs.
 *
 * People come by Poisson(habit) and buy in 40 % of their visits 1 + Poisson(1.6) items at log-normal prices times their
 * purse. Suggestions bring u more items for each order, at a price p drawn like any other, with
 *
 *     E[u] = effect x what the order is worth without / p
 *
 * (the whole part, and the rest as a chance), so that the expected extra revenue is the effect times the baseline. A fifth of what is
 * bought anyway is taken through suggestions too: it is credited and brings nothing. Both are drawn for everybody and count
 * only for who is shown suggestions: the arm changes nothing else. Weeks before the first make the past.
 *
 * @throws RangeError when a number is out of its range.
 */
export function simulateVisitorWeeks(options: VisitorWeeksOptions): SimulatedWeeks {
  const { seed, effect, weeks, visitorsPerWeek, holdOutShare } = requireValid(options);
  const people = createPeople(createRandom(seed, 'people'), visitorsPerWeek);
  const visits = createRandom(seed, 'visits');
  const arms = createRandom(seed, 'arms');
  const past = people.map(() => new Float64Array(PAST_WEEKS));
  const rows: VisitorWeek[] = [];
  for (let week = -PAST_WEEKS; week < weeks; week++) {
    for (const [visitor, person] of people.entries()) {
      const heldOut = drawChance(arms, holdOutShare) && week >= 0;
      const came = drawPoisson(visits, person.habit);
      const bought = came === 0 ? null : drawPurchases(visits, person, { visits: came, effect });
      const revenueMinor = bought === null ? 0 : bought.baselineMinor + (heldOut ? 0 : bought.extraMinor);
      const history = past[visitor];
      if (bought !== null && week >= 0) {
        rows.push({ week, visitor, ...toRow(bought, heldOut), revenueMinor, pastMinor: meanOf(history) });
      }
      if (history) history[(week + PAST_WEEKS) % PAST_WEEKS] = revenueMinor;
    }
  }
  return { rows, ...sumTruth(rows) };
}

/** Habits are scaled so that the expected number of people who come at all in a week is the one that is asked for. */
function createPeople(random: Random, visitorsPerWeek: number): readonly Person[] {
  const count = Math.max(1, Math.round(visitorsPerWeek * PEOPLE_PER_VISITOR));
  // E[1 - exp(-s G)] = 1 - (1 + s)^-k for G ~ Gamma(k), which is 1 / PEOPLE_PER_VISITOR for this s.
  const scale = (1 - 1 / PEOPLE_PER_VISITOR) ** (-1 / HABIT_SHAPE) - 1;
  return Array.from({ length: count }, () => ({
    habit: scale * drawGamma(random, HABIT_SHAPE),
    purse: drawLogNormal(random, { median: 1, sigma: PURSE_SIGMA }),
  }));
}

function drawPurchases(
  random: Random,
  { purse }: Person,
  { visits, effect }: { visits: number; effect: number },
): Purchases {
  const sum = { baselineMinor: 0, extraMinor: 0, orders: 0, items: 0, extraItems: 0, takenMinor: 0 };
  let creditedExtraMinor = 0;
  const drawPrice = (): number => Math.max(1, Math.round(purse * drawLogNormal(random, ITEM_PRICE)));
  for (let visit = 0; visit < visits; visit++) {
    if (!drawChance(random, BUYING)) continue;
    const items = 1 + drawPoisson(random, ITEMS_ABOVE_ONE);
    let worthMinor = 0;
    for (let item = 0; item < items; item++) {
      const priceMinor = drawPrice();
      worthMinor += priceMinor;
      if (drawChance(random, SHORT_WAY)) sum.takenMinor += priceMinor;
    }
    const priceMinor = drawPrice();
    const expected = (effect * worthMinor) / priceMinor;
    const units = Math.floor(expected) + (drawChance(random, expected % 1) ? 1 : 0);
    if (drawChance(random, CREDITED_EXTRA)) creditedExtraMinor += units * priceMinor;
    sum.orders++;
    sum.items += items;
    sum.extraItems += units;
    sum.baselineMinor += worthMinor;
    sum.extraMinor += units * priceMinor;
  }
  return { ...sum, creditedExtraMinor };
}

function toRow(bought: Purchases, heldOut: boolean) {
  const { baselineMinor, orders, items, extraItems, takenMinor, creditedExtraMinor } = bought;
  return {
    arm: heldOut ? ('held_out' as const) : ('shown' as const),
    baselineMinor,
    orders,
    items: heldOut ? items : items + extraItems,
    attributedMinor: heldOut ? 0 : takenMinor + creditedExtraMinor,
  };
}

function sumTruth(rows: readonly VisitorWeek[]): Omit<SimulatedWeeks, 'rows'> {
  let [trueExtraMinor, shownBaselineMinor] = [0, 0];
  for (const { arm, revenueMinor, baselineMinor } of rows) {
    if (arm === 'held_out') continue;
    trueExtraMinor += revenueMinor - baselineMinor;
    shownBaselineMinor += baselineMinor;
  }
  return {
    trueExtraMinor,
    shownBaselineMinor,
    trueUplift: shownBaselineMinor === 0 ? 0 : trueExtraMinor / shownBaselineMinor,
  };
}

function meanOf(values: Float64Array | undefined): number {
  return values === undefined ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function requireValid(options: VisitorWeeksOptions): VisitorWeeksOptions {
  const { effect, weeks, visitorsPerWeek, holdOutShare } = options;
  requireTrue(effect >= 0 && effect <= 1, 'effect', { value: effect, wanted: '0 to 1' });
  requireTrue(Number.isInteger(weeks) && weeks >= 1, 'weeks', { value: weeks, wanted: 'a whole number above 0' });
  requireTrue(visitorsPerWeek >= 1, 'visitorsPerWeek', { value: visitorsPerWeek, wanted: '1 or more' });
  requireTrue(holdOutShare >= 0 && holdOutShare <= 1, 'holdOutShare', { value: holdOutShare, wanted: '0 to 1' });
  return options;
}

function requireTrue(valid: boolean, name: string, { value, wanted }: { value: number; wanted: string }): void {
  if (!valid) throw new RangeError(`Cannot simulate visitor-weeks: ${name} is ${value}, expected ${wanted}`);
}
