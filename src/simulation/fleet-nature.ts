import { drawChance, drawInteger } from './draws.ts';
import { FLEET_KINDS, FLEET_ZONES, type FleetKind } from './fleet-kind-table.ts';
import { createRandom, type Random } from './random.ts';

/** What kind of store a seed stands for: everything that differs between the stores of the fleet. */
export interface FleetNature {
  readonly kind: FleetKind;
  readonly zone: string;
  readonly orders: number;
  readonly items: number;
  readonly categories: number;
  /** Exponent of Zipf's law within a category: the r-th item has weight r^-zipf. */
  readonly zipf: number;
  /** True where nothing goes with anything: items are drawn independently, and nothing changes. */
  readonly isNull: boolean;
  /** Mean number of people of an order, 1 to 3. */
  readonly groupMean: number;
  /** Mean number of lines for each of them; group x lines = 1.6 to 6. */
  readonly personMean: number;
  /** Shape of the Gamma mixture of the lines: 1 is geometric, large is Poisson. */
  readonly sizeShape: number;
  /** Power on the pull between categories and on the daypart's demand: 0 none, 1 as in the table. */
  readonly dependence: number;
  /** Latent tastes. */
  readonly classes: number;
  /** Standard deviation of the log preferences of a class. */
  readonly tasteStrength: number;
  /** Planted pairs, as a share of the items. */
  readonly pairShare: number;
  /** Standard deviation of the slow change of log popularity. */
  readonly drift: number;
  /** Share of items with a season. */
  readonly seasonShare: number;
  /** Share of items that come after the opening, and that go before the end. */
  readonly lateShare: number;
  readonly goneShare: number;
  /** Share of items that are another one in another spelling or size. */
  readonly duplicateShare: number;
  /** Standard deviation of an item's log preference between dayparts. */
  readonly hourStrength: number;
  /** Share of orders by customers who were here before. */
  readonly returningShare: number;
  /** Probability that they order what they had, once more. */
  readonly repeatShare: number;
  /** Share of customers whose id is known; 0 in anonymous stores. */
  readonly knownShare: number;
  readonly years: number;
  /** False when orders carry no time. */
  readonly isDated: boolean;
  /** False when the catalogue has no categories. */
  readonly isCategorised: boolean;
}

const NULL_STORES = 0.1;
const INDEPENDENCE = { classes: 1, dependence: 0, tasteStrength: 0, pairShare: 0, hourStrength: 0 };
/** Gamma shape at which sizes are Poisson: sizes that vary more would themselves make items meet. */
const POISSON_SHAPE = 1000;
const STANDSTILL = { drift: 0, seasonShare: 0, lateShare: 0, goneShare: 0, duplicateShare: 0, repeatShare: 0 };

/**
 * Draws what kind of store a seed stands for. Sizes are log-uniform: 25-400 items, 200-15,000 orders, 0.3-4 years,
 * 1.6-6 lines an order. One store in ten is a null store: independent items, nothing changes, nobody repeats.
 *
 * @throws RangeError when the seed is not a whole number from 0 to 2^53 - 1.
 *
 * @example
 * drawFleetNature(7).items === drawFleetNature(7).items // => true
 */
export function drawFleetNature(seed: number): FleetNature {
  const random = createRandom(seed, 'fleet-nature');
  const kind = FLEET_KINDS[drawInteger(random, [0, FLEET_KINDS.length - 1])] as FleetKind;
  const isNull = drawChance(random, NULL_STORES);
  const scale = drawScale(random, kind);
  const plainSizes = { groupMean: 1, personMean: scale.groupMean * scale.personMean, sizeShape: POISSON_SHAPE };
  return {
    kind,
    isNull,
    ...scale,
    ...drawAffinities(random),
    ...drawChanges(random),
    ...drawCustomers(random),
    ...(isNull ? { ...plainSizes, ...INDEPENDENCE, ...STANDSTILL } : {}),
  };
}

function drawScale(random: Random, kind: FleetKind) {
  const isQuick = drawChance(random, 0.15);
  const sizeMean = isQuick ? drawUniform(random, [1.6, 2]) : drawLogUniform(random, [1.6, 6]);
  const groupMean = kind.servesMeals ? drawUniform(random, [1, Math.min(3, sizeMean / 1.2)]) : 1;
  return {
    zone: FLEET_ZONES[drawInteger(random, [0, FLEET_ZONES.length - 1])] as string,
    orders: Math.round(drawLogUniform(random, [200, 15_000])),
    items: Math.round(drawLogUniform(random, [25, 400])),
    categories: drawInteger(random, [2, kind.categories.length]),
    zipf: drawUniform(random, [0.5, 1.4]),
    groupMean,
    personMean: sizeMean / groupMean,
    sizeShape: drawLogUniform(random, [0.7, 10]),
    years: drawLogUniform(random, [0.3, 4]),
    isDated: !drawChance(random, 0.25),
    isCategorised: !drawChance(random, 0.4),
  };
}

function drawAffinities(random: Random) {
  return {
    dependence: drawUniform(random, [0.2, 1.4]),
    classes: drawInteger(random, [2, 15]),
    tasteStrength: drawChance(random, 0.2) ? 0 : drawUniform(random, [0.1, 1.6]),
    pairShare: drawChance(random, 0.2) ? 0 : drawUniform(random, [0.05, 0.5]),
    hourStrength: drawUniform(random, [0, 0.8]),
  };
}

function drawChanges(random: Random) {
  return {
    drift: drawUniform(random, [0, 0.7]),
    seasonShare: drawUniform(random, [0, 0.3]),
    lateShare: drawUniform(random, [0.1, 0.3]),
    goneShare: drawUniform(random, [0, 0.15]),
    duplicateShare: drawChance(random, 0.4) ? drawUniform(random, [0.02, 0.1]) : 0,
  };
}

function drawCustomers(random: Random) {
  return {
    returningShare: drawUniform(random, [0, 0.6]),
    repeatShare: drawUniform(random, [0, 0.7]),
    knownShare: drawChance(random, 0.5) ? 0 : drawUniform(random, [0.4, 1]),
  };
}

/**
 * A number that is uniform between two bounds.
 *
 * @example
 * drawUniform(() => 0.25, [2, 4]) // => 2.5
 */
export function drawUniform(random: Random, [from, to]: readonly [number, number]): number {
  return from + (to - from) * random();
}

/**
 * A number whose logarithm is uniform between two bounds above 0: as often 25 to 50 as 200 to 400.
 *
 * @example
 * drawLogUniform(() => 0.5, [25, 400]) // => 100
 */
export function drawLogUniform(random: Random, [from, to]: readonly [number, number]): number {
  return from * (to / from) ** random();
}
