import { summerOf } from '../restaurant-hours.ts';
import { drawFavourites, drawMeal } from '../restaurant-meals.ts';
import { RESTAURANT } from '../restaurant-menu-table.ts';
import { PLANTED_PAIRS, TASTES } from '../restaurant-tastes.ts';
import type { ShopWorld, WorldItem } from './shop-world.ts';

/** The demo restaurant's day off. */
const CLOSED_WEEKDAY = 1;

/**
 * The world of the demo restaurant: the guests, courses, seasons and planted pairs that made its year of orders.
 *
 * @param items - what can be ordered now; the rest of the menu is left out of every basket.
 */
export function createRestaurantWorld(items: readonly WorldItem[]): ShopWorld {
  const itemById = new Map(items.map(({ id }, item) => [id, item]));
  const itemOf = RESTAURANT.items.map(({ id }) => itemById.get(id));
  const toItems = (menuPositions: Iterable<number>): number[] =>
    [...menuPositions].flatMap((position) => itemOf[position] ?? []);
  const menuPositionOf = new Map(itemOf.map((item, position) => [item, position]));
  const affinities = listAffinities(itemById);
  return {
    items,
    closedWeekday: CLOSED_WEEKDAY,
    drawBasket: (random, { epochDay, meal, channel, guests, favourites }) => {
      const liked = new Set([...favourites].flatMap((item) => menuPositionOf.get(item) ?? []));
      const occasion = { meal, channel, guests, summer: summerOf(epochDay), favourites: liked, wanted: [] };
      return toItems(drawMeal(random, occasion));
    },
    drawFavourites: (random) => new Set(toItems(drawFavourites(random))),
    appetiteFor: (item, basket) => {
      let appetite = TASTES[items[item]?.id ?? '']?.weight ?? 1;
      for (const [other, multiplier] of affinities.get(item) ?? []) if (basket.has(other)) appetite *= multiplier;
      return appetite;
    },
  };
}

/** For each item the items that make people want it, with the factor. */
function listAffinities(itemById: ReadonlyMap<string, number>): Map<number, [item: number, multiplier: number][]> {
  const affinities = new Map<number, [number, number][]>();
  const note = (item: number, other: number, multiplier: number): void => {
    affinities.set(item, [...(affinities.get(item) ?? []), [other, multiplier]]);
  };
  for (const { antecedent, consequent, multiplier } of PLANTED_PAIRS) {
    const [first, second] = [itemById.get(antecedent), itemById.get(consequent)];
    if (first === undefined || second === undefined) continue;
    note(first, second, multiplier);
    note(second, first, multiplier);
  }
  return affinities;
}
