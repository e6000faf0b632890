import { drawInteger, drawNormal } from './draws.ts';
import type { FleetItem, FleetMenu } from './fleet-menu.ts';
import { drawUniform, type FleetNature } from './fleet-nature.ts';
import { createRandom, type Random } from './random.ts';

/** What an item does to the demand for another one that is ordered with it. */
export interface Partner {
  /** Position on the menu. */
  readonly item: number;
  /** Above 1 for a planted pair, below 1 for another spelling or size. */
  readonly factor: number;
}

/** What people like, beyond what sells. */
export interface FleetTastes {
  /** Factor on each item's demand, for each latent class. */
  readonly byClass: readonly Float64Array[];
  /** Factor on each category's demand, for each latent class. */
  readonly categoriesByClass: readonly Float64Array[];
  /** Factor on each item's demand at breakfast, lunch, in the afternoon and in the evening. */
  readonly byDaypart: readonly Float64Array[];
  /** How frequent each class is. */
  readonly classWeights: readonly number[];
  /** Partners of each item, both ways. */
  readonly partners: readonly (readonly Partner[])[];
}

const DAYPARTS = 4;
const PLANTED_FACTOR = [1.3, 6] as const;
/** Nobody takes two spellings of one thing. */
const TWIN_FACTOR = 0.1;

/**
 * The tastes of a generated store. Preferences of a class and of a daypart are log-normal, so that the share of a class
 * for an item is near to a Dirichlet number; planted pairs join items of different categories, the popular ones more
 * often. Twins are liked by the same people and hardly ordered together.
 */
export function createFleetTastes(
  seed: number,
  { nature, menu }: { nature: FleetNature; menu: FleetMenu },
): FleetTastes {
  const random = createRandom(seed, 'fleet-tastes');
  const { items } = menu;
  return {
    byClass: Array.from({ length: nature.classes }, () => drawFactors(random, items, nature.tasteStrength)),
    categoriesByClass: Array.from({ length: nature.classes }, () =>
      Float64Array.from(menu.categories, () => Math.exp((nature.tasteStrength / 2) * drawNormal(random))),
    ),
    byDaypart: Array.from({ length: DAYPARTS }, () => drawFactors(random, items, nature.hourStrength)),
    classWeights: Array.from({ length: nature.classes }, () => drawUniform(random, [0.3, 2])),
    partners: drawPartners(random, items, Math.round(nature.pairShare * items.length)),
  };
}

function drawFactors(random: Random, items: readonly FleetItem[], strength: number): Float64Array {
  const factors = new Float64Array(items.length);
  items.forEach(({ twin }, index) => {
    const own = Math.exp(strength * drawNormal(random));
    factors[index] = twin === null ? own : (factors[twin] ?? 1);
  });
  return factors;
}

function drawPartners(random: Random, items: readonly FleetItem[], pairs: number): Partner[][] {
  const partners: Partner[][] = items.map(() => []);
  const join = (first: number, second: number, factor: number) => {
    partners[first]?.push({ item: second, factor });
    partners[second]?.push({ item: first, factor });
  };
  for (let pair = 0; pair < pairs; pair++) {
    const [first, second] = [drawPopular(random, items), drawPopular(random, items)];
    if (items[first]?.category === items[second]?.category) continue;
    join(first, second, drawUniform(random, PLANTED_FACTOR));
  }
  items.forEach(({ twin }, index) => {
    if (twin !== null) join(index, twin, TWIN_FACTOR);
  });
  return partners;
}

/** The more popular of two items. */
function drawPopular(random: Random, items: readonly FleetItem[]): number {
  const [first, second] = [drawInteger(random, [0, items.length - 1]), drawInteger(random, [0, items.length - 1])];
  return (items[first]?.weight ?? 0) >= (items[second]?.weight ?? 0) ? first : second;
}
