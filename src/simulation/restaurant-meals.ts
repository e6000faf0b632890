import type { Role } from '../engine/items.ts';
import { drawBinomial, drawWeighted } from './draws.ts';
import type { Random } from './random.ts';
import { RESTAURANT } from './restaurant-menu-table.ts';
import { COURSE_OF_CATEGORY, PLANTED_PAIRS, PLANTED_SUBSTITUTES, TASTES, type Taste } from './restaurant-tastes.ts';

/** Everything that decides what a party orders. */
export interface Occasion {
  readonly meal: 'lunch' | 'dinner';
  readonly channel: 'dine-in' | 'takeaway';
  readonly guests: number;
  /** -1 (mid-January) to 1 (mid-July). */
  readonly summer: number;
  /** Positions on the menu of what a known guest likes best; one pick of each course is theirs. */
  readonly favourites: ReadonlySet<number>;
  /** Positions on the menu of what they order in any case. */
  readonly wanted: readonly number[];
}

interface Course {
  readonly role: Role;
  /** Probability that one guest orders something of it. */
  readonly lunch: number;
  readonly dinner: number;
  readonly takeaway: number;
}

/** An item as guests see it: its course, its taste, and what it makes them want or leave. */
interface Choice {
  readonly role: Role;
  readonly taste: Taste;
  readonly affinities: readonly (readonly [position: number, multiplier: number])[];
}

/** In the order in which a table is asked; drinks twice, since many order a second one or a coffee. */
const COURSES: readonly Course[] = [
  { role: 'starter', lunch: 0.1, dinner: 0.25, takeaway: 0.06 },
  { role: 'main', lunch: 0.96, dinner: 0.94, takeaway: 0.96 },
  { role: 'side', lunch: 0.14, dinner: 0.22, takeaway: 0.2 },
  { role: 'dessert', lunch: 0.1, dinner: 0.25, takeaway: 0.08 },
  { role: 'drink', lunch: 0.88, dinner: 0.9, takeaway: 0.25 },
  { role: 'drink', lunch: 0.15, dinner: 0.35, takeaway: 0 },
  { role: 'other', lunch: 0.08, dinner: 0.1, takeaway: 0.12 },
];

/** An item out of season sells at 1/e of its usual rate in the depth of it, in season at e times. */
const SEASON_STRENGTH = 1;
const MEAL_FACTOR = 1.6;
const FAVOURITE_FACTOR = 12;

const POSITIONS = new Map(RESTAURANT.items.map(({ id }, position) => [id, position]));
const CHOICES: readonly Choice[] = RESTAURANT.items.map(({ id, item }) => ({
  role: COURSE_OF_CATEGORY[item.category ?? ''] ?? 'other',
  taste: TASTES[id] ?? { weight: 0 },
  affinities: affinitiesOf(id),
}));

/**
 * Position of an item on the demo restaurant's menu, from 0.
 *
 * @throws RangeError when it is not on it.
 *
 * @example
 * positionOf('bruschetta') // => 0
 */
export function positionOf(itemId: string): number {
  const position = POSITIONS.get(itemId);
  if (position === undefined) throw new RangeError(`Cannot order "${itemId}": it is not on the demo restaurant's menu`);
  return position;
}

/**
 * Draws what a party orders: positions on the menu, repeats meaning "one more of these", never empty.
 *
 * Of each course every guest orders with the course's probability; what, is drawn by weight = taste x season x meal x
 * the multipliers of all planted pairs with something that is on the table already (x 12 for a known guest's
 * favourites at the first pick of a course).
 *
 * @returns Positions in the order in which they were chosen.
 */
export function drawMeal(random: Random, occasion: Occasion): readonly number[] {
  const appetite = CHOICES.map((choice) => appetiteFor(choice.taste, occasion));
  const basket: number[] = [];
  const order = (position: number): void => {
    if (!basket.includes(position)) whetAppetite(appetite, position);
    basket.push(position);
  };
  for (const position of occasion.wanted) order(position);
  for (const course of COURSES) {
    const probability = occasion.channel === 'takeaway' ? course.takeaway : course[occasion.meal];
    const picks = drawBinomial(random, { trials: occasion.guests, probability });
    for (let pick = 0; pick < picks; pick++) {
      order(drawPick(random, { role: course.role, appetite, favourites: pick === 0 ? occasion.favourites : null }));
    }
  }
  if (basket.length === 0) order(drawPick(random, { role: 'main', appetite, favourites: occasion.favourites }));
  return basket;
}

/**
 * Draws what a regular guest likes best: two main courses, one drink, one dessert and one starter or side, by taste.
 *
 * @returns Positions on the menu.
 */
export function drawFavourites(random: Random): ReadonlySet<number> {
  const appetite = CHOICES.map(({ taste }) => taste.weight);
  const roles: readonly Role[] = ['main', 'main', 'drink', 'dessert', random() < 0.5 ? 'starter' : 'side'];
  return new Set(roles.map((role) => drawPick(random, { role, appetite, favourites: null })));
}

function drawPick(
  random: Random,
  { role, appetite, favourites }: { role: Role; appetite: readonly number[]; favourites: ReadonlySet<number> | null },
): number {
  const weights = appetite.map((weight, position) => {
    if (CHOICES[position]?.role !== role) return 0;
    return favourites?.has(position) ? weight * FAVOURITE_FACTOR : weight;
  });
  return drawWeighted(random, weights);
}

function appetiteFor({ weight, season, meal }: Taste, occasion: Occasion): number {
  const inSeason = season === undefined ? 0 : season === 'summer' ? occasion.summer : -occasion.summer;
  const atMeal = meal === undefined ? 1 : meal === occasion.meal ? MEAL_FACTOR : 1 / MEAL_FACTOR;
  return weight * Math.exp(SEASON_STRENGTH * inSeason) * atMeal;
}

function whetAppetite(appetite: number[], ordered: number): void {
  for (const [position, multiplier] of CHOICES[ordered]?.affinities ?? []) {
    appetite[position] = (appetite[position] ?? 0) * multiplier;
  }
}

function affinitiesOf(itemId: string): [number, number][] {
  return [...PLANTED_PAIRS, ...PLANTED_SUBSTITUTES].flatMap(({ antecedent, consequent, multiplier }) => {
    if (antecedent === itemId) return [[positionOf(consequent), multiplier] as [number, number]];
    return consequent === itemId ? [[positionOf(antecedent), multiplier] as [number, number]] : [];
  });
}
